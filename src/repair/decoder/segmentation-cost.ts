import { isHanUnit, textCost } from './language-model.ts';

/** Han characters considered on either side. */
const CONTEXT_CHARS = 5;

/**
 * Cost, in nats, of a word boundary at `at`: near 0 between words, about 5 to 15 inside a word. Only the Han characters
 * directly before and after count; 0 if one side has none.
 */
export function boundaryCost(text: string, at: number): number {
  let from = at;
  let to = at;
  while (from > at - CONTEXT_CHARS && isHanUnit(text.charCodeAt(from - 1))) from--;
  while (to < at + CONTEXT_CHARS && isHanUnit(text.charCodeAt(to))) to++;
  if (from === at || to === at) return 0;
  return textCost(text.slice(from, at)) + textCost(text.slice(at, to)) - textCost(text.slice(from, to));
}
