import type { ByteLattice } from './lattice.ts';
import { candidatesAt } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { hanClasses, SIMPLIFIED_ONLY, TRADITIONAL } from '../../text/han-classes.ts';
import { CLASH_COST, discountAfter, isHanUnit, marksClash, symbolCost, UNKNOWN_HAN_COST } from './language-model.ts';
import type { OwnWord } from './language-model.ts';
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

/** A character on the best path, and the nodes it connects. */
export interface Chosen extends Candidate {
  readonly from: number;
  /** Of a guessed character: the probability, 0 to 1, that it is right. */
  readonly probability?: number;
}

interface Chain {
  readonly candidate: Candidate;
  readonly from: number;
  readonly before: Chain | null;
}

/** A path to a node: its cost, its last word, and the path before that word. */
interface Hypothesis {
  readonly cost: number;
  readonly chain: Chain | null;
  readonly before: Hypothesis | null;
}

/** Search state of each node: the paths to it, its candidates, and an index of a long candidate list by simplified code unit. */
interface Search extends DecodeOptions {
  readonly lattice: ByteLattice;
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

const HYPOTHESIS_MARGIN = 6;
/** Extra cost of a character of the other script. */
export const WRONG_SCRIPT_COST = 5;
/** Cost above the best path at which a longer word is given up: about that of the character it would save. */
const LONGER_MARGIN = 12;
const MAX_WORD_CHARS = 6;
const MIN_INDEXED_CANDIDATES = 24;
/** Cost above which a word is too rare to guess by. */
const MAX_GUESS_WORD_COST = 14.7;
/** Extra cost of a guessed character that is part of no word. */
const GUESSED_UNKNOWN_COST = 6;
const BEAM_MARGIN = 20;
/** Most paths kept to a node, with different last characters. */
const BEAM_WIDTH = 4;

/** The most likely path through a lattice, found by beam search, and its cost in nats; null if there is none or the budget runs out. */
export function decodeLattice(
  lattice: ByteLattice,
  options: DecodeOptions,
): { cost: number; path: readonly Chosen[] } | null {
  const nodes = lattice.arcs.length;
  const search: Search = { ...options, lattice, best: empty(nodes), all: empty(nodes), indexes: empty(nodes) };
  search.best[0] = [{ cost: 0, chain: null, before: null }];
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

function mark(search: Search, { hypotheses }: WordPrefix, { text, to }: Candidate, more: number, chain: Chain): void {
  const cost = more + symbolCost(text);
  for (const hypothesis of hypotheses)
    relax(search.best, to, hypothesis.cost + cost + clash(hypothesis, text, search.whole), hypothesis, chain);
}

/** Extra cost of a mark that does not go with the characters before it; negative if it fits well. */
function clash(hypothesis: Hypothesis, text: string, whole: boolean): number {
  const before = hypothesis.chain?.candidate.text ?? '';
  const earlier = (hypothesis.chain?.before ?? hypothesis.before?.chain)?.candidate.text ?? '';
  const clashes = marksClash(before, text) || ('“《（'.includes(earlier || ' ') && '，。、；：'.includes(text));
  const opener = whole ? OPENERS.get(text) : undefined;
  const closing = opener === undefined ? 0 : isOpen(hypothesis, opener, text) ? -CLOSING_DISCOUNT : CLASH_COST;
  return (clashes ? CLASH_COST : 0) + closing - discountAfter(before, text.charCodeAt(0));
}

/** The opening mark of each closing mark. */
export const OPENERS: ReadonlyMap<string, string> = new Map(
  ['（）', '《》', '“”', '「」', '()'].map(([a = '', b = '']) => [b, a]),
);
/** Discount for a closing mark with its opening mark not far before it. */
const CLOSING_DISCOUNT = 1;
/** How far before, in characters. */
export const CLOSING_REACH_CHARS = 40;

function isOpen(end: Hypothesis, opener: string, closer: string): boolean {
  let seen = 0;
  for (
    let hypothesis: Hypothesis | null = end;
    hypothesis && seen < CLOSING_REACH_CHARS;
    hypothesis = hypothesis.before
  ) {
    for (let link = hypothesis.chain; link; link = link.before, seen++) {
      if (link.candidate.text === opener) return true;
      if (link.candidate.text === closer) return false;
    }
  }
  return false;
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
    );
  if (wordCost > 0) {
    for (const hypothesis of prefix.hypotheses) {
      const gain = discountAfter(hypothesis.chain?.candidate.text ?? '', first);
      relax(search.best, to, cost - prefix.hypothesis.cost + hypothesis.cost + wordCost - gain, hypothesis, chain);
    }
  }
  if (own !== null && own.cost > 0) relax(search.best, to, cost + own.cost, prefix.hypothesis, chain);
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

function relax(best: (Hypothesis[] | undefined)[], to: number, cost: number, before: Hypothesis, chain: Chain): void {
  const hypotheses = (best[to] ??= []);
  if (cost >= (hypotheses[0]?.cost ?? Infinity) + HYPOTHESIS_MARGIN) return;
  const last = hypotheses.at(-1);
  if (hypotheses.length === BEAM_WIDTH && last && cost >= last.cost) return;
  const same = hypotheses.findIndex((hypothesis) => hypothesis.chain?.candidate.text === chain.candidate.text);
  if (same >= 0) {
    if ((hypotheses[same]?.cost ?? 0) <= cost) return;
    hypotheses.splice(same, 1);
  } else if (hypotheses.length === BEAM_WIDTH) hypotheses.pop();
  let place = hypotheses.length;
  while (place > 0 && (hypotheses[place - 1]?.cost ?? 0) > cost) place--;
  hypotheses.splice(place, 0, { cost, chain, before });
}

function scriptCost(unit: number, candidate: Candidate, script: number): number {
  if (candidate.literal || script === 0) return 0;
  const wrong = script > 0 ? SIMPLIFIED_ONLY : TRADITIONAL;
  return (hanClasses()[unit] ?? 0) & wrong ? WRONG_SCRIPT_COST : 0;
}

function trace(end: Hypothesis): readonly Chosen[] {
  const path: Chosen[] = [];
  for (let hypothesis: Hypothesis | null = end; hypothesis; hypothesis = hypothesis.before) {
    for (let link = hypothesis.chain; link; link = link.before) path.push({ ...link.candidate, from: link.from });
  }
  return path.reverse();
}
