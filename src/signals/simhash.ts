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

/**
 * The 64-bit simhash (Charikar 2002; Manku, Jain and Das Sarma 2007) of all shingles of five Han characters, as 16 hex digits; null
 * if there is none. Other characters are left out and traditional ones are folded, so that typography and script do not matter.
 */
export function simhashOf(text: string): string | null {
  const hashes = shinglesOf(text);
  return hashes.length === 0 ? null : hex(majorityOf(hashes, SECOND_SEED)) + hex(majorityOf(hashes, 0));
}

/** A rolling hash of each five Han characters in a row. */
function shinglesOf(text: string): Int32Array {
  const han = hanIn(text);
  const hashes = new Int32Array(Math.max(0, han.length - SHINGLE + 1));
  let hash = 0;
  for (let i = 0; i < han.length; i++) {
    const oldest = i < SHINGLE ? 0 : (han[i - SHINGLE] ?? 0);
    hash = (Math.imul(hash, BASE) + (han[i] ?? 0) - Math.imul(oldest, BASE_OF_OLDEST)) | 0;
    if (i >= SHINGLE - 1) hashes[i - SHINGLE + 1] = hash;
  }
  return hashes;
}

/** The Han characters of a text, folded. */
function hanIn(text: string): Uint16Array {
  return readUnits(text, (units) => foldedHan(units, text.length));
}

function foldedHan(units: Uint16Array, length: number): Uint16Array {
  const folds = foldTable();
  const han = new Uint16Array(length + 1);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const unit = folds[units[i] ?? 0] ?? 0;
    han[count] = unit;
    // 1 for a Han character: a branch, which no processor predicts, takes twice the time.
    count += -unit >>> 31;
  }
  return han.subarray(0, count);
}

/**
 * The bits that more than half of the mixed hashes have. All 32 counts are added up at once, bit by bit of the counts (carry-save
 * adders): `words` hold what to add to one bit of the counts, and what is carried to the next one. Takes a third of the time of
 * counting one by one.
 */
function majorityOf(hashes: Int32Array, seed: number): number {
  const words = new Int32Array(hashes.length + 1);
  for (let i = 0; i < hashes.length; i++) words[i] = mixed((hashes[i] ?? 0) ^ seed);
  const planes: number[] = [];
  for (let length = hashes.length; length > 0;) {
    let sum = 0;
    let carried = 0;
    for (let i = 0; i < length; i += 2) {
      const one = words[i] ?? 0;
      const other = i + 1 < length ? (words[i + 1] ?? 0) : 0;
      const odd = sum ^ one;
      words[carried++] = (sum & one) | (odd & other);
      sum = odd ^ other;
    }
    planes.push(sum);
    length = length === 1 ? 0 : carried;
  }
  return above(planes, hashes.length >>> 1);
}

/** The bits whose count, one bit of it in each plane, is above a limit. */
function above(planes: readonly number[], limit: number): number {
  let [greater, equal] = [0, -1];
  for (let weight = planes.length - 1; weight >= 0; weight--) {
    const plane = planes[weight] ?? 0;
    if ((limit >>> weight) & 1) equal &= plane;
    else {
      greater |= equal & plane;
      equal &= ~plane;
    }
  }
  return greater >>> 0;
}

let folds: Uint16Array | null = null;

/** The simplified form of each Han character, 0 for other code units. */
function foldTable(): Uint16Array {
  if (folds !== null) return folds;
  const classes = hanClasses();
  const table = new Uint16Array(classes.length);
  for (let unit = 0; unit < table.length; unit++)
    if (((classes[unit] ?? 0) & HAN) !== 0) table[unit] = simplified(unit);
  return (folds = table);
}
