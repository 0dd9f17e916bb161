import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scriptModule } from '../../src/tables/generate-script.ts';
import {
  HAN,
  IN_JAPANESE,
  JAPANESE_ONLY,
  KANA,
  SIMPLIFIED_ONLY,
  TRADITIONAL,
  hanClasses,
} from '../../src/text/han-classes.ts';
import { simplifyCharacters } from '../../src/text/simplify.ts';

test('the generated module is current, and small', () => {
  const file = readFileSync('src/tables/generated/script.ts', 'utf8');
  expect(file).toBe(scriptModule());
  expect(Buffer.byteLength(file)).toBeLessThanOrEqual(100_000);
});

test.each([
  ['國', TRADITIONAL],
  ['国', SIMPLIFIED_ONLY | IN_JAPANESE],
  ['这', SIMPLIFIED_ONLY],
  ['東', TRADITIONAL | IN_JAPANESE],
  ['駅', JAPANESE_ONLY | IN_JAPANESE],
  ['乾', IN_JAPANESE],
  ['著', IN_JAPANESE],
  ['后', IN_JAPANESE],
])('%s has its classes', (character, classes) => {
  expect(hanClasses()[character.charCodeAt(0)]).toBe(HAN | classes);
});

test('kana have their class', () => {
  for (const kana of 'あんアンﾝ') expect(hanClasses()[kana.charCodeAt(0)]).toBe(KANA);
});

test('simplification keeps the number of code units', () => {
  expect(simplifyCharacters('責任編輯：王小明 𠀀')).toBe('责任编辑：王小明 𠀀');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => simplifyCharacters(text).length === text.length));
});
