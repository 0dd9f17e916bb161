import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { normalize } from '../../src/index.ts';
import { isNoise } from '../../src/text/noise.ts';
import { HANS } from '../made/detect-samples.ts';
import { sourceOf } from '../run/records.ts';

/** Random characters from a generator with a fixed seed. */
function random(length: number, from: number, count: number): string {
  let state = 7;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(from + ((state >>> 8) % count));
  }).join('');
}

const LETTERS = random(1400, 0xa0, 96);
const misread = (text: string, codec: string): string => iconv.decode(iconv.encode(text, codec), 'latin1');

test('random letters are noise, at any length; too few are not', () => {
  expect(isNoise(LETTERS)).toBe(true);
  expect(isNoise(random(20_000, 0xa0, 96))).toBe(true);
  expect(isNoise(LETTERS.slice(0, 250))).toBe(false);
});

test('misread Chinese is no noise, nor is noise beside it', () => {
  const text = HANS.repeat(4);
  for (const codec of ['gbk', 'utf8']) {
    expect(isNoise(misread(text, codec))).toBe(false);
    expect(isNoise(`${LETTERS}\n${misread(text, codec)}`)).toBe(false);
  }
  expect(isNoise(text)).toBe(false);
});

test('a misread sentence before noise is repaired', () => {
  const sentence = '今天下午大家在公司工作，中文和天文都有人看。';
  const text = `${misread(sentence, 'gbk')}\n${LETTERS.replace(/.{60}/g, '$&\n')}`;
  expect(isNoise(text)).toBe(true);
  const { text: made } = normalize(sourceOf(text, { format: 'text', charset: 'utf-8' }));
  expect(made.split('\n')[0]).toBe(sentence);
});
