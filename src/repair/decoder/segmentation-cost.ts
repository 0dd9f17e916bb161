import { simplified } from '../../text/simplify.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
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

/** Whether the first character of a word of two or three ends at `at`: what is behind two may illustrate them, as in 火车🚂站. */
export function cutsFirstCharacter(text: string, at: number): boolean {
  return isWord(text, at - 1, at + 1) || isWord(text, at - 1, at + 2);
}

/** Whether a word of two characters ends at `at` that a longer one begins with: a picture behind it may illustrate it. */
export function endsWordInWord(text: string, at: number): boolean {
  return isWord(text, at - 2, at) && (isWord(text, at - 2, at + 1) || isWord(text, at - 2, at + 2));
}

function isWord(text: string, from: number, to: number): boolean {
  const trie = wordTrie();
  let node = 0;
  for (let i = from; i < to && node >= 0; i++) node = child(trie, node, simplified(text.charCodeAt(i) || 0));
  return node > 0 && (trie.cost[node] ?? 0) > 0;
}
