import { HAN, hanClasses } from '../text/han-classes.ts';
import { hex, mixed } from '../text/hash.ts';
import { simplified } from '../text/simplify.ts';
import { readUnits } from '../text/utf16.ts';

/** Number of Han characters in a shingle. */
const SHINGLE = 5;
const BASE = 0x01000193;
const BASE_OF_OLDEST = Math.imul(Math.imul(Math.imul(Math.imul(BASE, BASE), BASE), BASE), BASE);
/** Makes the second half of a hash differ from the first. */
const SECOND_SEED = 0x5bd1e995;
/** The lowest bit of each four. */
const NIBBLES = 0x11111111;
/** Counts of four bits hold this much. */
const FULL = 15;

/**
 * The 64-bit simhash (Charikar 2002; Manku, Jain and Das Sarma 2007) of all shingles of five Han characters, as 16 hex digits; null
 * if there is none. Other characters are left out and traditional ones are folded, so that typography and script do not matter.
 */
export function simhashOf(text: string): string | null {
  const hashes = shinglesOf(text);
  if (hashes.length === 0) return null;
  const majority = hashes.length / 2;
  return hex(bitsOf(bitCounts(hashes, SECOND_SEED), majority)) + hex(bitsOf(bitCounts(hashes, 0), majority));
}

/** A rolling hash of each five Han characters in a row. */
function shinglesOf(text: string): Int32Array {
  const folds = foldTable();
  return readUnits(text, (units) => {
    const hashes = new Int32Array(text.length);
    const recent = new Uint16Array(SHINGLE);
    let [han, hash, place] = [0, 0, 0];
    for (let i = 0; i < text.length; i++) {
      const unit = folds[units[i] ?? 0] ?? 0;
      if (unit === 0) continue;
      hash = (Math.imul(hash, BASE) + unit - Math.imul(recent[place] ?? 0, BASE_OF_OLDEST)) | 0;
      recent[place] = unit;
      place = place === SHINGLE - 1 ? 0 : place + 1;
      if (++han >= SHINGLE) hashes[han - SHINGLE] = hash;
    }
    return hashes.subarray(0, Math.max(0, han - SHINGLE + 1));
  });
}

/**
 * In how many of the mixed hashes each bit is set. Eight counts of four bits are added at once, which takes a third of the time of
 * one by one.
 */
function bitCounts(hashes: Int32Array, seed: number): Uint32Array {
  const counts = new Uint32Array(32);
  for (let start = 0; start < hashes.length; start += FULL) {
    const end = Math.min(hashes.length, start + FULL);
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let i = start; i < end; i++) {
      const bits = mixed((hashes[i] ?? 0) ^ seed);
      first = (first + (bits & NIBBLES)) | 0;
      second = (second + ((bits >>> 1) & NIBBLES)) | 0;
      third = (third + ((bits >>> 2) & NIBBLES)) | 0;
      fourth = (fourth + ((bits >>> 3) & NIBBLES)) | 0;
    }
    addNibbles(counts, 0, first);
    addNibbles(counts, 1, second);
    addNibbles(counts, 2, third);
    addNibbles(counts, 3, fourth);
  }
  return counts;
}

function addNibbles(counts: Uint32Array, from: number, packed: number): void {
  for (let bit = 0; bit < 32; bit += 4) counts[from + bit] = (counts[from + bit] ?? 0) + ((packed >>> bit) & FULL);
}

/** The bits that most have. */
function bitsOf(counts: Uint32Array, majority: number): number {
  return counts.reduce((all, count, bit) => (count > majority ? all | (1 << bit) : all), 0) >>> 0;
}

let folds: Uint16Array | null = null;

/** The simplified form of each Han character, 0 for other code units. */
function foldTable(): Uint16Array {
  if (folds !== null) return folds;
  const classes = hanClasses();
  return (folds = Uint16Array.from(classes, (of, unit) => ((of & HAN) === 0 ? 0 : simplified(unit))));
}
