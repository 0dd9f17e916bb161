import type { Hypothesis } from './hypothesis.ts';
import { CLASH_COST, marksClash, marksClashAcross } from './language-model.ts';

/** Extra cost of a mark that does not go with the characters before it; negative if it fits well. */
export function clash(hypothesis: Hypothesis, text: string, whole: boolean): number {
  const before = hypothesis.chain?.candidate.text ?? '';
  const earlier = (hypothesis.chain?.before ?? hypothesis.before?.chain)?.candidate.text ?? '';
  const clashes = marksClash(before, text) || marksClashAcross(earlier, before, text);
  const opener = whole ? OPENERS.get(text) : undefined;
  const closing = opener === undefined ? 0 : isOpen(hypothesis, opener, text) ? -CLOSING_DISCOUNT : CLASH_COST;
  return (clashes ? CLASH_COST : 0) + closing;
}

/** The opening mark of each closing mark. */
export const OPENERS: ReadonlyMap<string, string> = new Map(
  ['（）', '《》', '“”', '「」', '()'].map(([a = '', b = '']) => [b, a]),
);
/** Discount for a closing mark with its opening mark not far before it. */
const CLOSING_DISCOUNT = 1;
/** How far before, in characters. */
export const CLOSING_REACH_CHARS = 40;

function isOpen(end: Hypothesis, opener: string, closer: string): boolean {
  let seen = 0;
  for (
    let hypothesis: Hypothesis | null = end;
    hypothesis && seen < CLOSING_REACH_CHARS;
    hypothesis = hypothesis.before
  ) {
    for (let link = hypothesis.chain; link; link = link.before, seen++) {
      if (link.candidate.text === opener) return true;
      if (link.candidate.text === closer) return false;
    }
  }
  return false;
}
