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
  readonly ids: Int32Array;
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
  let grams = singles(units);
  const top = TOP.map((n) => {
    const all = tallyOf(lengthened(grams, units, n));
    const tally = suspects(all, 2, all);
    grams = tally;
    return inMostFrequent(tally, units, n) / total;
  });
  const duplicate = DUPLICATE.map((n) => {
    const counts = countsOf(lengthened(grams, units, n), units, n);
    const share = covered(counts, units, n, false) / total;
    grams = repeatedOf(counts);
    return share;
  });
  return { top, duplicate };
}

/** N-grams of a text: at least all that occur more than once; all if n is 1. */
interface Grams {
  /** Where they start, ascending; then `END`. */
  readonly places: Int32Array;
  readonly hashes: Int32Array;
  readonly count: number;
}

const END = 2 ** 31 - 1;

function singles({ ids, count }: Units): Grams {
  const places = buffer('places', count + 1);
  const hashes = buffer('hashes', count + 1);
  for (let i = 0; i < count; i++) {
    places[i] = i;
    hashes[i] = ids[i] ?? 0;
  }
  places[count] = END;
  return { places, hashes, count };
}

const BASE = 0x01000193;

/**
 * The n-grams one unit longer, in place. Such a one occurs twice only if both shorter ones in it do: so few are left to count for each
 * n that all together take twice the time of the first. Here and below, sums take the place of branches that no processor predicts.
 */
function lengthened({ places, hashes, count }: Grams, { ids }: Units, n: number): Grams {
  let found = 0;
  for (let i = 0; i < count; i++) {
    const at = places[i] ?? 0;
    places[found] = at;
    hashes[found] = (Math.imul(hashes[i] ?? 0, BASE) + (ids[at + n - 1] ?? 0)) | 0;
    found += ((places[i + 1] ?? 0) - at - 2) >>> 31;
  }
  places[found] = END;
  return { places, hashes, count: found };
}

/** N-grams, and how often each occurs at most: those in the same slot are counted together. */
interface Tally extends Grams {
  readonly slots: Int32Array;
  readonly counts: Int32Array;
  /** The largest of the counts. */
  readonly most: number;
}

/** Slots for each n-gram. With four, one in five is counted with another. */
const SLOTS = 4;

/** Counts n-grams by hash: without a comparison this takes a fifth of the time of exact counts. */
function tallyOf({ places, hashes, count }: Grams): Tally {
  const bits = bitsFor(SLOTS * count);
  const counts = buffer('counts', 2 ** bits).fill(0, 0, 2 ** bits);
  const slots = buffer('slots', count + 1);
  let most = 0;
  for (let i = 0; i < count; i++) {
    const slot = slotOf(hashes[i] ?? 0, bits);
    slots[i] = slot;
    const seen = (counts[slot] ?? 0) + 1;
    counts[slot] = seen;
    if (seen > most) most = seen;
  }
  return { places, hashes, count, slots, counts, most };
}

/** The number of bits of a table of at least this many slots. */
function bitsFor(slots: number): number {
  return Math.max(8, 32 - Math.clz32(slots));
}

function slotOf(hash: number, bits: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - bits);
}

/** The n-grams that may occur at least so often, written over those of `into`. */
function suspects({ places, hashes, count, slots, counts }: Tally, least: number, into: Tally): Tally {
  let found = 0;
  for (let i = 0; i < count; i++) {
    const slot = slots[i] ?? 0;
    into.places[found] = places[i] ?? 0;
    into.hashes[found] = hashes[i] ?? 0;
    into.slots[found] = slot;
    found += (least - 1 - (counts[slot] ?? 0)) >>> 31;
  }
  into.places[found] = END;
  return { ...into, count: found };
}

/** Number of characters in the most frequent n-gram, overlaps once; of several the one that gets there first. 0 if each occurs once. */
function inMostFrequent(tally: Tally, units: Units, n: number): number {
  const length = tally.count + 1;
  const into = {
    ...tally,
    places: buffer('frequent', length),
    hashes: buffer('their hashes', length),
    slots: buffer('their slots', length),
  };
  // An n-gram that occurs so often is a suspect, so that the most frequent suspect is it if it does.
  let least = Math.max(2, tally.most >> 1);
  let counts = countsOf(suspects(tally, least, into), units, n);
  if (counts.most < least) {
    least = Math.max(2, counts.most);
    counts = countsOf(suspects(tally, least, into), units, n);
  }
  return covered(counts, units, n, true);
}

/** N-grams and how often they occur. */
interface Counts extends Grams {
  /** By n-gram, the first that is equal. */
  readonly firsts: Int32Array;
  /** By first, how many are equal. */
  readonly counts: Int32Array;
  /** The largest of the counts. */
  readonly most: number;
  /** The first that has it; of several the one that gets there first. -1 if each occurs once. */
  readonly frequent: number;
}

/** Counts n-grams exactly. */
function countsOf({ places, hashes, count }: Grams, { ids }: Units, n: number): Counts {
  const bits = bitsFor(2 * count);
  // 1 and the first n-gram with a hash; the next slot is taken if one is in use.
  const table = buffer('table', 2 ** bits).fill(0, 0, 2 ** bits);
  const firsts = buffer('firsts', count);
  const counts = buffer('occurrences', count);
  let [most, frequent] = [1, -1];
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] ?? 0;
    let slot = slotOf(hash, bits);
    let first = (table[slot] ?? 0) - 1;
    while (first >= 0 && !(hashes[first] === hash && same(ids, places[first] ?? 0, places[i] ?? 0, n))) {
      slot = (slot + 1) & (2 ** bits - 1);
      first = (table[slot] ?? 0) - 1;
    }
    if (first < 0) {
      first = i;
      table[slot] = i + 1;
      counts[i] = 0;
    }
    firsts[i] = first;
    const seen = (counts[first] ?? 0) + 1;
    counts[first] = seen;
    if (seen > most) [most, frequent] = [seen, first];
  }
  return { places, hashes, count, firsts, counts, most, frequent };
}

function same(ids: Int32Array, one: number, other: number, n: number): boolean {
  for (let i = 0; i < n; i++) if (ids[one + i] !== ids[other + i]) return false;
  return true;
}

/** Number of characters in the most frequent n-gram, or in those that occurred before; overlaps once. */
function covered({ places, count, firsts, frequent }: Counts, { starts }: Units, n: number, top: boolean): number {
  let sum = 0;
  let end = 0;
  for (let i = 0; i < count; i++) {
    const first = firsts[i] ?? 0;
    if (top ? first !== frequent : first === i) continue;
    const at = places[i] ?? 0;
    sum += (starts[at + n] ?? 0) - (starts[at > end ? at : end] ?? 0);
    end = at + n;
  }
  return sum;
}

/** Those that occur more than once, in place. */
function repeatedOf({ places, hashes, count, firsts, counts }: Counts): Grams {
  let found = 0;
  for (let i = 0; i < count; i++) {
    places[found] = places[i] ?? 0;
    hashes[found] = hashes[i] ?? 0;
    found += (1 - (counts[firsts[i] ?? 0] ?? 0)) >>> 31;
  }
  places[found] = END;
  return { places, hashes, count: found };
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
