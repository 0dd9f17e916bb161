import { FIRST, STEP, hans, hant } from '../tables/generated/character-frequency.ts';
import {
  CANTONESE,
  HALF_WIDTH_KATAKANA,
  HANGUL,
  HIRAGANA,
  KANJI,
  KATAKANA,
  KANJI_IN_USE,
  KANJI_OF_SCHOOL,
} from './frequent-characters.ts';

/** Scripts with a unigram model of their characters. */
export type Script = 'hans' | 'hant' | 'ja' | 'ko';

/** Unit of every cost: an eighth of a bit of surprise (minus log2 of probability). */
export const BIT = 8;
/** Cost of a character that is not in the model. */
const UNSEEN = 19 * BIT;
/** Cost of U+FFFD, which stands for invalid bytes. */
const INVALID = 24 * BIT;

/** Cost in bits of each character in a range; later rows override earlier ones. */
type Ranges = readonly (readonly [first: number, last: number, bits: number])[];

const COMMON: Ranges = [
  [0xa0, 0x24f, 18],
  [0x370, 0x45f, 16],
  [0x1e00, 0x1eff, 19],
  [0x2010, 0x2026, 10],
  [0x2030, 0x206f, 14],
  [0x20a0, 0x22ff, 14],
  [0x2460, 0x24ff, 14],
  [0x2500, 0x257f, 14],
  [0x25a0, 0x266f, 12],
  [0x3000, 0x3003, 6],
  [0x3005, 0x3007, 11],
  [0x3008, 0x3011, 8],
  [0x3012, 0x301f, 11],
  [0xd83c, 0xd83e, 13],
  [0xdc00, 0xdfff, 13],
  [0xfe30, 0xfe4f, 14],
  [0xff01, 0xff5e, 10],
  [0xff61, 0xff9f, 18],
  [0x201c, 0x201d, 7],
  [0xb7, 0xb7, 10],
];
const CHINESE: Ranges = [
  [0x3041, 0x30ff, 15],
  [0x3105, 0x3129, 15],
  [0xff0c, 0xff0c, 4],
  [0x3002, 0x3002, 5],
  [0x3001, 0x3001, 6],
  [0xff1a, 0xff1b, 7],
];
/** Rare Han characters: those of extension A, and high surrogates of those beyond. */
const RARE_HAN: Ranges = [
  [0x3400, 0x4dbf, 17],
  [0xd840, 0xd868, 13],
];
const JAPANESE: Ranges = [
  [0x3041, 0x3093, 11],
  [0x30a1, 0x30f6, 12],
  [0x3001, 0x3002, 5],
  [0x3016, 0x3017, 17],
  [0x30fb, 0x30fb, 9],
];
const KOREAN: Ranges = [[0xac00, 0xd7a3, 17]];

const cached = new Map<Script, Uint8Array>();

/** Cost of each UTF-16 code unit in a script, in units of `BIT`. Surrogates have costs of their own. Memoized. */
export function characterCosts(script: Script): Uint8Array {
  const previous = cached.get(script);
  if (previous !== undefined) return previous;
  const costs = new Uint8Array(0x10000).fill(UNSEEN);
  fillRanges(costs, COMMON);
  costs.fill(UNSEEN + 2 * BIT, 0xe000, 0xf900);
  if (script === 'hans') fillChinese(costs, hans(), hant());
  else if (script === 'hant') fillTraditional(costs);
  else if (script === 'ja') fillJapanese(costs);
  else fillKorean(costs);
  costs[0xfffd] = INVALID;
  cached.set(script, costs);
  return costs;
}

function fillRanges(costs: Uint8Array, ranges: Ranges): void {
  for (const [first, last, bits] of ranges) costs.fill(bits * BIT, first, last + 1);
}

/** Characters of the other script cost five bits more: they occur in names, quotations and mixed pages. */
function fillChinese(costs: Uint8Array, own: string, other: string): void {
  fillRanges(costs, CHINESE);
  fillLevels(costs, other, 5);
  fillLevels(costs, own, 0);
}

/** Traditional Chinese with Cantonese characters, many of which are in the Hong Kong supplement, some of them outside the BMP. */
function fillTraditional(costs: Uint8Array): void {
  fillChinese(costs, hant(), hans());
  for (const [i, char] of Array.from(CANTONESE).entries()) {
    const unit = char.charCodeAt(0);
    costs[unit] = Math.min(costs[unit] ?? 0, Math.round((7 + Math.log2(i + 4)) * BIT));
  }
  fillRanges(costs, RARE_HAN);
}

function fillLevels(costs: Uint8Array, table: string, more: number): void {
  let bits = FIRST + more;
  for (const level of table.split(' ')) {
    for (let i = 0; i < level.length; i++) costs[level.charCodeAt(i)] = Math.min(bits * BIT, UNSEEN);
    bits += STEP;
  }
}

function fillJapanese(costs: Uint8Array): void {
  // Rows 16 to 47 of JIS X 0208, its level 1, have kanji in names and in some use; other kanji are rare.
  costs.fill(18 * BIT, 0x4e00, 0xa000);
  for (const char of rows('euc-jp', 0xb0, 0xcf)) costs[char.charCodeAt(0)] = 15 * BIT;
  for (const char of KANJI_IN_USE) costs[char.charCodeAt(0)] = 13 * BIT;
  for (const char of KANJI_OF_SCHOOL) costs[char.charCodeAt(0)] = 12 * BIT;
  fillRanked(costs, KANJI);
  fillRanges(costs, JAPANESE);
  fillRanked(costs, HIRAGANA);
  fillRanked(costs, KATAKANA, 1.5);
  fillRanked(costs, HALF_WIDTH_KATAKANA);
}

function fillKorean(costs: Uint8Array): void {
  costs.fill(18 * BIT, 0x4e00, 0xa000);
  fillRanges(costs, KOREAN);
  for (const char of rows('euc-kr', 0xb0, 0xc8)) costs[char.charCodeAt(0)] = 13 * BIT;
  fillRanked(costs, HANGUL);
}

/** Zipf's law: a character of rank r, from 0, costs 3.2 + log2(r + 4) + `more` bits. */
function fillRanked(costs: Uint8Array, ranked: string, more = 0): void {
  for (let i = 0; i < ranked.length; i++) {
    costs[ranked.charCodeAt(i)] = Math.round((3.2 + more + Math.log2(i + 4)) * BIT);
  }
}

function rows(encoding: string, first: number, last: number): string {
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replaceAll('\ufffd', '');
}

/** Cost of each ASCII character, in units of `BIT`. Flat: ASCII tells encodings apart only where some take it for trail bytes, or by its control characters. */
export function asciiCosts(): Uint8Array {
  const costs = new Uint8Array(0x80).fill(5 * BIT);
  costs.fill(20 * BIT, 0, 0x20);
  for (const white of [9, 10, 12, 13]) costs[white] = 5 * BIT;
  costs[0x7f] = 20 * BIT;
  return costs;
}
