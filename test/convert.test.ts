import { ConverterFactory } from 'opencc-js/core';
import TSCharacters from 'opencc-js/dict/TSCharacters';
import TSPhrases from 'opencc-js/dict/TSPhrases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesIn } from '../src/convert/changes.ts';
import { convertText } from '../src/convert/convert-text.ts';
import { conversions, languageOf } from '../src/convert/index.ts';
import { compileTable } from '../src/convert/script-table.ts';
import { fullTable, openccEntries } from '../src/convert/tables.ts';
import { apply } from '../src/edits.ts';
import type { Language, TextContext } from '../src/types.ts';

function convert(text: string, choices: Partial<TextContext> = {}): string {
  const context: TextContext = { guess: true, language: languageOf(text), from: 'auto', vocab: 'keep', ...choices };
  return conversions.reduce((before, rule) => {
    if (!rule.gate(before)) return before;
    const rewrite = apply(before, rule.propose(before, context), rule.name);
    const edits = rewrite.edits();
    expect(edits.length).toBe(rewrite.count);
    expect(apply(before, edits, rule.name).text).toBe(rewrite.text);
    return rewrite.text;
  }, text);
}

for (const rule of conversions) {
  test.each(rule.examples)(`${rule.name}: $before`, ({ before, after }) => {
    expect(convert(before, { vocab: 'mainland' })).toBe(after);
    expect(convert(after, { vocab: 'mainland' })).toBe(after);
  });
}

const opencc = compileTable(openccEntries());
const keys = [...TSPhrases.split('|'), ...TSCharacters.split('|')].map((entry) => entry.split(' ')[0] ?? '');
const pieces = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...keys) },
  { weight: 3, arbitrary: fc.constantFrom(...new Set(keys.join(''))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('一', '。', '\n', 'a', '𠀀', '⿰言吳', '⿳亠口冋', '\ud840', '\udc00', '\u200b'),
  },
);
const texts = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(''));

describe('the matcher', () => {
  const reference = ConverterFactory([TSPhrases, TSCharacters]);
  test('says what opencc-js says on its own dictionaries', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(convertText(opencc, text).text).toBe(reference(text));
      }),
      { numRuns: 2000 },
    );
  });
  test('accounts for what it does', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(opencc, fullTable()), (text, table) => {
        const { text: made, count } = convertText(table, text);
        const edits = [...changesIn(table, text, 0, text.length)];
        expect(edits.length).toBe(count);
        expect(apply(text, edits, 'test').text).toBe(made);
      }),
    );
  });
});

test.each<[string, Language]>([
  ['', 'und'],
  ['12 + 3 = 15', 'und'],
  ['The weather in the north is cold.', 'en'],
  ['他们说这个问题很复杂。', 'zh-Hans'],
  ['他們說這個問題很複雜。', 'zh-Hant'],
  ['你好', 'zh'],
  ['今日は天気がいいですね。', 'ja'],
  ['東京国際空港', 'ja'],
  ['오늘은 날씨가 좋습니다', 'ko'],
])('the language of %j is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
