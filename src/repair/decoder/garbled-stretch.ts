import { simplified } from '../../text/simplify.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { isHanUnit, symbolCost, UNKNOWN_HAN_COST } from './language-model.ts';

/** Cost per character, in nats, that words and marks of any text stay below, and rare characters one behind the other do not. */
const MAX_CHARACTER_COST = 9.5;
/** What a stretch may cost beyond that, in nats: 3 in 1,000 lines of clean text have one that costs more. */
const MAX_STRETCH_COST = 12;
const MAX_WORD_CHARS = 6;

/**
 * True if part of a Chinese text, of three characters or more, is made of no words: bytes that were put together wrongly, in a text that is
 * likely as a whole.
 */
export function hasGarbledStretch(text: string): boolean {
  let cost = 0;
  for (const word of words(text.replace(/[\0-\x7f\ufffd]+/g, ' '))) {
    cost = Math.max(0, cost + word.cost - MAX_CHARACTER_COST * word.length);
    if (cost > MAX_STRETCH_COST) return true;
  }
  return false;
}

interface Word {
  readonly length: number;
  /** In nats. */
  readonly cost: number;
}

/** The words and marks of the most likely segmentation, last one first. */
function words(text: string): readonly Word[] {
  const best = new Float64Array(text.length + 1).fill(Infinity);
  const lengths = new Uint8Array(text.length + 1);
  best[0] = 0;
  const relax = (to: number, cost: number, length: number): void => {
    if (cost >= (best[to] ?? Infinity)) return;
    best[to] = cost;
    lengths[to] = length;
  };
  for (let i = 0; i < text.length; i++) {
    visitWords(text, i, (length, cost) => {
      relax(i + length, (best[i] ?? 0) + cost, length);
    });
  }
  const found: Word[] = [];
  for (let at = text.length; at > 0;) {
    const length = lengths[at] ?? 1;
    found.push({ length, cost: (best[at] ?? 0) - (best[at - length] ?? 0) });
    at -= length;
  }
  return found;
}

function visitWords(text: string, at: number, visit: (length: number, cost: number) => void): void {
  const unit = text.charCodeAt(at);
  visit(1, isHanUnit(unit) ? UNKNOWN_HAN_COST : symbolCost(text[at] ?? ''));
  const trie = wordTrie();
  for (let length = 1, node = 0; length <= MAX_WORD_CHARS && at + length <= text.length; length++) {
    node = child(trie, node, simplified(text.charCodeAt(at + length - 1)));
    if (node < 0) return;
    const cost = trie.cost[node] ?? 0;
    if (cost > 0) visit(length, cost);
  }
}
