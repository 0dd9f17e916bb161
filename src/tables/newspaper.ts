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
 * counts by the hash of two words. All pairs of the words that `knows` selects are tried, which takes minutes.
 */
export function readNewspaper(folder: string, knows: (word: string) => boolean): Newspaper {
  const counts = wordCounts(javaArrays(readFileSync(join(folder, 'coredict.mem'))));
  const words = [...counts.keys()].filter(knows).sort();
  return { counts, pairs: pairsIn(javaArrays(readFileSync(join(folder, 'bigramdict.mem'))), words) };
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
/** A state of the hash (FNV-1a of 64 bits, two bytes a character): its two halves. */
interface State {
  readonly high: Int32Array;
  readonly low: Int32Array;
}
/** The prime of the hash less 2^40. */
const PRIME = 0x1b3;
const SEPARATOR = '@'.charCodeAt(0);
const MOST_UNITS = 64;

function pairsIn([hashes, counts]: readonly Java[], words: readonly string[]): readonly Pair[] {
  const known = new Map<number, Map<number, number>>();
  const filter = new Uint8Array(1 << (FILTER_BITS - 3));
  const halves = numbers(hashes);
  for (const [i, count] of numbers(counts).entries()) {
    const [high = 0, low = 0] = [halves[2 * i], halves[2 * i + 1]];
    if (count === 0) continue;
    known.set(high, (known.get(high) ?? new Map<number, number>()).set(low, count));
    const bit = high >>> (32 - FILTER_BITS);
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  const shared = words.map((word, i) => sharedUnits(words[i - 1] ?? '', word));
  const state: State = { high: new Int32Array(MOST_UNITS), low: new Int32Array(MOST_UNITS) };
  const found: Pair[] = [];
  for (const first of words) {
    begin(state, first);
    words.forEach((second, i) => {
      for (let at = shared[i] ?? 0; at < second.length; at++) add(state, at, second.charCodeAt(at));
      const high = state.high[second.length] ?? 0;
      const bit = high >>> (32 - FILTER_BITS);
      if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return;
      const count = known.get(high)?.get(state.low[second.length] ?? 0);
      if (count !== undefined) found.push([first, second, count]);
    });
  }
  return found;
}

/** Puts the state behind a word and the separator in the first place. */
function begin(state: State, word: string): void {
  state.high[0] = 0xcbf29ce4;
  state.low[0] = 0x84222325;
  for (const unit of [...Array.from({ length: word.length }, (_, i) => word.charCodeAt(i)), SEPARATOR]) {
    add(state, 0, unit);
    state.high[0] = state.high[1] ?? 0;
    state.low[0] = state.low[1] ?? 0;
  }
}

/** Adds a character to the state in one place, and puts the result in the next. */
function add({ high, low }: State, at: number, unit: number): void {
  const lowByte = ((low[at] ?? 0) ^ (unit & 0xff)) >>> 0;
  const once = lowByte * PRIME;
  const between = (Math.imul(high[at] ?? 0, PRIME) + Math.floor(once / 2 ** 32) + (lowByte << 8)) | 0;
  const highByte = ((once | 0) ^ (unit >> 8)) >>> 0;
  const twice = highByte * PRIME;
  high[at + 1] = (Math.imul(between, PRIME) + Math.floor(twice / 2 ** 32) + (highByte << 8)) | 0;
  low[at + 1] = twice | 0;
}

function sharedUnits(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}
