import { wordPairs } from '../tables/generated/word-pairs.ts';
import { wordTrie } from './word-trie.ts';

/*
 * Which words follow each other, from a newspaper. Words have symbols: what is not in the table, the start and the end of a sentence,
 * numbers, Latin letters, then marks, then the words of the dictionary.
 */

export const UNKNOWN = 0;
export const START = 1;
export const END = 2;
export const NUMBER = 3;
export const LETTERS = 4;
/** Marks whose neighbours are known. */
const MARKS = '，。、；：？！“”（）《》…';
const FIRST_MARK = 5;
const FIRST_WORD = FIRST_MARK + MARKS.length;
/** Marks behind which a sentence starts. */
const STOPS = '。！？\n';
/** Characters that stand for numbers, and hardly for anything else. */
const NUMERALS = '二三四五六七八九十百千万亿两';

/** Levels of gain in the table, in nats of the newspaper's likelihood. */
export const LEVELS = { first: -0.5, step: 0.65, most: 15 } as const;
/** Numbers in the table are written in base 46; their last digit is below that, the others are above. */
export const BASE = 46;
/** A level of what is lost where a word is not known to follow, in nats. */
export const LOSS_STEP = 0.1;
/** How far a newspaper's pairs are trusted in other texts: 1 is as much as in the newspaper. Fitted to news and forum pages. */
const TRUST = 0.7;
const SLOT_BITS = 19;

/** How much likelier, in nats, a word is behind another than anywhere. */
export interface WordPairs {
  /** The symbol of the word that ends at each node of the word trie. */
  readonly ofNode: Uint32Array;
  /** A hash table of pairs; 0 is a free slot. */
  readonly keys: Uint32Array;
  readonly levels: Uint8Array;
  /** Gain of a word that is not known to follow, by the symbol before it. */
  readonly others: Float32Array;
}

let pairs: WordPairs | undefined;

/** The pairs. Decoded on first use: only texts with lost characters need them. */
export function knownPairs(): WordPairs {
  return (pairs ??= unpackedPairs(wordPairs()));
}

/** Gain of `second` behind `first` in nats, negative if it is unlikely there; 0 where nothing is known. */
export function pairGain({ keys, levels, others }: WordPairs, first: number, second: number): number {
  if (first === UNKNOWN || second === UNKNOWN) return 0;
  const key = keyOf(first, second);
  for (let slot = key >>> (32 - SLOT_BITS); ; slot = (slot + 1) & (keys.length - 1)) {
    const there = keys[slot] ?? 0;
    if (there === key) return TRUST * (LEVELS.first + LEVELS.step * (levels[slot] ?? 0));
    if (there === 0) return others[first] ?? 0;
  }
}

/** The symbol of a character that is not Han. */
export function symbolOf(text: string): number {
  const unit = text.charCodeAt(0);
  if (unit >= 0x30 && unit <= 0x39) return NUMBER;
  if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) return LETTERS;
  if (unit === 0x0a) return END;
  const mark = MARKS.indexOf(text);
  return mark < 0 ? UNKNOWN : FIRST_MARK + mark;
}

/** What the next word is behind: a symbol, or the start of a sentence. */
export function symbolBehind(text: string, symbol: number): number {
  return STOPS.includes(text) ? START : symbol;
}

/** Symbols of words by their nodes of the trie: in order of their cost, those of the same cost in order of their nodes. */
export function symbolsOfNodes(): Uint32Array {
  const { cost } = wordTrie();
  const of = new Uint32Array(cost.length);
  const order = Array.from(cost.keys()).filter((node) => (cost[node] ?? 0) > 0);
  order.sort((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0) || a - b);
  for (const [rank, node] of order.entries()) of[node] = FIRST_WORD + rank;
  markNumbers(of, 0);
  return of;
}

/** Words of numerals alone are numbers. */
function markNumbers(of: Uint32Array, from: number): void {
  const { first, char, cost } = wordTrie();
  for (let node = first[from] ?? 0; node < (first[from + 1] ?? 0); node++) {
    if (!NUMERALS.includes(String.fromCharCode(char[node] ?? 0))) continue;
    if ((cost[node] ?? 0) > 0) of[node] = NUMBER;
    markNumbers(of, node);
  }
}

/** Never 0. One in 100,000 pairs that are not in the table has the key of one that is. */
function keyOf(first: number, second: number): number {
  return (Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b) | 1) >>> 0;
}

/** Inverse of `packedPairs` in `tables/word-pairs.ts`. */
export function unpackedPairs(packed: string): WordPairs {
  const ofNode = symbolsOfNodes();
  const keys = new Uint32Array(1 << SLOT_BITS);
  const levels = new Uint8Array(keys.length);
  const others = new Float32Array(FIRST_WORD + ofNode.length);
  const digits = digitsOf(packed);
  for (let first = 0; digits.left();) {
    first += digits.number();
    others[first] = -TRUST * LOSS_STEP * digits.digit();
    let second = 0;
    for (let left = digits.number(); left > 0; left--) {
      second += digits.number();
      const key = keyOf(first, second);
      let slot = key >>> (32 - SLOT_BITS);
      while (keys[slot] !== 0) slot = (slot + 1) & (keys.length - 1);
      keys[slot] = key;
      levels[slot] = digits.digit();
    }
  }
  return { ofNode, keys, levels, others };
}

interface Digits {
  readonly left: () => boolean;
  readonly digit: () => number;
  readonly number: () => number;
}

/** Reads digits from `#` on, without the backslash. */
function digitsOf(packed: string): Digits {
  let at = 0;
  const digit = (): number => {
    const unit = packed.charCodeAt(at++);
    return unit < 0x5c ? unit - 0x23 : unit - 0x24;
  };
  const number = (): number => {
    let value = 0;
    for (;;) {
      const next = digit();
      if (next < BASE) return value * BASE + next;
      value = value * BASE + next - BASE;
    }
  };
  return { left: () => at < packed.length, digit, number };
}
