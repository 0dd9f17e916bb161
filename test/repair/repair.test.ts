import { describe, expect, it } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { repairs } from '../../src/repair/index.ts';
import type { TextContext, TextRule } from '../../src/types.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };
const after = (rule: TextRule, text: string): string =>
  rule.gate(text) ? apply(text, rule.propose(text, context), rule.name).text : text;

describe.each(repairs.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.map((example) => [example.before, example.after]))('%s', (before, wanted) => {
    expect(after(rule, before)).toBe(wanted);
    expect(after(rule, wanted)).toBe(wanted);
  });
  it('has an example that changes and one that does not change', () => {
    expect(rule.examples.some((example) => example.before !== example.after)).toBe(true);
    expect(rule.examples.some((example) => example.before === example.after)).toBe(true);
  });
});
