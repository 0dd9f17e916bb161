import { isHanUnit, textCost } from './language-model.ts';

/** Han characters looked at on either side. */
const REACH = 5;

/**
 * What it costs, in nats, that a text is cut at `at`: near 0 between words, some 5 to 15 inside a word. Only the Han characters
 * right before and after count; 0 where there are none on one side.
 */
export function cutCost(text: string, at: number): number {
  let from = at;
  let to = at;
  while (from > at - REACH && isHanUnit(text.charCodeAt(from - 1))) from--;
  while (to < at + REACH && isHanUnit(text.charCodeAt(to))) to++;
  if (from === at || to === at) return 0;
  return textCost(text.slice(from, at)) + textCost(text.slice(at, to)) - textCost(text.slice(from, to));
}
