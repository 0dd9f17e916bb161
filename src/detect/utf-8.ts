import { isUtf8 } from 'node:buffer';
import { asBuffer } from './codecs/index.ts';
import { tallyOf } from './model/tally.ts';

/** Statistics of bytes decoded as UTF-8. */
export interface Utf8Evidence {
  /** Number of multi-byte characters. */
  readonly good: number;
  /** Number of characters of three or four bytes, which other encodings hardly ever form by chance. */
  readonly long: number;
  /** Number of invalid sequences. A character cut off at either end does not count. */
  readonly bad: number;
}

/** Counts valid and invalid sequences in all of the bytes. */
export function utf8Evidence(bytes: Uint8Array): Utf8Evidence {
  let good = 0;
  let long = 0;
  let bad = 0;
  let i = 0;
  while (i < bytes.length && i < 3 && isContinuation(bytes[i])) i++;
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const size = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    let have = 1;
    while (have < size && isContinuation(bytes[i + have])) have++;
    if (size > 0 && have === size) {
      good++;
      if (size > 2) long++;
    } else if (size === 0 || i + have < bytes.length) bad++;
    i += have;
  }
  return { good, long, bad };
}

/**
 * Whether damage alone explains the invalid sequences: there are at most as many as long characters, or a quarter as many as
 * characters.
 */
export function isDamagedUtf8({ good, long, bad }: Utf8Evidence): boolean {
  return good >= 4 * bad || (long > 1 && long >= bad);
}

/** Least number of long characters in lines that are UTF-8 throughout, and the least share of those lines: one in so many bytes. */
const MIN_LONG_IN_LINES = 6;
const BYTES_PER_WHOLE = 4;

/**
 * Whether a good part of the lines are UTF-8 from end to end. In no other encoding does a line of several characters look like that by chance,
 * whatever stands in the other lines.
 */
export function hasWholeLines(bytes: Uint8Array): boolean {
  let [long, inWhole, all] = [0, 0, 0];
  for (let start = 0; start < bytes.length;) {
    const next = bytes.indexOf(LINE_FEED, start);
    const end = next < 0 ? bytes.length : next;
    const line = bytes.subarray(start, end);
    const beyondAscii = line.reduce((count, byte) => count + (byte >> 7), 0);
    const found = beyondAscii > 0 && isUtf8(asBuffer(line)) ? utf8Evidence(line).long : 0;
    if (found > 1) {
      long += found;
      inWhole += beyondAscii;
    }
    all += beyondAscii;
    start = end + 1;
  }
  return long >= MIN_LONG_IN_LINES && BYTES_PER_WHOLE * inWhole >= all;
}

const LINE_FEED = 0x0a;

/** Bytes from `start` to `end`. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly long: number;
}

/** Runs of at least `least` characters of three bytes or more with nothing but ASCII between them. */
export function utf8Runs(bytes: Uint8Array, least: number): readonly Run[] {
  const runs: Run[] = [];
  let [start, end, long] = [-1, 0, 0];
  for (let at = 0; at <= bytes.length;) {
    const size = longSize(bytes, at);
    if (size > 0) {
      if (start < 0) start = at;
      at += size;
      end = at;
      long++;
      continue;
    }
    if ((bytes[at] ?? 0xff) >= 0x80) {
      if (long >= least) runs.push({ start, end, long });
      start = -1;
      long = 0;
    }
    at++;
  }
  return runs;
}

/** Number of bytes of a character of three bytes or more; 0 if there is none. */
function longSize(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const size = first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let i = 1; i < size; i++) if (!isContinuation(bytes[at + i])) return 0;
  return size;
}

/** Whether a good part of the bytes beyond ASCII are such runs, whatever stands in the rest of their lines. */
export function hasLongRuns(bytes: Uint8Array): boolean {
  const all = bytes.reduce((count, byte) => count + (byte >> 7), 0);
  const inRuns = utf8Runs(bytes, MIN_LONG_IN_LINES).reduce((sum, { long }) => sum + 3 * long, 0);
  return inRuns > 0 && BYTES_PER_WHOLE * inRuns >= all;
}

/** Cost in bits of characters of two bytes, by range; low for letters of living scripts. Later rows override earlier ones. */
const RANGE_COSTS: readonly (readonly [first: number, last: number, bits: number])[] = [
  [0x80, 0x7ff, 19],
  [0xa0, 0xbf, 15],
  [0xc0, 0xff, 9],
  [0x100, 0x17f, 13],
  [0x1a0, 0x1b0, 13],
  [0x218, 0x21b, 13],
  [0x300, 0x323, 14],
  [0x386, 0x3ce, 7],
  [0x3aa, 0x3ab, 14],
  [0x400, 0x45f, 7],
  [0x490, 0x491, 9],
  [0x4d8, 0x4e9, 12],
  [0x531, 0x587, 14],
  [0x5b0, 0x5c7, 12],
  [0x5d0, 0x5ea, 7],
  [0x60c, 0x61f, 9],
  [0x621, 0x64a, 7],
  [0x64b, 0x652, 10],
  [0x660, 0x6d5, 10],
  [0x700, 0x7ff, 16],
];
/** Frequent letters and symbols of European languages. */
const FREQUENT =
  'ąćęłńśźżčďěňřšťůžőűăâîşţğıİāēģīķļņūėįųđœŒĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰĂŞŢĞĀĒĢĪĶĻŅŪĖĮŲĐșțȘȚơƠưƯ«»·°©®£§±¿¡\u00a0';
const FREQUENT_BITS = 9;
/** Cost in bits of each script beyond the first. */
const EXTRA_SCRIPT_BITS = 8;

/** Cost in bits of a combining mark without a letter. */
const LONE_MARK_BITS = 10;
/** Cost in bits if all letters are Latin ones beyond ASCII: `\u0176\u0176\u0176` is no language, but 哦哦哦 in GBK. */
const NO_ASCII_LETTER_BITS = 8;
/**
 * Bonus in bits for each distinct character, and at most: another encoding forms a character of two bytes by chance once in six
 * times, and UTF-8 is much more common.
 */
const VALIDITY_BITS = { each: 4, most: 12 };

/** Surprise in bits, including ASCII, of valid UTF-8 whose characters have at most two bytes; validity counts in its favour. */
export function surpriseOfLetters(text: string): number {
  const { ascii, units, weights } = tallyOf(text);
  const scripts = new Set(units.filter((unit) => unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7).map(scriptOf));
  const letters = units.reduce((sum, unit, i) => sum + costOf(unit) * (weights[i] ?? 0), 0);
  const latinAlone = scripts.size === 1 && scripts.has(LATIN) && !/[a-z]/i.test(text) ? NO_ASCII_LETTER_BITS : 0;
  const loneMark = /(?:^|[^\p{L}\p{M}])\p{M}/u.test(text) ? LONE_MARK_BITS : 0;
  const valid = Math.min(VALIDITY_BITS.most, VALIDITY_BITS.each * units.length);
  return ascii + letters + EXTRA_SCRIPT_BITS * Math.max(0, scripts.size - 1) + latinAlone + loneMark - valid;
}

function costOf(unit: number): number {
  if (FREQUENT.includes(String.fromCharCode(unit))) return FREQUENT_BITS;
  return RANGE_COSTS.findLast(([first, last]) => unit >= first && unit <= last)?.[2] ?? 0;
}

const LATIN = 0;

/** Index of the script: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; -1 for others. */
function scriptOf(unit: number): number {
  return [0x370, 0x400, 0x530, 0x590, 0x600, 0x700].findIndex((next) => unit < next);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
