import { asciiCosts, BIT } from '../../text/character-costs.ts';

/** The distinct non-ASCII characters of a text, weighted as evidence of its encoding. */
export interface Tally {
  /** Surprise of the ASCII characters in bits, the same for all scripts. */
  readonly ascii: number;
  /** Distinct non-ASCII UTF-16 code units. */
  readonly units: readonly number[];
  /** Weight of each: its occurrences, up to a limit. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly chars: number;
  /** Number of U+FFFD, all of which count. */
  readonly invalid: number;
}

/** A character's weight is at most 1 + n / this, n being the number of distinct characters. (的 is 4 % of running text.) */
const REPEAT_DIVISOR = 4;

/** Occurrences of each code unit; all zero between calls. */
const occurrences = new Uint32Array(0x10000);
/** Cost of each ASCII character, in units of `BIT`. */
export const ASCII: Uint8Array = asciiCosts();

/**
 * Tallies the characters of a text. Repeats are discounted: ten thousand 呵 are no more evidence than one, yet would favour any
 * encoding in which the same two bytes are a frequent character. With `divisor` 0 all repeats count.
 */
export function tallyOf(text: string, divisor: number = REPEAT_DIVISOR): Tally {
  const units: number[] = [];
  let ascii = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) ascii += ASCII[unit] ?? 0;
    else {
      const count = occurrences[unit] ?? 0;
      if (count === 0) units.push(unit);
      occurrences[unit] = count + 1;
    }
  }
  const maxWeight = 1 + units.length / divisor;
  let chars = 0;
  const weights = units.map((unit) => {
    const count = occurrences[unit] ?? 0;
    const weight = unit === 0xfffd ? count : Math.min(count, maxWeight);
    chars += weight;
    return weight;
  });
  const invalid = occurrences[0xfffd] ?? 0;
  for (const unit of units) occurrences[unit] = 0;
  return { ascii: ascii / BIT, units, weights, chars, invalid };
}
