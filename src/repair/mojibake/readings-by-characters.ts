import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { ASCII_COST } from '../decoder/language-model.ts';

export type Language = 'zh' | 'ja' | 'ko';
export type Written = 'gbk' | 'big5' | 'utf-8' | 'euc-kr' | 'shift_jis' | 'euc-jp';

/** Bytes of a piece, and other pairs that some readers show as the same character, by their offset. */
export interface Bytes {
  readonly values: Uint8Array;
  readonly again: readonly (readonly [at: number, pairs: readonly number[]])[];
}

const SCRIPTS: Readonly<Record<Language, readonly Script[]>> = { zh: ['hans', 'hant'], ja: ['ja'], ko: ['ko'] };
const SETS: Readonly<Record<Exclude<Written, 'utf-8'>, DoubleByteName>> = {
  gbk: 'gbk',
  big5: 'big5',
  'euc-kr': 'cp949',
  shift_jis: 'cp932',
  'euc-jp': 'euc-jp',
};

/** What a pair costs that is no character, and most that another pair behind the same character may save. */
const NO_CHARACTER = 21 * BIT;
const OF_ASCII = (ASCII_COST / Math.LN2) * BIT;
const SAVED_BY_OTHER = 8 * BIT;

/** Least gain of a reading that is of any use, in units of `BIT`; Japanese among kana that stand needs less. */
const LEAST_GAIN = { zh: 0, ja: 0, ko: 17 * BIT } as const;

/**
 * Whether bytes may be likelier characters than those that stand, which cost `most` in units of `BIT`. Tables say so in a tenth of the time that
 * it takes to decode them and look for words, and nearly all are not.
 */
export function mayBeLikelier(behind: Bytes, written: Written, language: Language, most: number): boolean {
  if (written === 'utf-8') return behind.again.length > 0 ? hasUtf8(behind.values) : mayBeUtf8(behind.values, language);
  const allowed = most - LEAST_GAIN[language] + SAVED_BY_OTHER * behind.again.length;
  return SCRIPTS[language].some((script) => costOf(behind.values, SETS[written], script, allowed) < allowed);
}

function costOf(values: Uint8Array, set: DoubleByteName, script: Script, most: number): number {
  const { chars } = doubleByte(set);
  const costs = characterCosts(script);
  let cost = 0;
  for (let i = 0; i < values.length && cost < most; i++) {
    const byte = values[i] ?? 0;
    if (byte < 0x80) {
      cost += OF_ASCII;
      continue;
    }
    const unit = chars[(byte << 8) | (values[i + 1] ?? 0)] ?? 0;
    cost += unit === 0 ? NO_CHARACTER : (costs[unit] ?? 0);
    i++;
  }
  return cost;
}

/** Whether bytes that may be others are UTF-8 with lost bytes: at least half are inside characters, and some begin one. */
function hasUtf8(values: Uint8Array): boolean {
  let [begins, inside] = [0, 0];
  for (const byte of values) {
    if (byte >= 0xc0) begins++;
    else if (byte >= 0x80) inside++;
  }
  return begins > 0 && inside >= begins;
}

/** Whether bytes are UTF-8, or of Chinese at least half: of the bytes of another set hardly any are. */
function mayBeUtf8(values: Uint8Array, language: Language): boolean {
  let [units, lost] = [0, 0];
  for (let i = 0; i < values.length; units++) {
    const size = sizeOf(values, i);
    i += Math.abs(size);
    if (size < 0) lost++;
    if (size === 4) units++;
  }
  return language === 'zh' ? CHARS_PER_LOST * lost <= units : lost === 0;
}

/** Only in UTF-8 does a lost byte leave the rest readable. At most one character in so many may be lost. */
export const CHARS_PER_LOST = 2;

/** Bytes of the character at a place of UTF-8; less than 0 if they are the beginning of one, or none, for which a decoder writes U+FFFD. */
function sizeOf(values: Uint8Array, at: number): number {
  const lead = values[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead < 0xc2 || lead > 0xf4 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < size; i++) {
    const byte = values[at + i] ?? 0;
    const [low, high] = i > 1 ? ANY_TAIL : (SECOND[lead] ?? ANY_TAIL);
    if (byte < low || byte > high) return -i;
  }
  return size === 1 ? -1 : size;
}

const ANY_TAIL = [0x80, 0xbf] as const;
/** Second bytes behind first ones that allow fewer: no character has two spellings, none is half a pair of UTF-16, none is beyond U+10FFFF. */
const SECOND: Readonly<Record<number, readonly [low: number, high: number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};
