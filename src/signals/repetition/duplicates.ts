import { buffer, zeros } from './buffers.ts';
import { BASE, bitsFor, hashAt, isSame } from './hash.ts';
import type { Places } from './survey.ts';
import type { Units } from './units.ts';

const SHORTEST = 5;
const LONGEST = 10;

/** Number of characters in n-grams that occurred before, overlaps once, by n from 5 to 10. `suspects` has all repeated 5-grams. */
export function duplicatesOf(suspects: Places, units: Units): readonly number[] {
  return covered(suspects, lengthsOf(suspects, units), units);
}

/** Bits of the first table that is tried: nearly always enough. */
const FIRST_BITS = 13;

/** For each place how many units from there on occurred before: 10 at most, 4 if fewer than 5. */
function lengthsOf(suspects: Places, units: Units): Int32Array {
  const lengths = buffer('lengths', suspects.count);
  for (let bits = Math.min(bitsFor(2 * suspects.count), FIRST_BITS); ; bits += 2) {
    const size = 2 ** bits;
    const known = { table: zeros('table', size), shift: 32 - bits, mask: size - 1, used: 0, earlier: 0 };
    if (fill(lengths, suspects, units, known)) return lengths;
  }
}

/**
 * The n-grams so far, 5 to 10 units long. Those longer than 5 are entered only when a shorter one that they begin with occurs again,
 * so that most texts need one look-up for each place.
 */
interface Known {
  /** Entries, with open addressing: `entryOf`, and 1 if the n-grams that are longer by one unit have been entered as well. */
  readonly table: Int32Array;
  /** By what to shift a hash for its slot. */
  readonly shift: number;
  /** The last slot. */
  readonly mask: number;
  /** Number of entries. */
  used: number;
  /** Where the n-gram that was looked up last was found. */
  earlier: number;
}

const LONGER_KNOWN = 1;

/** Where an n-gram starts, which fits into 20 bits, and n. No entry is 0. */
function entryOf(place: number, n: number): number {
  return (place << 5) | (n << 1);
}

function placeIn(entry: number): number {
  return entry >>> 5;
}

function lengthIn(entry: number): number {
  return (entry >>> 1) & 0xf;
}

/** Whether the table was large enough for all. */
function fill(lengths: Int32Array, { places, count }: Places, units: Units, known: Known): boolean {
  const { ids, count: end } = units;
  let [length, earlier] = [0, 0];
  for (let i = 0; i < count; i++) {
    const at = places[i] ?? 0;
    earlier++;
    // What goes on as before needs no look-up: of a text that repeats itself nearly all.
    const goesOn = length === LONGEST && places[i - 1] === at - 1 && at + LONGEST <= end;
    if (!goesOn || ids[at + LONGEST - 1] !== ids[earlier + LONGEST - 1]) {
      length = enter(known, units, at);
      if (known.used > known.mask >>> 1) return false;
      ({ earlier } = known);
    }
    lengths[i] = length;
  }
  return true;
}

/** Enters the n-grams that start at a place and returns how many units of them are known. */
function enter(known: Known, units: Units, at: number): number {
  const { ids, count: end } = units;
  let n = SHORTEST;
  for (let hash = hashAt(ids, at, n); n <= LONGEST && at + n <= end; n++) {
    const slot = slotOf(known, ids, hash, at, n);
    const entry = known.table[slot] ?? 0;
    if (entry === 0) {
      put(known, slot, entryOf(at, n));
      break;
    }
    known.earlier = placeIn(entry);
    if (at + LONGEST <= end && isSame(ids, known.earlier, at, LONGEST)) return LONGEST;
    if ((entry & LONGER_KNOWN) === 0) {
      known.table[slot] = entry | LONGER_KNOWN;
      const longer = (Math.imul(hash, BASE) + (ids[known.earlier + n] ?? 0)) | 0;
      put(known, slotOf(known, ids, longer, known.earlier, n + 1), entryOf(known.earlier, n + 1));
    }
    hash = (Math.imul(hash, BASE) + (ids[at + n] ?? 0)) | 0;
  }
  return n - 1;
}

/** The slot of an n-gram, or the one that is free for it. */
function slotOf({ table, shift, mask }: Known, ids: Int32Array, hash: number, at: number, n: number): number {
  let slot = hash >>> shift;
  for (;;) {
    const entry = table[slot] ?? 0;
    if (entry === 0 || (lengthIn(entry) === n && isSame(ids, placeIn(entry), at, n))) return slot;
    slot = (slot + 1) & mask;
  }
}

function put(known: Known, slot: number, entry: number): void {
  known.table[slot] = entry;
  known.used++;
}

/** Number of characters in n-grams that occurred before, by n. Counts runs of places as wholes. */
function covered({ places, count }: Places, lengths: Int32Array, { starts }: Units): readonly number[] {
  const sums = new Int32Array(LONGEST + 1);
  const froms = new Int32Array(LONGEST + 1);
  const ends = new Int32Array(LONGEST + 1);
  let [before, last] = [0, -1];
  for (let i = 0; i <= count; i++) {
    const at = i === count ? -1 : (places[i] ?? 0);
    const length = i === count ? 0 : (lengths[i] ?? 0);
    const known = at === last + 1 ? before : 0;
    for (let n = before; n > Math.min(length, known); n--) {
      const from = Math.max(froms[n] ?? 0, ends[n] ?? 0);
      ends[n] = last + n;
      sums[n] = (sums[n] ?? 0) + (starts[last + n] ?? 0) - (starts[from] ?? 0);
    }
    for (let n = known + 1; n <= length; n++) froms[n] = at;
    before = length;
    last = at;
  }
  return Array.from(sums.subarray(SHORTEST));
}
