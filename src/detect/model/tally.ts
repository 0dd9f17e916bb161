import { BIT } from './character-costs.ts';

/** The different characters of a text, and how much each counts as evidence of what the text is. */
export interface Tally {
  /** Surprise of ASCII in bits, the same in every language. */
  readonly ascii: number;
  /** UTF-16 units beyond ASCII, each once. */
  readonly units: readonly number[];
  /** How often each of them counts. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly chars: number;
  /** U+FFFD made, each of which counts. */
  readonly invalid: number;
}

/** Of `n` different characters none counts more often than 1 + n / this: 的 is one in twenty-five of a text. */
const SHARE = 4;

/** Occurrences of each unit; all zero between calls. */
const seen = new Uint32Array(0x10000);
/** Cost of each ASCII character, in units of `BIT`. */
export const ASCII: Uint8Array = asciiCosts();

/**
 * What a text is judged by. A character repeated says once what it is: ten thousand 呵 show no more than one does, and would prove any
 * encoding in which those two bytes happen to be a frequent character. So repeats count up to a share of the different characters;
 * all of them if `share` is 0.
 */
export function tallyOf(text: string, share: number = SHARE): Tally {
  const units: number[] = [];
  let ascii = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) ascii += ASCII[unit] ?? 0;
    else {
      const count = seen[unit] ?? 0;
      if (count === 0) units.push(unit);
      seen[unit] = count + 1;
    }
  }
  const most = 1 + units.length / share;
  let chars = 0;
  const weights = units.map((unit) => {
    const count = seen[unit] ?? 0;
    const weight = unit === 0xfffd ? count : Math.min(count, most);
    chars += weight;
    return weight;
  });
  const invalid = seen[0xfffd] ?? 0;
  for (const unit of units) seen[unit] = 0;
  return { ascii: ascii / BIT, units, weights, chars, invalid };
}

/** ASCII tells encodings apart only where another would have swallowed it, and where it is no text. */
function asciiCosts(): Uint8Array {
  const costs = new Uint8Array(0x80).fill(5 * BIT);
  costs.fill(20 * BIT, 0, 0x20);
  for (const white of [9, 10, 12, 13]) costs[white] = 5 * BIT;
  costs[0x7f] = 20 * BIT;
  return costs;
}
