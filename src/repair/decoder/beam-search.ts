import type { ByteLattice } from './lattice.ts';
import { candidatesAt } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { HYPOTHESIS_MARGIN, relax, trace } from './hypothesis.ts';
import type { Chain, Chosen, Hypothesis } from './hypothesis.ts';
import { clash } from './marks-in-context.ts';
import { hanClasses, SIMPLIFIED_ONLY, TRADITIONAL } from '../../text/han-classes.ts';
import { discountAfter, guessedSymbolCost, isHanUnit, symbolCost, UNKNOWN_HAN_COST } from './language-model.ts';
import type { OwnWord } from './language-model.ts';
import { knownPairs, pairGain, START, symbolBehind, symbolOf, UNKNOWN } from '../../text/word-pairs.ts';
import type { WordPairs } from '../../text/word-pairs.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { simplified } from '../../text/simplify.ts';

/** Remaining search budget, in candidates examined: hostile input must not take minutes. */
export interface Budget {
  left: number;
}

export interface DecodeOptions {
  /** Shared by all searches in one text, and reduced by each. */
  readonly budget: Budget;
  /** Script of the surrounding text: positive for traditional, negative for simplified. */
  readonly script: number;
  /** Root of the document's own words; null if there are none. */
  readonly own: OwnWord | null;
  /** True if the lattice begins a line: only then is a closing mark without an opening one odd. */
  readonly whole: boolean;
}

/** Search state of each node: the paths to it, its candidates, and an index of a long candidate list by simplified code unit. */
interface Search extends DecodeOptions {
  readonly lattice: ByteLattice;
  /** Pairs of words; null where nothing has to be guessed. */
  readonly pairs: WordPairs | null;
  readonly best: (Hypothesis[] | undefined)[];
  readonly all: (readonly Candidate[] | undefined)[];
  readonly indexes: (ReadonlyMap<number, readonly Candidate[]> | undefined)[];
}

/** A word prefix: the path before it, the cost so far without the word's own, and its nodes in the dictionary and the document's words. */
interface WordPrefix {
  readonly hypothesis: Hypothesis;
  /** All paths kept to its start; one that is not the cheapest can win only through its last characters. */
  readonly hypotheses: readonly Hypothesis[];
  readonly at: number;
  readonly cost: number;
  /** Node of the dictionary trie; -1 if no word begins so. */
  readonly word: number;
  /** Node of the document's own words; null if no word begins so. */
  readonly own: OwnWord | null;
  readonly chain: Chain | null;
  readonly length: number;
  /** First character, simplified, as a UTF-16 code unit. */
  readonly first: number;
}

/** Extra cost of a character of the other script. */
export const WRONG_SCRIPT_COST = 5;
/** Cost above the best path at which a longer word is given up: about that of the character it would save. */
const LONGER_MARGIN = 16;
const MAX_WORD_CHARS = 6;
const MIN_INDEXED_CANDIDATES = 24;
/** Cost above which a word is too rare to guess by. */
const MAX_GUESS_WORD_COST = 17;
/** Extra cost of a guessed character that is part of no word. */
const GUESSED_UNKNOWN_COST = 6;
const BEAM_MARGIN = 20;
/** The most likely path through a lattice, found by beam search, and its cost in nats; null if there is none or the budget runs out. */
export function decodeLattice(
  lattice: ByteLattice,
  options: DecodeOptions,
): { cost: number; path: readonly Chosen[] } | null {
  const nodes = lattice.arcs.length;
  const search: Search = {
    ...options,
    lattice,
    pairs: guesses(lattice) ? knownPairs() : null,
    best: empty(nodes),
    all: empty(nodes),
    indexes: empty(nodes),
  };
  search.best[0] = [{ cost: 0, chain: null, before: null, word: START }];
  const last = nodes - 1;
  const reach = beam(lattice);
  for (let at = 0; at < last; at++) {
    const least = search.best[at]?.[0]?.cost ?? Infinity;
    if (!reach(at, least)) continue;
    if (search.budget.left <= 0) return null;
    const hypotheses = (search.best[at] ?? []).filter((hypothesis) => hypothesis.cost < least + HYPOTHESIS_MARGIN);
    const [hypothesis] = hypotheses;
    if (hypothesis)
      walk(search, {
        hypothesis,
        hypotheses,
        at,
        cost: hypothesis.cost,
        word: 0,
        own: search.own,
        chain: null,
        length: 0,
        first: 0,
      });
    // No path leads back to this node. Released now, it is collected while young: a long misread line takes 25 ms instead of 35.
    search.best[at] = search.all[at] = search.indexes[at] = undefined;
  }
  const end = search.best[last]?.[0];
  return end ? { cost: end.cost, path: trace(end) } : null;
}

/** Filled at once: V8 turns an array that is written far beyond its end into a slow dictionary. */
const empty = <T>(length: number): (T | undefined)[] => new Array<T | undefined>(length).fill(undefined);

/** Beam pruning: whether a path costs little enough, compared to the cheapest at the latest character boundary. */
function beam(lattice: ByteLattice): (node: number, cost: number) => boolean {
  let place = -1;
  let least = 0;
  return (node, cost) => {
    const at = lattice.at[node] ?? -1;
    if (at > place) {
      place = at;
      least = cost;
    } else if (at === place) least = Math.min(least, cost);
    return cost < least + BEAM_MARGIN;
  };
}

function walk(search: Search, prefix: WordPrefix): void {
  const candidates = nextCandidates(search, prefix);
  search.budget.left -= candidates.length;
  const begun: WordPrefix[] = [];
  for (const candidate of candidates) {
    const unit = candidate.text.charCodeAt(0);
    const chain: Chain = { candidate, from: prefix.at, before: prefix.chain };
    const cost = prefix.cost + candidate.cost + scriptCost(unit, candidate, search.script);
    if (isHanUnit(unit) && candidate.text.length === 1) {
      const longer = step(search, prefix, simplified(unit), cost, chain);
      if (longer !== null) begun.push(longer);
    } else if (prefix.length === 0) mark(search, prefix, candidate, cost - prefix.hypothesis.cost, chain);
  }
  for (const longer of begun) if (mayWin(search, longer)) walk(search, longer);
}

/** Whether any word that begins so can cost less than the best one that ends here and another. */
function mayWin(search: Search, { at, cost, word, own }: WordPrefix): boolean {
  if (own !== null) return true;
  return cost + (wordTrie().least[word] ?? 0) < (search.best[at]?.[0]?.cost ?? Infinity) + LONGER_MARGIN;
}

function mark(search: Search, { hypotheses }: WordPrefix, candidate: Candidate, more: number, chain: Chain): void {
  const { text, to, guessed } = candidate;
  const cost = more + symbolCost(text) + (guessed ? guessedSymbolCost(text) : 0);
  const symbol = search.pairs === null ? UNKNOWN : symbolOf(text);
  for (const hypothesis of hypotheses) {
    const gain = gainOf(search, hypothesis, symbol, text.charCodeAt(0));
    relax(
      search.best,
      to,
      hypothesis.cost + cost + clash(hypothesis, text, search.whole) - gain,
      hypothesis,
      chain,
      symbolBehind(text, symbol),
    );
  }
}

/** Gain of a word or mark, beginning with `unit`, behind those of a hypothesis. */
function gainOf({ pairs }: Search, hypothesis: Hypothesis, symbol: number, unit: number): number {
  const known = discountAfter(hypothesis.chain?.candidate.text ?? '', unit);
  return pairs === null ? known : Math.max(known, pairGain(pairs, hypothesis.word, symbol));
}

/** Whether anything has to be guessed: else likelier words decide little, and the table is not needed. */
function guesses({ arcs }: ByteLattice): boolean {
  return arcs.some((from) => from.some(({ values, choices }) => values.length > 1 || choices.length > 0));
}

/** Adds the words that end with a character; returns the prefix of longer ones, or null if there is none. */
function step(search: Search, prefix: WordPrefix, unit: number, cost: number, chain: Chain): WordPrefix | null {
  const trie = wordTrie();
  const { to } = chain.candidate;
  const word = prefix.word < 0 ? -1 : child(trie, prefix.word, unit);
  const own = prefix.own?.next.get(unit) ?? null;
  const first = prefix.length === 0 ? unit : prefix.first;
  const wordCost = word < 0 ? 0 : (trie.cost[word] ?? 0);
  if (prefix.length === 0)
    relax(
      search.best,
      to,
      cost + UNKNOWN_HAN_COST + (chain.candidate.guessed ? GUESSED_UNKNOWN_COST : 0),
      prefix.hypothesis,
      chain,
      UNKNOWN,
    );
  if (wordCost > 0) {
    const symbol = search.pairs?.ofNode[word] ?? UNKNOWN;
    for (const hypothesis of prefix.hypotheses) {
      const gain = gainOf(search, hypothesis, symbol, first);
      relax(
        search.best,
        to,
        cost - prefix.hypothesis.cost + hypothesis.cost + wordCost - gain,
        hypothesis,
        chain,
        symbol,
      );
    }
  }
  if (own !== null && own.cost > 0)
    relax(search.best, to, cost + own.cost, prefix.hypothesis, chain, search.pairs?.ofNode[word] ?? UNKNOWN);
  if (prefix.length + 1 >= MAX_WORD_CHARS || (word < 0 && own === null)) return null;
  if (own === null && chain.candidate.guessed && (trie.least[word] ?? 0) > MAX_GUESS_WORD_COST) return null;
  const { hypothesis, hypotheses, length } = prefix;
  return { hypothesis, hypotheses, at: to, cost, word, own, chain, length: length + 1, first };
}

/** Candidates for the next character; of a long list only those that continue a word. */
function nextCandidates(search: Search, { at, word, own, length }: WordPrefix): readonly Candidate[] {
  const list = (search.all[at] ??= cachedCandidates(search, at));
  if (length === 0 || list.length < MIN_INDEXED_CANDIDATES) return list;
  const index = (search.indexes[at] ??= byUnit(list));
  const found: Candidate[] = [];
  const { first, char, least } = wordTrie();
  const end = word < 0 ? 0 : (first[word + 1] ?? 0);
  for (let node = word < 0 ? 0 : (first[word] ?? 0); node < end; node++) {
    if ((least[node] ?? 0) > MAX_GUESS_WORD_COST) continue;
    for (const candidate of index.get(char[node] ?? 0) ?? []) found.push(candidate);
  }
  for (const unit of own?.next.keys() ?? []) {
    for (const candidate of index.get(unit) ?? []) found.push(candidate);
  }
  return found;
}

function cachedCandidates({ lattice, budget }: Search, at: number): readonly Candidate[] {
  const list = candidatesAt(lattice, at);
  budget.left -= 2 * list.length;
  return list;
}

function byUnit(list: readonly Candidate[]): ReadonlyMap<number, readonly Candidate[]> {
  const index = new Map<number, Candidate[]>();
  for (const candidate of list) {
    const unit = simplified(candidate.text.charCodeAt(0));
    const there = index.get(unit);
    if (there) there.push(candidate);
    else index.set(unit, [candidate]);
  }
  return index;
}

/** Cost of a character of the other script than `script`, beside others. */
export function scriptCost(unit: number, candidate: Candidate, script: number): number {
  if (candidate.literal || script === 0) return 0;
  const wrong = script > 0 ? SIMPLIFIED_ONLY : TRADITIONAL;
  return (hanClasses()[unit] ?? 0) & wrong ? WRONG_SCRIPT_COST : 0;
}
