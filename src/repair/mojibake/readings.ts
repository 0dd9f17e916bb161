import { KANA, classesIn } from '../../text/han-classes.ts';
import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { decoded } from '../../text/decoded.ts';
import { remembering } from '../../text/memoize-last.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { ASCII_COST, isHanUnit, textCost } from '../decoder/language-model.ts';
import { singleBytes } from './single-byte.ts';

/** What a few words are when their bytes are decoded in the encoding that they may have been written in. */
export interface Reading {
  readonly text: string;
  /** How much more likely it is than what stands, in nats: a logarithm of the odds, less where characters are repeated. */
  readonly gain: number;
  /** Of the reading, in nats per character that is not ASCII. */
  readonly cost: number;
  readonly language: 'zh' | 'ja' | 'ko';
  /** Whether bytes were lost. */
  readonly lossy: boolean;
}

type Written = 'gbk' | 'big5' | 'utf-8' | 'euc-kr' | 'shift_jis' | 'euc-jp';

const WRITTEN: readonly (readonly [encoding: Written, language: Reading['language']])[] = [
  ['gbk', 'zh'],
  ['big5', 'zh'],
  ['utf-8', 'zh'],
  ['euc-kr', 'ko'],
  ['shift_jis', 'ja'],
  ['euc-jp', 'ja'],
];
const READ = ['gbk', 'big5'] as const;

/** The most likely reading of a piece of a line; null if none is more likely than what stands. */
export const bestReading: (piece: string) => Reading | null = remembering((piece) => {
  if (!mayBeMisread(piece)) return null;
  const own = likeliest(piece);
  let best: Reading | null = null;
  for (const read of READ) {
    const behind = bytesOf(piece, read);
    if (behind === null) continue;
    for (const [written, language] of WRITTEN) {
      if (written === read) continue;
      const found = rated(textOf(behind, written, language), piece, own, language);
      if (found !== null && found.gain > (best?.gain ?? 0)) best = found;
    }
  }
  return best;
});

const LEAST_HAN = 2;
const CHARS_PER_HAN = 3;

/** Han, with kana and other letters that a misreading makes among them. */
function mayBeMisread(piece: string): boolean {
  const beyondAscii = piece.replace(/[\0-\x7f]+/g, '');
  let han = 0;
  for (let i = 0; i < beyondAscii.length; i++) if (isHanUnit(beyondAscii.charCodeAt(i))) han++;
  return han >= LEAST_HAN && CHARS_PER_HAN * han >= beyondAscii.length;
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
  return 2 * ordered >= characters.length - 1;
}

/** Whether each character stands behind the one before it in a table. */
function isRising(characters: string): boolean {
  for (let i = 1; i < characters.length; i++)
    if (characters.charCodeAt(i) <= characters.charCodeAt(i - 1)) return false;
  return true;
}

const SCRIPTS = ['hans', 'hant', 'ja', 'ko'] as const;

/** Cost of the text that stands, as Chinese of any kind, Japanese or Korean, whichever is likeliest. */
export function likeliest(text: string): number {
  return SCRIPTS.reduce((least, script) => Math.min(least, charactersCost(text, script)), textCost(text));
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

/** The bytes of a piece, and other pairs that some readers show as the same character, by their offset. */
interface Bytes {
  readonly values: Uint8Array;
  readonly again: readonly (readonly [at: number, pairs: readonly number[]])[];
}

/** Characters that the encoding lacks have no bytes: then nobody read the piece in it. */
function bytesOf(piece: string, read: DoubleByteName): Bytes | null {
  const { pairs, again } = doubleByte(read);
  const values: number[] = [];
  const others: (readonly [number, readonly number[]])[] = [];
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    const pair = unit < 0x80 ? unit : (pairs[unit] ?? 0);
    if (pair === 0 && unit !== 0) return null;
    const more = again.get(unit);
    if (more !== undefined && others.length < MAX_AMBIGUOUS) others.push([values.length, more]);
    if (pair > 0xff) values.push(pair >> 8);
    values.push(pair & 0xff);
  }
  return { values: Uint8Array.from(values), again: others };
}

/** Ambiguous characters whose other pairs are tried, one after the other. */
const MAX_AMBIGUOUS = 24;

/** The likeliest text of the bytes in an encoding. */
function textOf({ values, again }: Bytes, written: Written, language: Reading['language']): string {
  let best = writtenIn(values, written);
  if (again.length === 0) return best;
  let least = costOf(best, language);
  for (const [at, pairs] of again) {
    for (const pair of pairs) {
      const changed = Uint8Array.from(values);
      changed.set(pair > 0xff ? [pair >> 8, pair & 0xff] : [pair], at);
      const text = writtenIn(changed, written);
      const cost = costOf(text, language);
      if (cost >= least) continue;
      [best, least] = [text, cost];
      values.set(changed);
    }
  }
  return best;
}

/** The likeliest Chinese text that a reader of another encoding shows as the piece; null if it shows no such thing. */
export function chineseBehind(piece: string, read: DoubleByteName, written: 'gbk' | 'big5'): string | null {
  const behind = bytesOf(piece, read);
  return behind === null ? null : textOf(behind, written, 'zh');
}

/** The text of bytes; UTF-8 may hold bytes of GBK that were taken for characters: a layer below. */
function writtenIn(bytes: Uint8Array, written: Written): string {
  const text = decoded(bytes, written, true);
  if (written !== 'utf-8' || !/^[\0-\xff\u0152-\u2122]+$/.test(text)) return text;
  const single = singleBytes();
  const below = Array.from(text, (char) => (char < '\x80' ? char.charCodeAt(0) : (single[char.charCodeAt(0)] ?? 0)));
  return below.includes(0) ? text : decoded(Uint8Array.from(below), 'gbk');
}

function costOf(text: string, language: Reading['language']): number {
  return language === 'zh' ? textCost(text) : charactersCost(text, language);
}

/** Japanese has kana; half-width ones are what chance makes of Chinese. */
const LEAST_KANA_SHARE = 0.2;
/** Only in UTF-8 does a lost byte leave the rest readable. At most one character in so many may be lost; each costs so much in nats. */
const CHARS_PER_LOST = 2;
const LOST_COST = 8;
const LOST = /\ufffd/g;
const NEVER = /[\ue000-\uf8ff\uff61-\uff9f\u0080-\u00a0\u2028\u2029\n\r]/;

function rated(text: string, piece: string, own: number, language: Reading['language']): Reading | null {
  const lost = text.match(LOST)?.length ?? 0;
  if (NEVER.test(text) || text === piece || (lost > 0 && (language !== 'zh' || CHARS_PER_LOST * lost > text.length)))
    return null;
  const made = text.replace(/[\0-\x7f\ufffd]+/g, '');
  const stands = piece.replace(/[\0-\x7f]+/g, '');
  if (language === 'ja' && countKana(made) < LEAST_KANA_SHARE * made.length) return null;
  const gain = (own - costOf(text.replace(LOST, ''), language) - lost * LOST_COST) * distinctShare(stands);
  if (areInOrder(stands) && gain < (isRising(stands) && language === 'ja' ? Infinity : LEAST_GAIN_OF_LIST[language]))
    return null;
  return {
    text,
    gain,
    cost: costOf(made, language) / made.length,
    language,
    lossy: lost > 0,
  };
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
