import { child, wordTrie } from '../text/word-trie.ts';
import {
  BASE,
  END,
  LETTERS,
  LEVELS,
  LOSS_STEP,
  NUMBER,
  START,
  symbolOf,
  symbolsOfNodes,
  UNKNOWN,
} from '../text/word-pairs.ts';
import { readNewspaper } from './newspaper.ts';
import type { Newspaper, Pair } from './newspaper.ts';
import { stringModule } from './table.ts';
import { digit } from './words.ts';

/** Taken off each count, in favour of pairs that were not seen. */
const DISCOUNT = 0.8;
/** Least worth of a pair: its count times its gain, in nats, over what is assumed of other pairs. */
const LEAST_WORTH = 22;
/** Least likelihood of all pairs that are not in the table. */
const LEAST_REST = 0.05;

/** What the newspaper's words for classes stand for. */
const CLASSES: Readonly<Record<string, number>> = {
  '始##始': START,
  '末##末': END,
  '未##数': NUMBER,
  '未##它': LETTERS,
};

/** The module with the pairs of words of the newspaper in a folder. */
export function wordPairsModule(folder: string): string {
  const of = symbols();
  return stringModule(
    'From the dictionaries of Apache Lucene, analyzers-smartcn (Apache-2.0; those of ICTCLAS 1.0).',
    'wordPairs',
    packedPairs(readNewspaper(folder, (word) => of(word) !== UNKNOWN)),
  );
}

/**
 * Packs the pairs worth it as ASCII. For each first word: its symbol less that of the one before, what is lost where another word
 * follows, the number of pairs; for each pair the symbol of the second word less that of the one before, and its gain as a level.
 */
export function packedPairs({ counts, pairs }: Newspaper): string {
  const of = symbols();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows: [first: number, row: string][] = [];
  for (const [word, own] of byFirstWord(pairs)) {
    const first = of(word);
    if (first === UNKNOWN || (first === NUMBER && CLASSES[word] === undefined)) continue;
    const followers = own.flatMap(([, second, count]): Follower[] => {
      const symbol = of(second);
      const known = symbol !== UNKNOWN && (symbol !== NUMBER || CLASSES[second] !== undefined);
      return known ? [{ symbol, count, anywhere: (counts.get(second) ?? count) / total }] : [];
    });
    const row = rowOf(followers, Math.max(counts.get(word) ?? 0, countOf(own.map(([, , count]) => count))));
    if (row !== null) rows.push([first, row]);
  }
  rows.sort(([a], [b]) => a - b);
  return rows.map(([first, row], i) => number(first - (rows[i - 1]?.[0] ?? 0)) + row).join('');
}

function byFirstWord(pairs: readonly Pair[]): ReadonlyMap<string, readonly Pair[]> {
  const found = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const there = found.get(pair[0]);
    if (there) there.push(pair);
    else found.set(pair[0], [pair]);
  }
  return found;
}

/** A word behind another: how often there, and its frequency anywhere. */
interface Follower {
  readonly symbol: number;
  readonly count: number;
  readonly anywhere: number;
}

function countOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The followers of a word that was seen `all` times; null if none is worth it. */
function rowOf(followers: readonly Follower[], all: number): string | null {
  const others = restOf(followers, all);
  const kept = followers.filter(
    (follower) => Math.abs(gainOf(follower, all, others) - Math.log(others)) * follower.count >= LEAST_WORTH,
  );
  if (kept.length === 0) return null;
  kept.sort((a, b) => a.symbol - b.symbol);
  const rest = restOf(kept, all);
  const row = kept.map((follower, i) => {
    const level = Math.round((gainOf(follower, all, rest) - LEVELS.first) / LEVELS.step);
    return number(follower.symbol - (kept[i - 1]?.symbol ?? 0)) + digit(Math.max(0, Math.min(LEVELS.most, level)));
  });
  return digit(Math.round(-Math.log(rest) / LOSS_STEP)) + number(row.length) + row.join('');
}

/** The likelihood of all other words. */
function restOf(followers: readonly Follower[], all: number): number {
  return Math.max(LEAST_REST, 1 - countOf(followers.map(({ count }) => count - DISCOUNT)) / all);
}

function gainOf({ count, anywhere }: Follower, all: number, rest: number): number {
  return Math.log(((count - DISCOUNT) / all + rest * anywhere) / anywhere);
}

function number(value: number): string {
  let packed = digit(value % BASE);
  for (let left = Math.floor(value / BASE); left > 0; left = Math.floor(left / BASE))
    packed = digit(BASE + (left % BASE)) + packed;
  return packed;
}

function symbols(): (word: string) => number {
  const ofNode = symbolsOfNodes();
  const trie = wordTrie();
  return (word) => {
    const known = CLASSES[word];
    if (known !== undefined) return known;
    let node = 0;
    for (let i = 0; i < word.length && node >= 0; i++) node = child(trie, node, word.charCodeAt(i));
    if (node >= 0) return ofNode[node] ?? UNKNOWN;
    return word.length === 1 ? symbolOf(word) : UNKNOWN;
  };
}
