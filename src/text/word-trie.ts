import { wordFrequencies } from '../tables/generated/word-frequencies.ts';

/** A trie of words. Node 0 is the root; the children of a node are consecutive, sorted by character. */
export interface WordTrie {
  /** First child of each node; its children end before `first[node + 1]`. */
  readonly first: Int32Array;
  /** UTF-16 code unit that leads to each node. */
  readonly char: Uint16Array;
  /** Cost of the word that ends at each node, as -ln of its frequency; 0 if no word ends there. */
  readonly cost: Float32Array;
  /** Lowest cost of the words below each node, itself included. */
  readonly least: Float32Array;
  /** Children of the root by code unit, -1 for none: there are thousands, and every look-up starts here. */
  readonly roots: Int32Array;
  /** A bit for each pair of characters that words begin with, by `bitOf`; a few others share one. */
  readonly pairs: Uint8Array;
}

/** 2^20 bits for a hundred thousand pairs. */
const PAIR_BITS = 20;

function bitOf(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> (32 - PAIR_BITS);
}

let trie: WordTrie | undefined;

/** The dictionary in simplified script. Decoded on first use. */
export function wordTrie(): WordTrie {
  trie ??= build(decodeWords());
  return trie;
}

/** The child of `node` for a code unit, or -1. */
export function child({ first, char, roots, pairs }: WordTrie, node: number, unit: number): number {
  if (node === 0) return roots[unit] ?? -1;
  if (node < (first[1] ?? 0)) {
    // Most pairs begin no word: one look instead of a search takes a third off the cost of a text of rare characters.
    const bit = bitOf(char[node] ?? 0, unit);
    if (((pairs[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return -1;
  }
  let low = first[node] ?? 0;
  let high = (first[node + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = char[middle] ?? 0;
    if (there === unit) return middle;
    if (there < unit) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Sorted words, concatenated. */
interface Words {
  /** UTF-16 code units of all words, and spare room: a word has at most five, and at least four characters of packed text. */
  readonly units: Uint16Array;
  /** Start of each word in `units`, and the end of the last one. */
  readonly starts: Uint32Array;
  readonly costs: Float32Array;
  /** Number of code units not shared with the preceding word: the number of trie nodes without the root. */
  readonly newUnits: number;
}

/** Inverse of `tables/words.ts`. Creates no strings: there are over a hundred thousand words. */
function decodeWords(): Words {
  const packed = wordFrequencies();
  const alphabetEnd = packed.indexOf(' ');
  const alphabet = alphabetOf(packed, alphabetEnd);
  const units = new Uint16Array(2 * packed.length);
  const starts = new Uint32Array(packed.length);
  const costs = new Float32Array(packed.length);
  let previous = 0;
  let end = 0;
  let words = 0;
  let newUnits = 0;
  for (let i = alphabetEnd + 1; i < packed.length; words++) {
    const shape = digitAt(packed, i + 1);
    const start = end;
    for (let kept = Math.floor(shape / 5); kept > 0; kept--) units[end++] = units[previous++] ?? 0;
    costs[words] = ((digitAt(packed, i) + 10) / 10) * Math.LN10;
    i += 2;
    for (let rest = (shape % 5) + 1; rest > 0; rest--, i += 2, newUnits++)
      units[end++] = alphabet[92 * digitAt(packed, i) + digitAt(packed, i + 1)] ?? 0;
    starts[words + 1] = end;
    previous = start;
  }
  return { units, starts: starts.subarray(0, words + 1), costs: costs.subarray(0, words), newUnits };
}

/** The alphabet of the words: characters by index. */
function alphabetOf(packed: string, alphabetEnd: number): readonly number[] {
  const alphabet: number[] = [];
  for (let i = 0; i < alphabetEnd; i++) {
    const bits = digitAt(packed, i);
    for (let bit = 0; bit < 6; bit++) if (bits & (1 << bit)) alphabet.push(0x4e00 + 6 * i + bit);
  }
  return alphabet;
}

function digitAt(packed: string, index: number): number {
  const unit = packed.charCodeAt(index);
  return unit < 0x5c ? unit - 0x23 : unit - 0x24;
}

/** Builds the trie breadth-first, so that children are consecutive. */
function build({ units, starts, costs, newUnits }: Words): WordTrie {
  const size = 1 + newUnits;
  const first = new Int32Array(size + 1);
  const char = new Uint16Array(size);
  const cost = new Float32Array(size);
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  const depth = new Uint8Array(size);
  high[0] = costs.length;
  let next = 1;
  for (let node = 0; node < size; node++) {
    first[node] = next;
    const at = depth[node] ?? 0;
    const end = high[node] ?? 0;
    for (let i = low[node] ?? 0; i < end; i++) {
      const place = (starts[i] ?? 0) + at;
      if (place === starts[i + 1]) {
        cost[node] = costs[i] ?? 0;
        continue;
      }
      const unit = units[place] ?? 0;
      if (next === first[node] || char[next - 1] !== unit) {
        char[next] = unit;
        low[next] = i;
        depth[next] = at + 1;
        next++;
      }
      high[next - 1] = i + 1;
    }
  }
  first[size] = next;
  return {
    first,
    char,
    cost,
    least: leastCosts(first, cost),
    roots: rootsOf(first, char),
    pairs: pairsOf(first, char),
  };
}

function pairsOf(first: Int32Array, char: Uint16Array): Uint8Array {
  const pairs = new Uint8Array(1 << (PAIR_BITS - 3));
  for (let node = first[0] ?? 0; node < (first[1] ?? 0); node++) {
    for (let next = first[node] ?? 0; next < (first[node + 1] ?? 0); next++) {
      const bit = bitOf(char[node] ?? 0, char[next] ?? 0);
      pairs[bit >> 3] = (pairs[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return pairs;
}

function rootsOf(first: Int32Array, char: Uint16Array): Int32Array {
  const roots = new Int32Array(0x10000).fill(-1);
  for (let node = first[0] ?? 0; node < (first[1] ?? 0); node++) roots[char[node] ?? 0] = node;
  return roots;
}

function leastCosts(first: Int32Array, cost: Float32Array): Float32Array {
  const least = new Float32Array(cost.length);
  for (let node = cost.length - 1; node >= 0; node--) {
    const own = cost[node] ?? 0;
    let lowest = own > 0 ? own : Infinity;
    for (let next = first[node] ?? 0; next < (first[node + 1] ?? 0); next++)
      lowest = Math.min(lowest, least[next] ?? 0);
    least[node] = lowest;
  }
  return least;
}
