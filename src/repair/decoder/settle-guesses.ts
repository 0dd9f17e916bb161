import { hanClasses, SIMPLIFIED_ONLY, TRADITIONAL } from '../../text/han-classes.ts';
import type { DecodeOptions } from './beam-search.ts';
import { WRONG_SCRIPT_COST } from './beam-search.ts';
import { candidatesAt } from './candidates.ts';
import type { Chosen } from './hypothesis.ts';
import { CLASH_COST, guessedSymbolCost, isHanUnit, textCost } from './language-model.ts';
import type { OwnWord } from './language-model.ts';
import type { ByteLattice } from './lattice.ts';
import { CLOSING_REACH_CHARS, OPENERS } from './marks-in-context.ts';
import { pairedCost } from './paired-cost.ts';

/** Context on either side of a guess, in characters: longer than most words. */
const CONTEXT_CHARS = 5;
/** Most alternatives examined, the cheapest by themselves; fewer where a neighbour is guessed too and all pairs are tried. */
const MAX_ALTERNATIVES = 80;
const MAX_PAIRED = 24;
/**
 * Correction for GBK and Big5, where a row of marks may stand for more or fewer characters than on the path, and a character may be missing
 * from the choices; fitted to 800 guesses in news.
 */
const DOUBLE_BYTE_EXPONENT = 1.2;
/**
 * The same for UTF-8 read as a single-byte encoding, where guesses stand close together and depend on each other; fitted to 10,700 guesses in
 * news.
 */
const SINGLE_BYTE_EXPONENT = 1.4;
/** Below this likelihood, nine in ten guesses of a misreading are wrong, and the character is lost. */
const MIN_LIKELIHOOD = 0.1;

/**
 * Gives each guessed character the probability that it is right, from the likelihood of everything else its bytes may be; one that is
 * hardly likelier than the others becomes U+FFFD.
 */
export function settleGuesses(
  path: readonly Chosen[],
  lattice: ByteLattice,
  { script, whole, words, read }: Settling,
): readonly Chosen[] {
  const known = new Map<number, readonly Alternative[]>();
  const of: AlternativesAt = (place, most) => {
    const all = known.get(place) ?? alternatives(lattice, path[place], script);
    known.set(place, all);
    return all.slice(0, most);
  };
  const exponent =
    lattice.encoding !== 'utf-8' ? DOUBLE_BYTE_EXPONENT : read === 'single-byte' ? SINGLE_BYTE_EXPONENT : 1;
  return path.map((chosen, at) => {
    if (!chosen.guessed) return chosen;
    const likely = probabilityAt(path, at, of, whole, words);
    if (likely < MIN_LIKELIHOOD) return { ...chosen, text: '\ufffd', guessed: false };
    return { ...chosen, probability: likely ** exponent };
  });
}

type Settling = Pick<DecodeOptions, 'script' | 'whole'> & {
  /** The document's own words. */
  readonly words?: OwnWord;
  /** What the bytes were read as, where that is one encoding. */
  readonly read?: string;
};

interface Alternative {
  readonly text: string;
  readonly cost: number;
}
type AlternativesAt = (place: number, most: number) => readonly Alternative[];

function probabilityAt(
  path: readonly Chosen[],
  at: number,
  of: AlternativesAt,
  whole: boolean,
  words?: OwnWord,
): number {
  const other = path[at + 1]?.guessed === true ? at + 1 : path[at - 1]?.guessed === true ? at - 1 : at;
  const from = Math.max(0, at - CONTEXT_CHARS);
  const texts = path.slice(from, at + CONTEXT_CHARS + 1).map(({ text }) => text);
  const mine = of(at, other === at ? MAX_ALTERNATIVES : MAX_PAIRED);
  const theirs = other === at ? [{ text: '', cost: 0 }] : of(other, MAX_PAIRED);
  const costs = new Map<string, number>();
  for (const { text, cost } of mine) {
    texts[at - from] = text;
    for (const neighbour of theirs) {
      if (other !== at) texts[other - from] = neighbour.text;
      const all = pairedCost(texts.join(''), words) + (whole ? closingCost(path, at, text) : 0) + cost + neighbour.cost;
      costs.set(text, Math.min(all, costs.get(text) ?? Infinity));
    }
  }
  const own = costs.get(path[at]?.text ?? '') ?? Infinity;
  return 1 / [...costs.values()].reduce((sum, cost) => sum + Math.exp(own - cost), 0);
}

/** Extra cost of a closing mark, which goes with an opening one not far before. */
function closingCost(path: readonly Chosen[], at: number, text: string): number {
  const opener = OPENERS.get(text);
  if (opener === undefined) return 0;
  for (let i = at - 1; i >= Math.max(0, at - CLOSING_REACH_CHARS); i--) {
    if (path[i]?.text === opener) return -CLASH_COST / 2;
    if (path[i]?.text === text) break;
  }
  return CLASH_COST;
}

/** The likeliest of what else may stand between the nodes that a character on the path connects, and the character itself. */
function alternatives(lattice: ByteLattice, chosen: Chosen | undefined, script: number): readonly Alternative[] {
  if (chosen === undefined) return [];
  const all = candidatesAt(lattice, chosen.from);
  const best = new Map<string, number>();
  for (const { text, to, cost, literal } of all) {
    if (to !== chosen.to || literal || text === '\ufffd') continue;
    const unit = text.charCodeAt(0);
    const wrong = script > 0 ? SIMPLIFIED_ONLY : script < 0 ? TRADITIONAL : 0;
    const own =
      cost +
      ((hanClasses()[unit] ?? 0) & wrong ? WRONG_SCRIPT_COST : 0) +
      (isHanUnit(unit) ? 0 : guessedSymbolCost(text));
    best.set(text, Math.min(own, best.get(text) ?? Infinity));
  }
  return [...best]
    .map(([text, cost]) => ({ text, cost, rank: cost + (text === chosen.text ? -Infinity : textCost(text)) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_ALTERNATIVES);
}
