import { BIT, characterCosts } from '../text/character-costs.ts';
import type { Script } from '../text/character-costs.ts';

/** How doubtful it is that a line is in the encoding it was decoded as. PLAIN: it is ASCII, which is no evidence. */
export const PLAIN = 0;
export const TRUSTED = 1;
export const WEAK = 2;
export const STRONG = 3;

/** Expected mean surprise, in bits per character, of a correctly decoded line. */
const EXPECTED_BITS = 11;
/** Excess surprise of a line, in bits, from which it is weakly and strongly doubtful. */
const WEAK_EXCESS_BITS = 2;
const STRONG_EXCESS_BITS = 24;

/**
 * The doubt (`PLAIN` …) about each line of a text; lines end at line feeds. A single tight loop, since it runs over whole files.
 */
export function lineDoubts(text: string, name: string, scripts: readonly Script[]): readonly number[] {
  const costs = costsOf(name, scripts);
  const expected = name === 'utf-8' ? 0 : EXPECTED_BITS;
  const doubts: number[] = [];
  let beyond = 0;
  let chars = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 10;
    if (unit >= 0x80) {
      beyond += costs[unit] ?? 0;
      chars++;
    } else if (unit === 10) {
      doubts.push(doubtOf(beyond / BIT - expected * chars, chars));
      beyond = chars = 0;
    }
  }
  return doubts;
}

function doubtOf(excess: number, chars: number): number {
  if (chars === 0) return PLAIN;
  return excess > STRONG_EXCESS_BITS ? STRONG : excess > WEAK_EXCESS_BITS ? WEAK : TRUSTED;
}

const costTables = new Map<string, Uint8Array>();

/** Memoized: building a table takes as long as examining a page. */
function costsOf(name: string, scripts: readonly Script[]): Uint8Array {
  const costs = costTables.get(name) ?? (name === 'utf-8' ? onlyReplacements() : cheapest(scripts));
  costTables.set(name, costs);
  return costs;
}

/** Valid UTF-8 is hardly ever chance, so only invalid sequences are doubtful. */
function onlyReplacements(): Uint8Array {
  const costs = new Uint8Array(0x10000);
  costs[0xfffd] = 255;
  return costs;
}

/** Cost of each UTF-16 code unit in the script where it is cheapest. */
function cheapest(scripts: readonly Script[]): Uint8Array {
  const [first, ...others] = scripts.map((script) => characterCosts(script));
  const costs = Uint8Array.from(first ?? []);
  for (const other of others) for (let i = 0; i < costs.length; i++) costs[i] = Math.min(costs[i] ?? 0, other[i] ?? 0);
  return costs;
}
