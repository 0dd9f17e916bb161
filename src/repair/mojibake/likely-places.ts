import { doubleByte } from '../decoder/double-byte.ts';
import { isHanUnit, symbolCost, UNKNOWN_HAN_COST } from '../decoder/language-model.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { simplified } from '../../text/simplify.ts';
import { bytesBehind } from './misreading-lattice.ts';
import type { Misreading } from './misreading-lattice.ts';
import { singleBytes } from './single-byte.ts';

/** `[start, end)` in UTF-16 code units. */
export type Place = readonly [start: number, end: number];

/** What a decoded stretch must meet: the least number of Han characters, and a cost per character, in nats, to stay below. */
export interface Bound {
  readonly han: number;
  readonly cost: number;
  /** How far below, in nats, the cost of the whole stretch must be; 0 if not given. */
  readonly margin?: number;
}

/**
 * Places of a piece where undoing the misreading may meet the bound, not counting clashing marks and the cost of the misreading; any other
 * place is certain to fail. Takes a fiftieth of the time of a search, since the bytes are decoded as they are. Null if the bytes
 * are ambiguous.
 */
export function likelyPlaces(piece: string, misreading: Misreading, bound: Bound): readonly Place[] | null {
  const behind = bytesOf(piece, misreading.read);
  return behind === null ? null : placesBelow(readingsOf(behind, misreading.written), behind.at, bound);
}

interface Bytes {
  /** 0 for a character that the encoding lacks. */
  readonly values: Uint8Array;
  readonly length: number;
  /** Offset of the character of each byte, and the end of the piece. */
  readonly at: Int32Array;
}

function bytesOf(piece: string, read: Misreading['read']): Bytes | null {
  if (read === 'mended') return piece.length < LONG_MENDED ? null : mendedBytes(piece);
  const values = new Uint8Array(2 * piece.length);
  const at = new Int32Array(2 * piece.length + 1);
  const table = read === 'single-byte' ? singleBytes() : doubleByte(read).pairs;
  let length = 0;
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    if (unit === EURO && read === 'gbk') return null;
    const code = unit < 0x80 ? unit : isHalf(unit) ? (bytesBehind(piece, i, read)[0]?.[0] ?? 0) : (table[unit] ?? 0);
    if (code > 0xff) {
      at[length] = i;
      values[length++] = code >> 8;
    }
    at[length] = i;
    values[length++] = code & 0xff;
  }
  at[length] = piece.length;
  return { values, length, at };
}

/**
 * A character that windows-1252 has may be its byte or, as in one of ten pairs of Chinese text, two of UTF-8. In a line of this length, in UTF-16
 * code units, enough stands between such pairs to tell what the line is with each taken for its byte.
 */
const LONG_MENDED = 100;

function mendedBytes(piece: string): Bytes {
  const values = new Uint8Array(3 * piece.length);
  const at = new Int32Array(3 * piece.length + 1);
  let length = 0;
  for (let i = 0; i < piece.length; i++) {
    for (const byte of bytesBehind(piece, i, 'mended')[0] ?? []) {
      at[length] = i;
      values[length++] = byte;
    }
  }
  at[length] = piece.length;
  return { values, length, at };
}

/** Ambiguous in double-byte encodings: one byte or two. */
const EURO = 0x20ac;

function isHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

/** The character (UTF-16 code unit, 0 if none) whose bytes begin at each place, and the place after them. */
interface Readings {
  readonly units: Uint16Array;
  readonly next: Int32Array;
}

function readingsOf(bytes: Bytes, written: Misreading['written']): Readings {
  const units = new Uint16Array(bytes.length);
  const next = new Int32Array(bytes.length);
  const chars = written === 'utf-8' ? null : doubleByte(written).chars;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.values[i] ?? 0;
    if (byte === 0) continue;
    const size = byte < 0x80 ? 1 : chars === null ? sizeInUtf8(byte) : 2;
    next[i] = i + size;
    if (size === 1) units[i] = byte;
    else if (i + size <= bytes.length)
      units[i] = chars === null ? inUtf8(bytes.values, i, size) : (chars[pairAt(bytes.values, i)] ?? 0);
  }
  return { units, next };
}

function pairAt(values: Uint8Array, at: number): number {
  return ((values[at] ?? 0) << 8) | (values[at + 1] ?? 0);
}

function sizeInUtf8(lead: number): number {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Stands for all code points of two code units. */
const ASTRAL = 0xd800;

function inUtf8(values: Uint8Array, at: number, size: number): number {
  const lead = values[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  let code = lead & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) {
    const byte = values[at + i] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
    code = (code << 6) | (byte & 63);
  }
  return size === 4 ? ASTRAL : size === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000)) ? 0 : code;
}

/** Longest dictionary word considered, in characters. */
const MAX_WORD_CHARS = 5;

/** Dynamic programming table: for each place and number of Han characters so far (capped at the bound), the lowest sum of costs minus the bound. */
interface Sums {
  readonly of: Float64Array;
  /** Where that path began. */
  readonly from: Int32Array;
  readonly width: number;
}

/** Reused, since pieces are short and many. */
let reusedSums: Sums = { of: new Float64Array(0), from: new Int32Array(0), width: 0 };

function sumsOf(length: number, width: number): Sums {
  const size = length * width;
  if (reusedSums.of.length < size) reusedSums = { of: new Float64Array(size), from: new Int32Array(size), width };
  return { of: reusedSums.of.fill(Infinity, 0, size), from: reusedSums.from, width };
}

function placesBelow({ units, next }: Readings, at: Int32Array, { han, cost, margin = 0 }: Bound): readonly Place[] {
  const sums = sumsOf(units.length + 1, han + 1);
  const places: Place[] = [];
  for (let i = 0; i <= units.length; i++) {
    const end = i * sums.width + han;
    if ((sums.of[end] ?? 0) < -margin) places.push([at[sums.from[end] ?? 0] ?? 0, at[i] ?? 0]);
    const unit = units[i] ?? 0;
    if (unit === 0) continue;
    if (at[i] !== at[i - 1]) begin(sums, i);
    else if (!isReached(sums, i)) continue;
    if (isHanUnit(unit)) words(sums, { units, next }, i, cost);
    else relax(sums, i, next[i] ?? 0, 0, symbolCostOf(unit, cost));
  }
  return places;
}

/** By unit, 0 where it is not known yet. */
const symbolCosts = new Float64Array(0x10000);

/** Cost minus the bound; white space is not counted. */
function symbolCostOf(unit: number, cost: number): number {
  if (symbolCosts[unit] === 0) {
    const text = String.fromCharCode(unit);
    symbolCosts[unit] = text.trim() === '' ? Infinity : symbolCost(text);
  }
  const known = symbolCosts[unit] ?? 0;
  return known === Infinity ? 0 : known - cost;
}

/** Extends the paths by the words that begin at a place, and by a single character. */
function words(sums: Sums, { units, next }: Readings, at: number, cost: number): void {
  const trie = wordTrie();
  let node = child(trie, 0, simplified(units[at] ?? 0));
  let place = next[at] ?? 0;
  const single = node < 0 ? 0 : (trie.cost[node] ?? 0);
  relax(sums, at, place, 1, (single > 0 ? Math.min(single, UNKNOWN_HAN_COST) : UNKNOWN_HAN_COST) - cost);
  for (let length = 2; length <= MAX_WORD_CHARS && node >= 0; length++) {
    node = child(trie, node, simplified(units[place] ?? 0));
    if (node < 0) return;
    place = next[place] ?? 0;
    const word = trie.cost[node] ?? 0;
    if (word > 0) relax(sums, at, place, length, word - cost * length);
  }
}

/** Begins a path at a place, unless one that leads there costs less. */
function begin({ of, from, width }: Sums, at: number): void {
  if ((of[at * width] ?? 0) <= 0) return;
  of[at * width] = 0;
  from[at * width] = at;
}

/** Whether a path leads to a place; none begins inside a misread character. */
function isReached({ of, width }: Sums, at: number): boolean {
  for (let count = 0; count < width; count++) if (of[at * width + count] !== Infinity) return true;
  return false;
}

/** Extends the paths at `start` to another place by `han` Han characters. */
function relax({ of, from, width }: Sums, start: number, to: number, han: number, more: number): void {
  const [first, there, most] = [start * width, to * width, width - 1];
  for (let count = 0; count < width; count++) {
    const sum = (of[first + count] ?? Infinity) + more;
    const place = there + Math.min(most, count + han);
    // Nothing is below what was not reached.
    if (sum >= (of[place] ?? Infinity)) continue;
    of[place] = sum;
    from[place] = from[first + count] ?? 0;
  }
}
