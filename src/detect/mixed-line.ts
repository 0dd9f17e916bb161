import { BIT, characterCosts } from './model/character-costs.ts';
import type { Script } from './model/character-costs.ts';

/** What a line says of the encoding it was read in: nothing, for a line of ASCII; or how much speaks against it. */
export const PLAIN = 0;
export const TRUSTED = 1;
export const WEAK = 2;
export const STRONG = 3;

/** Mean surprise in bits of a character of a line that is in the encoding it is read in. */
const LIKELY = 11;
/** Bits beyond that which make a line doubtful, weakly and strongly. */
const WEAKLY = 2;
const STRONGLY = 24;

/** A kind (`PLAIN` …) for each line of a text, ended by line feeds. One tight pass: this looks at whole files. */
export function lineDoubts(text: string, name: string, scripts: readonly Script[]): readonly number[] {
  const costs = costsOf(name, scripts);
  const likely = name === 'utf-8' ? 0 : LIKELY;
  const doubts: number[] = [];
  let beyond = 0;
  let chars = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 10;
    if (unit >= 0x80) {
      beyond += costs[unit] ?? 0;
      chars++;
    } else if (unit === 10) {
      doubts.push(kindOf(beyond / BIT - likely * chars, chars));
      beyond = chars = 0;
    }
  }
  return doubts;
}

function kindOf(doubt: number, chars: number): number {
  if (chars === 0) return PLAIN;
  return doubt > STRONGLY ? STRONG : doubt > WEAKLY ? WEAK : TRUSTED;
}

const known = new Map<string, Uint8Array>();

/** Made once, since that takes as long as to look at a page. */
function costsOf(name: string, scripts: readonly Script[]): Uint8Array {
  const costs = known.get(name) ?? (name === 'utf-8' ? onlyReplacements() : cheapest(scripts));
  known.set(name, costs);
  return costs;
}

/** UTF-8 proves itself, so only what is not UTF-8 is doubtful. */
function onlyReplacements(): Uint8Array {
  const costs = new Uint8Array(0x10000);
  costs[0xfffd] = 255;
  return costs;
}

/** Cost of each UTF-16 unit in the script where it is cheapest. */
function cheapest(scripts: readonly Script[]): Uint8Array {
  const [first, ...others] = scripts.map((script) => characterCosts(script));
  const costs = Uint8Array.from(first ?? []);
  for (const other of others) for (let i = 0; i < costs.length; i++) costs[i] = Math.min(costs[i] ?? 0, other[i] ?? 0);
  return costs;
}
