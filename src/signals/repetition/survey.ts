import { buffer, zeros } from './buffers.ts';
import { BASE, bitsFor } from './hash.ts';
import type { Units } from './units.ts';

/*
 * One pass counts n-grams by hash, and a second one finds those that the counts leave in doubt. Only these are compared: to compare
 * all that occur twice took 88 ns for each code unit of the bodies of pages, long ones of nothing but repetition among them; now 34.
 */

/** A number for each n from 2 to 4. */
export type Each<T> = readonly [two: T, three: T, four: T];

/** What one pass over the units of a text finds out about its n-grams. */
export interface Survey {
  /** How often n-grams occur at most, by slot: those in the same slot are counted together. */
  readonly counts: Each<Int32Array>;
  /** The largest of these counts. */
  readonly most: Each<number>;
  /** By what to shift a hash for its slot. */
  readonly shift: number;
  /** A bit for each slot of 5-grams: whether one may have occurred before. */
  readonly repeated: Int32Array;
  readonly shiftOfBit: number;
}

/** Where n-grams start, ascending. */
export interface Places {
  readonly places: Int32Array;
  readonly count: number;
}

/** Slots for each n-gram. All tables stay in the second cache of a processor; what is frequent in a long text is seen in fewer slots. */
const SLOTS = 4;
const MAX_SLOT_BITS = 15;
/** Bits for each 5-gram. */
const BITS = 8;
const MAX_BITS = 23;
const WORD_BITS = 5;

export function surveyOf(units: Units): Survey {
  const slotBits = Math.min(MAX_SLOT_BITS, bitsFor(SLOTS * units.count));
  const counts = [2, 3, 4].map((n) => zeros(`counts ${n}`, 2 ** slotBits)) as [Int32Array, Int32Array, Int32Array];
  const bits = Math.min(MAX_BITS, bitsFor(BITS * units.count));
  const seen = zeros('seen', 2 ** (bits - WORD_BITS));
  const repeated = zeros('repeated', 2 ** (bits - WORD_BITS));
  const tables = { counts, shift: 32 - slotBits, repeated, shiftOfBit: 32 - bits };
  return { ...tables, most: count(units, tables, seen) };
}

/** The first n-grams lack units: one more in a slot does no harm. */
function count({ ids, count }: Units, tables: Omit<Survey, 'most'>, seen: Int32Array): Each<number> {
  const { shift, repeated, shiftOfBit } = tables;
  const [twos, threes, fours] = tables.counts;
  let [one, two, three, four] = [0, 0, 0, 0];
  let [most2, most3, most4] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0;
    const five = (Math.imul(four, BASE) + id) | 0;
    four = (Math.imul(three, BASE) + id) | 0;
    three = (Math.imul(two, BASE) + id) | 0;
    two = (Math.imul(one, BASE) + id) | 0;
    one = id;
    const twice = ((twos[two >>> shift] ?? 0) + 1) | 0;
    twos[two >>> shift] = twice;
    if (twice > most2) most2 = twice;
    const thrice = ((threes[three >>> shift] ?? 0) + 1) | 0;
    threes[three >>> shift] = thrice;
    if (thrice > most3) most3 = thrice;
    const often = ((fours[four >>> shift] ?? 0) + 1) | 0;
    fours[four >>> shift] = often;
    if (often > most4) most4 = often;
    const bit = five >>> shiftOfBit;
    const word = seen[bit >>> WORD_BITS] ?? 0;
    seen[bit >>> WORD_BITS] = word | (1 << bit);
    repeated[bit >>> WORD_BITS] = (repeated[bit >>> WORD_BITS] ?? 0) | (word & (1 << bit));
  }
  return [most2, most3, most4];
}

type FourArrays = [Int32Array, Int32Array, Int32Array, Int32Array];

/** A count that no n-gram reaches. */
export const NEVER: number = 2 ** 31 - 1;

/** The n-grams that may occur so often, for n from 2 to 4, and the 5-grams that may occur twice. */
export function suspectsOf(
  { counts: [twos, threes, fours], shift, repeated, shiftOfBit }: Survey,
  { ids, count }: Units,
  [least2, least3, least4]: Each<number>,
): readonly [Places, Places, Places, Places] {
  const [places2, places3, places4, places5] = [2, 3, 4, 5].map((n) => buffer(`places ${n}`, count)) as FourArrays;
  let [found2, found3, found4, found5] = [0, 0, 0, 0];
  let [one, two, three, four] = [0, 0, 0, 0];
  let [before2, before3, before4] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0;
    const five = (Math.imul(four, BASE) + id) | 0;
    four = (Math.imul(three, BASE) + id) | 0;
    three = (Math.imul(two, BASE) + id) | 0;
    two = (Math.imul(one, BASE) + id) | 0;
    one = id;
    const now2 = twos[two >>> shift] ?? 0;
    const now3 = threes[three >>> shift] ?? 0;
    const now4 = fours[four >>> shift] ?? 0;
    const bit = five >>> shiftOfBit;
    // An n-gram is as frequent only if both shorter ones in it are: none of the differences is negative.
    if (now2 >= least2 && i >= 1) places2[found2++] = i - 1;
    if (((now3 - least3) | (now2 - least3) | (before2 - least3)) >= 0 && i >= 2) places3[found3++] = i - 2;
    if (((now4 - least4) | (now3 - least4) | (before3 - least4)) >= 0 && i >= 3) places4[found4++] = i - 3;
    if ((((repeated[bit >>> WORD_BITS] ?? 0) >>> bit) & (((1 - now4) & (1 - before4)) >>> 31)) !== 0 && i >= 4)
      places5[found5++] = i - 4;
    before2 = now2;
    before3 = now3;
    before4 = now4;
  }
  return [
    { places: places2, count: found2 },
    { places: places3, count: found3 },
    { places: places4, count: found4 },
    { places: places5, count: found5 },
  ];
}
