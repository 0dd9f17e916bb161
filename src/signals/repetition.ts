import { mixed } from '../text/hash.ts';
import { readUnits } from '../text/utf16.ts';
import { DIGIT, IDEOGRAPH, KANA_OR_HANGUL, kindTable, LATIN, OTHER_LETTER } from './characters.ts';

/** Repeated n-grams of a text, as shares of its letters and digits. */
export interface Repetition {
  /** By n, 2 to 4: characters in the most frequent n-gram; 0 if none occurs twice. */
  readonly top: readonly number[];
  /** By n, 5 to 10: characters in n-grams that occurred before. */
  readonly duplicate: readonly number[];
}

const TOP = [2, 3, 4] as const;
const DUPLICATE = [5, 6, 7, 8, 9, 10] as const;

/** Longer texts are examined up to here, in UTF-16 code units, which bounds the memory. */
const MAX_UNITS = 2 ** 20;

/**
 * The units of n-grams: each Han character, kana or Hangul syllable, and each run of other letters and digits. White space and
 * punctuation are none.
 */
interface Units {
  /** Equal for equal units. */
  readonly ids: Int32Array<ArrayBuffer>;
  /** Number of characters before each unit; one more entry than there are units. */
  readonly starts: Int32Array;
  readonly count: number;
}

const SINGLE = IDEOGRAPH | KANA_OR_HANGUL;
const IN_WORD = DIGIT | LATIN | OTHER_LETTER;

/** Measures the repeated n-grams of a text in time linear in its length. */
export function repetitionOf(text: string): Repetition {
  const units = unitsOf(text.length > MAX_UNITS ? text.slice(0, MAX_UNITS) : text);
  const total = Math.max(1, units.starts[units.count] ?? 0);
  const top = TOP.map((n) => covered(mostFrequent(units, n), n, units.starts) / total);
  let active = suspects(filterOf(units, DUPLICATE[0]), 2);
  const duplicate = DUPLICATE.map((n) => {
    const level = repeatedAmong(units, active, n);
    active = level.repeated;
    return covered(level.later, n, units.starts) / total;
  });
  return { top, duplicate };
}

/** Where an n-gram starts that is the most frequent one; empty if each occurs once. */
function mostFrequent(units: Units, n: number): readonly number[] {
  const filter = filterOf(units, n);
  // An n-gram that occurs so often passes the filter, so that the most frequent of those that pass is it if it does.
  let least = Math.max(2, filter.most >> 1);
  let level = repeatedAmong(units, suspects(filter, least), n);
  if (level.most < least) {
    least = Math.max(2, level.most);
    level = repeatedAmong(units, suspects(filter, least), n);
  }
  return level.mostFrequent;
}

/** How often n-grams occur at most: those with the same hash are counted together. */
interface Filter {
  /** Hash of the n-gram at each place. */
  readonly slots: Int32Array;
  readonly places: number;
  readonly counts: Int32Array;
  /** The largest of the counts. */
  readonly most: number;
}

const BASE = 0x01000193;
/** Slots for each unit of a text. With four, one n-gram in five is counted with another. */
const SLOTS = 4;

/** Counts n-grams by a rolling hash: without a comparison this takes a tenth of the time of exact counts. */
function filterOf({ ids, count }: Units, n: number): Filter {
  const bits = Math.max(8, Math.ceil(Math.log2(SLOTS * count + 1)));
  const counts = buffer('counts', 2 ** bits).fill(0, 0, 2 ** bits);
  const slots = buffer('slots', count);
  let oldest = 1;
  for (let i = 0; i < n; i++) oldest = Math.imul(oldest, BASE);
  let hash = 0;
  let most = 0;
  for (let i = 0; i < count; i++) {
    hash = (Math.imul(hash, BASE) + (ids[i] ?? 0)) | 0;
    if (i >= n) hash = (hash - Math.imul(ids[i - n] ?? 0, oldest)) | 0;
    if (i < n - 1) continue;
    const slot = mixed(hash) >>> (32 - bits);
    slots[i - n + 1] = slot;
    const seen = (counts[slot] ?? 0) + 1;
    counts[slot] = seen;
    if (seen > most) most = seen;
  }
  return { slots, places: Math.max(0, count - n + 1), counts, most };
}

/** The places of n-grams that may occur at least so often. */
function suspects({ slots, places, counts }: Filter, least: number): Int32Array {
  const found = buffer('suspects', places);
  let count = 0;
  for (let at = 0; at < places; at++) if ((counts[slots[at] ?? 0] ?? 0) >= least) found[count++] = at;
  return found.subarray(0, count);
}

/** The n-grams among some places that occur more than once. */
interface Level {
  readonly repeated: Int32Array;
  /** Those that occurred before. */
  readonly later: readonly number[];
  /** The places of the most frequent one, and how many they are. */
  readonly mostFrequent: readonly number[];
  readonly most: number;
}

/** Counts the n-grams at some places exactly. */
function repeatedAmong(units: Units, places: Int32Array, n: number): Level {
  const size = 2 ** Math.ceil(Math.log2(2 * places.length + 2));
  // 1 and the place where an n-gram occurs first, by its hash; the next slot is taken if one is in use.
  const table = buffer('table', size).fill(0, 0, size);
  const firsts = buffer('firsts', places.length);
  const counts = buffer('occurrences', units.count);
  let [most, frequent] = [1, -1];
  for (let i = 0; i < places.length; i++) {
    const at = places[i] ?? 0;
    if (at + n > units.count) continue;
    let slot = hashOf(units.ids, at, n) & (size - 1);
    while ((table[slot] ?? 0) > 0 && !same(units.ids, (table[slot] ?? 0) - 1, at, n)) slot = (slot + 1) & (size - 1);
    const first = table[slot] === 0 ? at : (table[slot] ?? 0) - 1;
    table[slot] = first + 1;
    const count = first === at ? 1 : (counts[first] ?? 0) + 1;
    counts[first] = count;
    firsts[i] = first;
    if (count > most) [most, frequent] = [count, first];
  }
  return { most, ...sorted(places, firsts, counts, { frequent, end: units.count - n }) };
}

function sorted(
  places: Int32Array,
  firsts: Int32Array,
  counts: Int32Array,
  { frequent, end }: { readonly frequent: number; readonly end: number },
): Omit<Level, 'most'> {
  const later: number[] = [];
  const mostFrequent: number[] = [];
  let count = 0;
  for (let i = 0; i < places.length; i++) {
    const at = places[i] ?? 0;
    const first = firsts[i] ?? 0;
    if (at > end || (counts[first] ?? 0) < 2) continue;
    places[count++] = at;
    if (first !== at) later.push(at);
    if (first === frequent) mostFrequent.push(at);
  }
  return { repeated: places.subarray(0, count), later, mostFrequent };
}

function hashOf(ids: Int32Array, at: number, n: number): number {
  let hash = 0;
  for (let i = at; i < at + n; i++) hash = (Math.imul(hash, BASE) + (ids[i] ?? 0)) | 0;
  return mixed(hash);
}

function same(ids: Int32Array, one: number, other: number, n: number): boolean {
  for (let i = 0; i < n; i++) if (ids[one + i] !== ids[other + i]) return false;
  return true;
}

/** Number of characters in the n-grams at these places, overlaps once. */
function covered(places: readonly number[], n: number, starts: Int32Array): number {
  let sum = 0;
  let end = 0;
  for (const at of places) {
    sum += (starts[at + n] ?? 0) - (starts[Math.max(at, end)] ?? 0);
    end = at + n;
  }
  return sum;
}

/** Largest arrays that are kept for the next text: allocating them takes half as long as using them. */
const KEPT_LENGTH = 2 ** 16;
const kept = new Map<string, Int32Array<ArrayBuffer>>();

/** An array of at least this length with any content, for one use at a time. */
function buffer(use: string, length: number): Int32Array<ArrayBuffer> {
  if (length > KEPT_LENGTH) return new Int32Array(length);
  const made = kept.get(use) ?? new Int32Array(KEPT_LENGTH);
  kept.set(use, made);
  return made;
}

function unitsOf(text: string): Units {
  const kinds = kindTable();
  const ids = buffer('ids', text.length + 1);
  const starts = buffer('starts', text.length + 1);
  return readUnits(text, (units) => {
    let count = 0;
    let total = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = units[i] ?? 0;
      const kind = kinds[unit] ?? 0;
      if (kind & SINGLE) {
        const low = unit >= 0xd840 && unit < 0xd8c0 ? (units[++i] ?? 0) : 0;
        ids[count] = (low << 16) | unit;
        starts[count++] = total++;
      } else if (kind & IN_WORD) {
        starts[count] = total;
        let word = 0x811c9dc5;
        for (; i < text.length && (kinds[units[i] ?? 0] ?? 0) & IN_WORD; i++, total++)
          word = Math.imul(word ^ (units[i] ?? 0), 0x01000193);
        ids[count++] = word;
        i--;
      }
    }
    starts[count] = total;
    return { ids, starts, count };
  });
}
