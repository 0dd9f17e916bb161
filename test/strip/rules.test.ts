import { describe, expect, test } from 'vitest';
import { wordIndexOf } from '../../src/strip/rules/word-index.ts';
import { lineRules, partRules } from '../../src/strip/index.ts';
import { matches } from '../../src/strip/rules/line-rule.ts';
import type { LineRule } from '../../src/strip/rules/line-rule.ts';
import { matchFormOf } from '../../src/text/match-form.ts';

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** What `wordIndexOf` finds, in the plain way. */
function hasWord({ words, maxUnits: longest }: LineRule, shadow: string): boolean {
  return shadow.length <= longest && (words === null || words.some((word) => shadow.includes(word)));
}

describe('line rules', () => {
  for (const rule of lineRules) {
    test(`${rule.name} removes its positive examples`, () => {
      expect(rule.removes.filter((line) => !matches(rule, matchFormOf(line)))).toEqual([]);
      expect(rule.removes.length).toBeGreaterThan(0);
    });
    test(`${rule.name} keeps its negative examples`, () => {
      expect(rule.keeps.filter((line) => matches(rule, matchFormOf(line)))).toEqual([]);
      expect(rule.keeps.length).toBeGreaterThan(0);
    });
  }

  test('no rule removes a line that another rule lists as body, unless position decides', () => {
    const keeps = lineRules.flatMap((rule) => rule.keeps);
    const anywhere = lineRules.filter((rule) => rule.place === 'anywhere');
    const taken = keeps.flatMap((line) =>
      anywhere.filter((rule) => matches(rule, matchFormOf(line))).map((rule) => `${rule.name}: ${line}`),
    );
    expect(taken).toEqual([]);
  });

  test('the word index finds every matching rule', () => {
    const candidates = wordIndexOf(lineRules);
    for (const rule of lineRules)
      for (const line of [...rule.removes, ...rule.keeps]) {
        // Surrounded by text whose words do not belong to the line.
        const units = unitsOf(`分享${matchFormOf(line)}来源`);
        const found = candidates(units, 2, units.length - 2);
        const fitting = lineRules.filter((other) => hasWord(other, matchFormOf(line)));
        expect(found, line).toEqual(fitting);
      }
  });

  test('names are kebab-case and used once', () => {
    const names = [...lineRules, ...partRules].map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*$/.test(name))).toEqual([]);
  });

  test('summaries are one non-empty line', () => {
    for (const { summary } of lineRules) expect(summary).toMatch(/^[A-Z].{10,100}[^.]$/);
  });

  test('rules take time linear in the line', () => {
    const hostile = [' ', '>', '| ', '1', '(', '来源', '编辑 ', '位置', '记者', ':', '摄', '、王'];
    for (const unit of hostile) {
      const line = unit.repeat(200_000 / unit.length);
      const started = performance.now();
      for (const rule of lineRules) for (const pattern of rule.patterns) pattern.exec(line.slice(0, rule.maxUnits));
      for (const rule of partRules) rule.pattern.test(line.slice(0, 100));
      expect(performance.now() - started).toBeLessThan(200);
    }
  });
});

describe('rules for parts of lines', () => {
  for (const rule of partRules)
    for (const { before, after } of rule.examples)
      test(`${rule.name}: ${before}`, () => {
        const match = rule.pattern.exec(matchFormOf(before));
        expect(match === null ? before : before.slice(0, match.index)).toBe(after);
      });
});
