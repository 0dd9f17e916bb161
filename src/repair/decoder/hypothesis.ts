import type { Candidate } from './candidates.ts';

/** A character on the best path, and the nodes it connects. */
export interface Chosen extends Candidate {
  readonly from: number;
  /** Of a guessed character: the probability, 0 to 1, that it is right. */
  readonly probability?: number;
}

/** The characters of a word, last one first. */
export interface Chain {
  readonly candidate: Candidate;
  readonly from: number;
  readonly before: Chain | null;
}

/** A path to a node: its cost, its last word, and the path before that word. */
export interface Hypothesis {
  readonly cost: number;
  readonly chain: Chain | null;
  readonly before: Hypothesis | null;
  /** Its last word, as a symbol of the table of pairs. */
  readonly word: number;
}

/** Cost above the cheapest path to a node at which another is given up. */
export const HYPOTHESIS_MARGIN = 10;
/** Most paths kept to a node, with different last characters. */
const BEAM_WIDTH = 6;

/** Adds a path to those kept to a node, cheapest first, if it is among the best; `word` is its last word as a symbol. */
export function relax(
  best: (Hypothesis[] | undefined)[],
  to: number,
  cost: number,
  before: Hypothesis,
  chain: Chain,
  word: number,
): void {
  const hypotheses = (best[to] ??= []);
  if (cost >= (hypotheses[0]?.cost ?? Infinity) + HYPOTHESIS_MARGIN) return;
  const last = hypotheses.at(-1);
  if (hypotheses.length === BEAM_WIDTH && last && cost >= last.cost) return;
  const same = hypotheses.findIndex(
    (hypothesis) => hypothesis.word === word && hypothesis.chain?.candidate.text === chain.candidate.text,
  );
  if (same >= 0) {
    if ((hypotheses[same]?.cost ?? 0) <= cost) return;
    hypotheses.splice(same, 1);
  } else if (hypotheses.length === BEAM_WIDTH) hypotheses.pop();
  let place = hypotheses.length;
  while (place > 0 && (hypotheses[place - 1]?.cost ?? 0) > cost) place--;
  hypotheses.splice(place, 0, { cost, chain, before, word });
}

/** The characters of a path, in order. */
export function trace(end: Hypothesis): readonly Chosen[] {
  const path: Chosen[] = [];
  for (let hypothesis: Hypothesis | null = end; hypothesis; hypothesis = hypothesis.before) {
    for (let link = hypothesis.chain; link; link = link.before) path.push({ ...link.candidate, from: link.from });
  }
  return path.reverse();
}
