import type { MarkupNode } from '../types.ts';
import { classOf } from './elements.ts';
import { isCalled, QUOTE } from './naming.ts';

/**
 * Whether the innermost of some elements stands in one that is called a quotation, no more than `levels` above. Replies to a comment
 * are called so, too, by some sites: then they are of the class of the comment around them.
 */
export function isInQuote(chain: readonly MarkupNode[], levels: number): boolean {
  const at = chain.slice(0, levels).findIndex(({ naming }) => isCalled(naming, QUOTE));
  if (at < 0) return false;
  const around = new Set(chain.slice(at + 1).map(classOf));
  return !chain.slice(0, at).some((node) => node.naming !== '' && around.has(classOf(node)));
}
