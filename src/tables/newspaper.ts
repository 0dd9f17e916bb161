import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pair of words that follow each other, and how often. */
export type Pair = readonly [first: string, second: string, count: number];

/** Counts of words and of pairs of words. */
export interface Newspaper {
  readonly counts: ReadonlyMap<string, number>;
  readonly pairs: readonly Pair[];
}

/**
 * Reads the dictionaries of Lucene's analyzer for Chinese from a folder: `coredict.mem` has words and their counts, `bigramdict.mem`
 * counts by the hash of two words. All pairs of the words that `knows` selects are tried, which takes a minute.
 */
export function readNewspaper(folder: string, knows: (word: string) => boolean): Newspaper {
  const counts = wordCounts(javaArrays(readFileSync(join(folder, 'coredict.mem'))));
  const words = [...counts.keys()].filter(knows).sort();
  return { counts, pairs: pairsIn(javaArrays(readFileSync(join(folder, 'bigramdict.mem'))), counts, words) };
}

/** A number, the two halves of a long one, or an array. */
type Java = number | null | readonly Java[];

/** The serialized arrays of a file. `long` values become two signed numbers of 32 bits, the high one first. */
function javaArrays(bytes: Buffer): readonly Java[] {
  const types: string[] = [];
  let at = 4;
  const type = (): string => {
    if (bytes[at++] === 0x71) return types[bytes.readUInt32BE((at += 4) - 4) - 0x7e0000] ?? '';
    const length = bytes.readUInt16BE(at);
    const name = bytes.toString('latin1', at + 2, at + 2 + length);
    // Behind the name: a checksum, flags, the number of fields, two marks.
    at += length + 2 + 13;
    types.push(name);
    return name;
  };
  const array = (): Java => {
    if (bytes[at++] === 0x70) return null;
    const name = type();
    types.push('');
    const length = bytes.readUInt32BE((at += 4) - 4);
    return Array.from({ length: name === '[J' ? 2 * length : length }, (): Java => {
      if (name.startsWith('[[')) return array();
      if (name === '[S') return bytes.readInt16BE((at += 2) - 2);
      return name === '[C' ? bytes.readUInt16BE((at += 2) - 2) : bytes.readInt32BE((at += 4) - 4);
    });
  };
  const found: Java[] = [];
  while (at < bytes.length) found.push(array());
  return found;
}

const list = (value: Java | undefined): readonly Java[] => (Array.isArray(value) ? (value as readonly Java[]) : []);
const numbers = (value: Java | undefined): readonly number[] => list(value) as readonly number[];

/** Words by their first character: an index, the characters, the rest of each word, counts. */
function wordCounts([index, characters, rests, counts]: readonly Java[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const places = numbers(index);
  for (const [i, unit] of numbers(characters).entries()) {
    const place = places[i] ?? -1;
    if (unit === 0 || place < 0) continue;
    const own = numbers(list(counts)[place]);
    for (const [nth, rest] of list(list(rests)[place]).entries())
      found.set(String.fromCharCode(unit, ...numbers(rest)), own[nth] ?? 0);
  }
  return found;
}

/** Bits of the filter that nearly all pairs that were not seen fail. */
const FILTER_BITS = 26;
/** The prime of the hash less 2^40. */
const PRIME = 0x1b3;
const SEPARATOR = '@'.charCodeAt(0);

/** Counts by the two halves of a hash, and the filter. */
interface Hashes {
  readonly countOf: (high: number, low: number) => number | undefined;
  readonly filter: Uint8Array;
  /** Least count. */
  readonly least: number;
}

function hashesIn([hashes, counts]: readonly Java[]): Hashes {
  const known = new Map<number, Map<number, number>>();
  const filter = new Uint8Array(1 << (FILTER_BITS - 3));
  const halves = numbers(hashes);
  let least = Infinity;
  for (const [i, count] of numbers(counts).entries()) {
    const [high = 0, low = 0] = [halves[2 * i], halves[2 * i + 1]];
    if (count === 0) continue;
    known.set(high, (known.get(high) ?? new Map<number, number>()).set(low, count));
    const bit = high >>> (32 - FILTER_BITS);
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
    least = Math.min(least, count);
  }
  return { countOf: (high, low) => known.get(high)?.get(low), filter, least };
}

function pairsIn(
  bigrams: readonly Java[],
  counts: ReadonlyMap<string, number>,
  all: readonly string[],
): readonly Pair[] {
  const hashes = hashesIn(bigrams);
  // A pair is not seen more often than its words: nearly half of them are left.
  const words = all.filter((word) => (counts.get(word) ?? 0) >= hashes.least);
  const seconds = packed(words);
  const found: Pair[] = [];
  for (const first of words) {
    visitPairs(first, seconds, hashes, (nth, count) => found.push([first, words[nth] ?? '', count]));
  }
  return found;
}

/** Words in order, one behind the other, so that the loop over them all touches three arrays only. */
interface Packed {
  readonly units: Uint16Array;
  /** Where each begins, and the end of the last. */
  readonly starts: Uint32Array;
  /** Units that each shares with the word before it. */
  readonly shared: Uint8Array;
}

function packed(words: readonly string[]): Packed {
  const joined = words.join('');
  const starts = new Uint32Array(words.length + 1);
  for (const [i, word] of words.entries()) starts[i + 1] = (starts[i] ?? 0) + word.length;
  return {
    units: Uint16Array.from({ length: joined.length }, (_, i) => joined.charCodeAt(i)),
    starts,
    shared: Uint8Array.from(words, (word, i) => sharedUnits(words[i - 1] ?? '', word)),
  };
}

const MOST_UNITS = 64;
/** States of the hash (FNV-1a of 64 bits, two bytes a character) behind each unit of a second word: their two halves. */
const highs = new Int32Array(MOST_UNITS);
const lows = new Int32Array(MOST_UNITS);

/** Shows the second words of the pairs that begin with a word. Billions of pairs are tried: no objects, no calls but `add`. */
function visitPairs(
  first: string,
  { units, starts, shared }: Packed,
  { filter, countOf }: Hashes,
  visit: (nth: number, count: number) => void,
): void {
  begin(first);
  for (let i = 0; i < shared.length; i++) {
    const start = starts[i] ?? 0;
    const length = (starts[i + 1] ?? 0) - start;
    for (let at = shared[i] ?? 0; at < length; at++) add(at, units[start + at] ?? 0);
    const high = highs[length] ?? 0;
    const bit = high >>> (32 - FILTER_BITS);
    if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
    const count = countOf(high, lows[length] ?? 0);
    if (count !== undefined) visit(i, count);
  }
}

/** Puts the state behind a word and the separator in the first place. */
function begin(word: string): void {
  highs[0] = 0xcbf29ce4;
  lows[0] = 0x84222325;
  for (let i = 0; i <= word.length; i++) {
    add(0, i < word.length ? word.charCodeAt(i) : SEPARATOR);
    highs[0] = highs[1] ?? 0;
    lows[0] = lows[1] ?? 0;
  }
}

/** Adds a character to the state in one place, and puts the result in the next. */
function add(at: number, unit: number): void {
  const once = (lows[at] ?? 0) ^ (unit & 0xff);
  const between = Math.imul(once, PRIME) ^ (unit >> 8);
  const high = (Math.imul(highs[at] ?? 0, PRIME) + carried(once) + (once << 8)) | 0;
  highs[at + 1] = (Math.imul(high, PRIME) + carried(between) + (between << 8)) | 0;
  lows[at + 1] = Math.imul(between, PRIME);
}

/** What a number of 32 bits times the prime has beyond 32 bits; in halves, since whole it is no small integer. */
function carried(low: number): number {
  return ((low >>> 16) * PRIME + (((low & 0xffff) * PRIME) >>> 16)) >>> 16;
}

function sharedUnits(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}
