import { HAN, HANGUL, KANA, classesIn, hanClasses } from '../../text/han-classes.ts';
import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { decoded } from '../../text/decoded.ts';
import { remembering, rememberingWords } from '../../text/memoize-last.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { ASCII_COST, textCost } from '../decoder/language-model.ts';
import type { Bytes, Language, Written } from './readings-by-characters.ts';
import { CHARS_PER_LOST, mayBeLikelier } from './readings-by-characters.ts';
import { singleBytes } from './single-byte.ts';
import { isInOrderOf } from './table-order.ts';

/** What a few words are when their bytes are decoded in the encoding that they may have been written in. */
export interface Reading {
  readonly text: string;
  /** How much more likely it is than what stands, in nats: a logarithm of the odds, less where characters are repeated. */
  readonly gain: number;
  /** Of the reading, in nats per character that is not ASCII. */
  readonly cost: number;
  readonly language: Language;
  /** Whether bytes were lost. */
  readonly lossy: boolean;
  /** Whether kana stand as they were: GBK and EUC-JP have the same ones. */
  readonly keepsKana: boolean;
}

const WRITTEN: readonly (readonly [encoding: Written, language: Language])[] = [
  ['gbk', 'zh'],
  ['big5', 'zh'],
  ['utf-8', 'zh'],
  ['utf-8', 'ja'],
  ['utf-8', 'ko'],
  ['euc-kr', 'ko'],
  ['shift_jis', 'ja'],
  ['euc-jp', 'ja'],
];
/** Sets that words may have been read in, each with the one that it extends, and how much rarer its readers are than those of Chinese, in nats. */
const READ: readonly (readonly [read: DoubleByteName, itself: Written, rarer: number])[] = [
  ['gbk', 'gbk', 0],
  ['big5', 'big5', 0],
  ['cp932', 'shift_jis', 3],
  ['cp949', 'euc-kr', 3],
  ['euc-jp', 'euc-jp', 3],
];

/** The most likely reading of a piece of a line; null if none is more likely than what stands. */
export const bestReading: (piece: string) => Reading | null = rememberingWords((piece) => {
  if (!mayBeMisread(piece)) return null;
  const stands = piece.replace(LOST, '');
  const most = likeliestCharacters(stands) / NATS;
  let best: Reading | null = null;
  for (const [read, itself, rarer] of READ) {
    if (isInOrderOf(stands, read)) continue;
    for (const behind of bytesOf(piece, read)) {
      for (const [written, language] of WRITTEN) {
        if (written === itself || !mayBeLikelier(behind, written, language, most)) continue;
        const text = textOf(behind, written, language);
        if (written !== 'utf-8' && text.includes('\ufffd')) continue;
        const found = rated(text, piece, likeliest(stands) - rarer, language);
        if (found !== null && found.gain > (best?.gain ?? 0)) best = found;
      }
    }
  }
  return best;
});

const LOST = /\ufffd/g;
/** A mark in place of bytes that a reader could not read; at the end of a line `?` is a question mark. */
const LOST_INSIDE = /\ufffd|[^\0-\x7f]\?[^\0-\x7f]/;
const LEAST_OF_SET = 2;
const CHARS_PER_OF_SET = 3;

/** Han, hangul or kana, with other letters and signs that a misreading makes among them. */
function mayBeMisread(piece: string): boolean {
  const beyondAscii = piece.replace(/[\0-\x7f]+/g, '');
  let count = 0;
  for (let i = 0; i < beyondAscii.length; i++) if (isOfSet(beyondAscii.charCodeAt(i))) count++;
  const marks = beyondAscii.match(LOST)?.length ?? 0;
  return count >= LEAST_OF_SET && CHARS_PER_OF_SET * count >= beyondAscii.length && CHARS_PER_MARK * marks <= count;
}

/** Half-width kana with their marks, among which the bytes that begin kana in EUC-JP are. */
function isOfSet(unit: number): boolean {
  return ((hanClasses()[unit] ?? 0) & (HAN | HANGUL | KANA)) !== 0 || (unit >= 0xff61 && unit <= 0xff9f);
}

/** Two characters follow each other in a table if their code points do, by at most so many. */
const TABLE_STEP = 64;
/**
 * What a reading of characters in such an order must gain, in nats. Kana stand close together, so that every other step of a Japanese word
 * looks like one in a table; but no word goes up all the way.
 */
const LEAST_GAIN_OF_LIST = { zh: 20, ja: 25, ko: Infinity } as const;

/** Whether most characters follow each other as in a table, as in a list of rare ones. */
export function areInOrder(characters: string): boolean {
  let ordered = 0;
  for (let i = 1; i < characters.length; i++) {
    const step = characters.charCodeAt(i) - characters.charCodeAt(i - 1);
    if (step > 0 && step < TABLE_STEP) ordered++;
  }
  return characters.length > 1 && 2 * ordered >= characters.length - 1;
}

/** Whether each character stands behind the one before it in a table. */
function isRising(characters: string): boolean {
  for (let i = 1; i < characters.length; i++)
    if (characters.charCodeAt(i) <= characters.charCodeAt(i - 1)) return false;
  return true;
}

const SCRIPTS = ['hans', 'hant', 'ja', 'ko'] as const;

/** Cost of the text that stands, as Chinese of any kind, Japanese or Korean, whichever is likeliest. */
export const likeliest: (text: string) => number = remembering((text) =>
  Math.min(likeliestCharacters(text), textCost(text)),
);

/** The same by characters alone. */
function likeliestCharacters(text: string): number {
  return SCRIPTS.reduce((least, script) => Math.min(least, charactersCost(text, script)), Infinity);
}

const NATS = Math.LN2 / BIT;

function charactersCost(text: string, script: Script): number {
  const costs = characterCosts(script);
  let [bits, ascii] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) ascii++;
    else bits += costs[unit] ?? 0;
  }
  return bits * NATS + ascii * ASCII_COST;
}

/** In place of what a reader could not read: a whole character, or a byte of one that may come first or last. */
const LOST_BYTES = [0x3f, 0xb0] as const;
const CHARS_PER_MARK = 2;

/** Characters that the encoding lacks have no bytes: then nobody read the piece in it. Where bytes were lost there are two beginnings. */
function bytesOf(piece: string, read: DoubleByteName): readonly Bytes[] {
  const starts = piece.includes('\ufffd') ? LOST_BYTES : [0];
  return starts.map((lost) => bytesWith(piece, read, lost)).filter((bytes) => bytes !== null);
}

function bytesWith(piece: string, read: DoubleByteName, lost: number): Bytes | null {
  const { pairs, again } = doubleByte(read);
  const values: number[] = [];
  const others: (readonly [number, readonly number[]])[] = [];
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    const pair = unit < 0x80 ? unit : unit === 0xfffd ? lost : (pairs[unit] ?? 0);
    if (pair === 0 && unit !== 0) return null;
    const more = unit === 0xfffd ? LOST_BYTES : again.get(unit);
    if (more !== undefined && others.length < MAX_AMBIGUOUS) others.push([values.length, more]);
    if (pair > 0xff) values.push(pair >> 8);
    values.push(pair & 0xff);
  }
  return { values: Uint8Array.from(values), again: others };
}

/** Ambiguous characters whose other pairs are tried, one after the other. */
const MAX_AMBIGUOUS = 24;

/** The likeliest text of the bytes in an encoding. */
function textOf({ values, again }: Bytes, written: Written, language: Language): string {
  let chosen = values;
  let best = writtenIn(values, written);
  if (again.length === 0) return best;
  let least = costOf(best, language);
  for (const [at, pairs] of again) {
    for (const pair of pairs) {
      const changed = Uint8Array.from(chosen);
      changed.set(pair > 0xff ? [pair >> 8, pair & 0xff] : [pair], at);
      const text = writtenIn(changed, written);
      const cost = costOf(text, language);
      if (cost >= least) continue;
      [best, least, chosen] = [text, cost, changed];
    }
  }
  return best;
}

/** The likeliest Chinese text that a reader of another encoding shows as the piece; null if it shows no such thing. */
export function chineseBehind(piece: string, read: DoubleByteName, written: 'gbk' | 'big5'): string | null {
  const [behind] = bytesOf(piece, read);
  return behind === undefined ? null : textOf(behind, written, 'zh');
}

/** The text of bytes; UTF-8 may hold bytes of GBK that were taken for characters: a layer below. */
function writtenIn(bytes: Uint8Array, written: Written): string {
  const text = decoded(bytes, written, true);
  if (written !== 'utf-8' || !/^[\0-\xff\u0152-\u2122]+$/.test(text)) return text;
  const single = singleBytes();
  const below = Array.from(text, (char) => (char < '\x80' ? char.charCodeAt(0) : (single[char.charCodeAt(0)] ?? 0)));
  return below.includes(0) ? text : decoded(Uint8Array.from(below), 'gbk');
}

function costOf(text: string, language: Language): number {
  return language === 'zh' ? textCost(text) : charactersCost(text, language);
}

/** Japanese has kana; half-width ones are what chance makes of Chinese. */
const LEAST_KANA_SHARE = 0.2;
/** Of a lost character, in nats. */
const LOST_COST = 8;
const NEVER = /[\ue000-\uf8ff\uff61-\uff9f\u0080-\u00a0\u2028\u2029\n\r]/;

/** Kana that a reading keeps say which language it is, and none of them has a bracket behind it, which a mark of length is in GBK. */
const LEAST_KEPT = 3;
/** Letters that are laughter in one language are kana in another. */
const LEAST_DISTINCT = 4;
const MISREAD_LENGTH = /^[^〗]*[\u30a1-\u30fa]〖[^〗]*$/;
const MISREAD_LENGTH_GAIN = 10;

function rated(text: string, piece: string, own: number, language: Language): Reading | null {
  const lost = text.match(LOST)?.length ?? 0;
  if (NEVER.test(text) || text === piece || (lost > 0 && (language !== 'zh' || CHARS_PER_LOST * lost > text.length)))
    return null;
  const made = text.replace(/[\0-\x7f\ufffd]+/g, '');
  if (made === '') return null;
  const stands = changedIn(piece, text).replace(/[\0-\x7f]+/g, '');
  if (language === 'ja' && countKana(made) < LEAST_KANA_SHARE * made.length) return null;
  const keepsKana = language === 'ja' && countKana(piece) - countKana(stands) >= LEAST_KEPT;
  if (language !== 'zh' && !keepsKana && new Set(stands).size < LEAST_DISTINCT) return null;
  const more = keepsKana && MISREAD_LENGTH.test(piece) ? MISREAD_LENGTH_GAIN : 0;
  const gain = (own - costOf(text.replace(LOST, ''), language) - lost * LOST_COST) * distinctShare(stands) + more;
  if (areInOrder(stands) && gain < (isRising(stands) && language === 'ja' ? Infinity : LEAST_GAIN_OF_LIST[language]))
    return null;
  return {
    text,
    gain,
    cost: costOf(made, language) / made.length,
    language,
    lossy: lost > 0 || LOST_INSIDE.test(piece),
    keepsKana,
  };
}

/** The characters that a reading changes; the others are the same in both encodings, as kana are in GBK and EUC-JP, and tell nothing. */
function changedIn(piece: string, text: string): string {
  if (text.length !== piece.length) return piece;
  let changed = '';
  for (let i = 0; i < piece.length; i++) if (piece[i] !== text[i]) changed += piece[i] ?? '';
  return changed;
}

/** Characters among which those that are repeated are no evidence; in longer text they are natural. */
const FEW = 12;

/** The share of characters that count as evidence: a character that is repeated counts once. */
export function distinctShare(text: string): number {
  return Math.min(1, new Set(text).size / Math.min(FEW, text.length));
}

function countKana(text: string): number {
  let count = 0;
  for (const char of text) if ((classesIn(char) & KANA) !== 0) count++;
  return count;
}
