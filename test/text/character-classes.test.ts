import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repairs } from '../../src/repair/index.ts';
import { classesIn } from '../../src/text/han-classes.ts';
import { matchFormOf, matchFormsOfLines } from '../../src/text/match-form.ts';
import { lineSpans } from '../../src/text/lines.ts';
import { holds, traitsOf } from '../../src/text/character-classes.ts';
import * as traits from '../../src/text/character-classes.ts';
import { tidies } from '../../src/tidy/index.ts';

/** The pattern that each trait stands for. */
const PATTERNS: readonly (readonly [trait: number, pattern: RegExp])[] = [
  [traits.ACCENTED, /[ÃÂ\u00e0-\u030c\u1e3f\u1ebf]/],
  [traits.LATIN_1, /[\u00a1-\u00fe]/],
  [traits.ODD_SIGN, /[\u00a4\u00a7\u00b6\u00f7\u2020\u2021\u203b\u2190-\u2bff\u3012\u3013\ud83c-\ud83e]/],
  [traits.COMPATIBLE, /[\u2e80-\u2fd5\uf900-\ufad9]/],
  [traits.INVISIBLE, /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/],
  [traits.QUESTION, /[?？]/],
  [traits.PARENTHESIS, /[(（]/],
  [traits.MARKUP, /[&>]/],
  [traits.LOST, /[\ufffd锟]/],
  [traits.RETURN, /[\r\u2028\u2029]/],
  [traits.PAGE_BREAK, /[\v\f\x85]/],
  [traits.CONTROL_CODE, /[\0-\x08\x0E-\x1F\x7F-\x84\x86-\x9F\u200B\uFEFF]/],
  [traits.ODD_SPACE, /[\u00A0\u1680\u2000-\u200A\u202F\u205F]/],
  [traits.TWICE_MISREAD, /[茫盲氓忙莽猫茅]/],
];

const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
const text = fc.string({ unit: fc.constantFrom(...Array.from('说説？\n(ã\r>\u00a0\ufffd★ａ　')), maxLength: 40 });

test.each(PATTERNS)('trait %i is set exactly for the matches of its pattern', (trait, pattern) => {
  const missed = units.filter((unit) => pattern.test(unit) && !holds(unit, trait));
  expect(missed).toEqual([]);
});

test('Han character classes are traits too, and a text of any length has those of all its characters', () => {
  fc.assert(
    fc.property(text, fc.nat(40_000), (part, length) => {
      const whole = '一'.repeat(length) + part;
      expect(traitsOf(whole) & 0xff).toBe(classesIn(whole));
      expect(traitsOf(whole)).toBe(Array.from(whole).reduce((sum, one) => sum | traitsOf(one), 0));
    }),
    { numRuns: 20 },
  );
});

describe('without its trait a rule never matches', () => {
  test.each([...repairs, ...tidies].map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    const plain = '一段没有毛病的文字，写得很好。';
    expect(rule.gate(plain)).toBe(false);
    for (const { before, after } of rule.examples) if (before !== after) expect(rule.gate(before)).toBe(true);
  });
});

test('the match form of a text is that of its lines', () => {
  fc.assert(
    fc.property(text, fc.nat(40_000), (part, length) => {
      const whole = `${'一'.repeat(length)}\n${part}\n說`;
      const spans = lineSpans(whole);
      const blocks = matchFormsOfLines(whole);
      expect(blocks.map((block) => block.text).join('') === whole).toBe(true);
      const shadow = blocks.map((block) => block.matchForm).join('');
      for (const { start, end } of spans) expect(shadow.slice(start, end)).toBe(matchFormOf(whole.slice(start, end)));
      expect(shadow.length).toBe(whole.length);
    }),
    { numRuns: 30 },
  );
});
