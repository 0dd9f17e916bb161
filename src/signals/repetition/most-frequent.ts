import { buffer, zeros } from './buffers.ts';
import { bitsFor, hashAt, isSame } from './hash.ts';
import type { Places } from './survey.ts';
import type { Units } from './units.ts';

/** The most frequent n-gram among some. */
export interface MostFrequent {
  /** How often it occurs; 0 if there are none. */
  readonly times: number;
  /** Its characters, overlaps once. */
  readonly characters: number;
}

/** Bits of the first table that is tried: nearly always enough. */
const FIRST_BITS = 12;

/** The most frequent of the n-grams at these places; of several the one that gets there first. */
export function mostFrequentOf(suspects: Places, units: Units, n: number): MostFrequent {
  for (let bits = Math.min(bitsFor(2 * suspects.count), FIRST_BITS); ; bits += 2) {
    const found = counted(suspects, units, n, bits);
    if (found !== null) return found;
  }
}

/** Counts exactly, with open addressing; null if the table is too small. */
function counted({ places, count }: Places, units: Units, n: number, bits: number): MostFrequent | null {
  const { ids } = units;
  /** 1 and the number of the n-gram. */
  const size = 2 ** bits;
  const table = zeros('table', size);
  const numbers = buffer('numbers', count);
  const firsts = buffer('firsts', size / 2);
  const times = buffer('times', size / 2);
  let [found, most, frequent] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const at = places[i] ?? 0;
    let slot = hashAt(ids, at, n) >>> (32 - bits);
    let number = (table[slot] ?? 0) - 1;
    while (number >= 0 && !isSame(ids, firsts[number] ?? 0, at, n)) {
      slot = (slot + 1) & (size - 1);
      number = (table[slot] ?? 0) - 1;
    }
    if (number < 0) {
      if (found === size / 2) return null;
      number = found++;
      table[slot] = found;
      firsts[number] = at;
      times[number] = 0;
    }
    numbers[i] = number;
    const seen = (times[number] ?? 0) + 1;
    times[number] = seen;
    if (seen > most) [most, frequent] = [seen, number];
  }
  return { times: most, characters: charactersIn({ places, count }, units, n, numbers, frequent) };
}

/** Number of characters in an n-gram, overlaps once. */
function charactersIn(
  { places, count }: Places,
  { starts }: Units,
  n: number,
  numbers: Int32Array,
  of: number,
): number {
  let [sum, end] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (numbers[i] !== of) continue;
    const at = places[i] ?? 0;
    sum += (starts[at + n] ?? 0) - (starts[at > end ? at : end] ?? 0);
    end = at + n;
  }
  return sum;
}
