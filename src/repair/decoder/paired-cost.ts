import { simplified } from '../../text/simplify.ts';
import { knownPairs, pairGain, symbolBehind, symbolOf, UNKNOWN } from '../../text/word-pairs.ts';
import type { WordPairs } from '../../text/word-pairs.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import {
  CLASH_COST,
  discountAfter,
  isHanUnit,
  marksClash,
  marksClashAcross,
  symbolCost,
  UNKNOWN_HAN_COST,
} from './language-model.ts';
import type { OwnWord } from './language-model.ts';

/** The cheapest way to a place in a text whose last word is `symbol`. */
interface Way {
  readonly cost: number;
  readonly symbol: number;
}

/** Cost, in nats, of the most likely segmentation of a few characters, by words and by which words follow each other. */
export function pairedCost(text: string, own?: OwnWord): number {
  const pairs = knownPairs();
  const ways: Way[][] = Array.from({ length: text.length + 1 }, () => []);
  ways[0] = [{ cost: 0, symbol: UNKNOWN }];
  for (let i = 0; i < text.length; i++) {
    const from = ways[i] ?? [];
    if (from.length === 0) continue;
    words(text, i, pairs, own, (end, cost, symbol, after) => {
      const known = discountAfter(text[i - 1] ?? '', text.charCodeAt(i));
      let least = Infinity;
      for (const way of from) least = Math.min(least, way.cost - Math.max(known, pairGain(pairs, way.symbol, symbol)));
      ways[end]?.push({ cost: least + cost, symbol: after });
    });
  }
  return (ways[text.length] ?? []).reduce((least, { cost }) => Math.min(least, cost), Infinity);
}

type Visit = (end: number, cost: number, symbol: number, after: number) => void;

function words(text: string, i: number, pairs: WordPairs, own: OwnWord | undefined, visit: Visit): void {
  const unit = text.charCodeAt(i);
  if (!isHanUnit(unit)) {
    const mark = text[i] ?? '';
    const symbol = symbolOf(mark);
    const before = text[i - 1] ?? '';
    const clashes = marksClash(before, mark) || marksClashAcross(text[i - 2] ?? '', before, mark);
    visit(i + 1, symbolCost(mark) + (clashes ? CLASH_COST : 0), symbol, symbolBehind(mark, symbol));
    return;
  }
  visit(i + 1, UNKNOWN_HAN_COST, UNKNOWN, UNKNOWN);
  const trie = wordTrie();
  let node = 0;
  let word = own;
  for (let j = i; j < text.length && j < i + 6; j++) {
    const next = simplified(text.charCodeAt(j));
    node = node < 0 ? -1 : child(trie, node, next);
    word = word?.next.get(next);
    if (node < 0 && word === undefined) return;
    const symbol = node < 0 ? UNKNOWN : (pairs.ofNode[node] ?? UNKNOWN);
    const cost = node < 0 ? 0 : (trie.cost[node] ?? 0);
    if (cost > 0) visit(j + 1, cost, symbol, symbol);
    if (word !== undefined && word.cost > 0) visit(j + 1, word.cost, UNKNOWN, symbol);
  }
}
