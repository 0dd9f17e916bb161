import type { ByteGraph } from './lattice.ts';
import { candidatesAt } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { hanClasses, SIMPLIFIED_ONLY, TRADITIONAL } from '../../text/han-classes.ts';
import { CLASH, gainBehind, isHanUnit, marksClash, symbolCost, UNKNOWN_HAN } from './language-model.ts';
import type { OwnWord } from './language-model.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { simplified } from '../../text/simplify.ts';

/** What a search may still cost, in characters looked at: hostile input must not take minutes. */
export interface Budget {
  left: number;
}

export interface DecodeOptions {
  /** Shared by all searches in one text; what they take is taken off. */
  readonly budget: Budget;
  /** Above 0 where the text around is traditional, below 0 where it is simplified. */
  readonly script: number;
  /** The document's own words, from their beginning; null where there are none. */
  readonly own: OwnWord | null;
  /** True if the graph begins a line: only then is a closing mark without its opening one strange. */
  readonly whole: boolean;
}

/** A chosen character and the nodes it leads between. */
export interface Chosen extends Candidate {
  readonly from: number;
}

interface Chain {
  readonly candidate: Candidate;
  readonly from: number;
  readonly before: Chain | null;
}

/** A way to a node: its cost, the last word, and the way before that word. */
interface Way {
  readonly cost: number;
  readonly chain: Chain | null;
  readonly before: Way | null;
}

/** What is known of each node: the ways to it, its candidates, and an index of these by simplified unit where they are many. */
interface Search extends DecodeOptions {
  readonly graph: ByteGraph;
  readonly best: (Way[] | undefined)[];
  readonly all: (readonly Candidate[] | undefined)[];
  readonly indexes: (ReadonlyMap<number, readonly Candidate[]> | undefined)[];
}

/** A word that has begun: after what, what it cost so far without its own cost, and what dictionary and document know of it. */
interface Begun {
  readonly way: Way;
  /** All ways to where it began; after another than the cheapest only a mark can be cheaper. */
  readonly ways: readonly Way[];
  readonly at: number;
  readonly cost: number;
  /** Node of the dictionary, -1 if it has no such word. */
  readonly word: number;
  /** The same of the document's own words, null if it has no such word. */
  readonly own: OwnWord | null;
  readonly chain: Chain | null;
  readonly length: number;
  /** Its first character, simplified, as a UTF-16 unit. */
  readonly first: number;
}

const MARGIN = 6;
const WRONG_SCRIPT = 5;
const LONGEST = 6;
const LONG_LIST = 24;
/** Rarer words do not help to guess. */
const RARE_WORD = 14.7;
/** Nobody guesses a character that is in no dictionary. */
const UNLIKELY = 6;
const BEAM = 20;
/** Ways kept to one place, with different last characters. */
const WIDTH = 4;

/** The likeliest way through a graph from its first node to its last, and its cost; null where there is none or the budget runs out. */
export function decodeGraph(
  graph: ByteGraph,
  options: DecodeOptions,
): { cost: number; path: readonly Chosen[] } | null {
  const nodes = graph.arcs.length;
  const search: Search = { ...options, graph, best: empty(nodes), all: empty(nodes), indexes: empty(nodes) };
  search.best[0] = [{ cost: 0, chain: null, before: null }];
  const last = nodes - 1;
  const reach = beam(graph);
  for (let at = 0; at < last; at++) {
    const least = search.best[at]?.[0]?.cost ?? Infinity;
    if (!reach(at, least)) continue;
    if (search.budget.left <= 0) return null;
    const ways = (search.best[at] ?? []).filter((way) => way.cost < least + MARGIN);
    const [way] = ways;
    if (way)
      walk(search, { way, ways, at, cost: way.cost, word: 0, own: search.own, chain: null, length: 0, first: 0 });
  }
  const end = search.best[last]?.[0];
  return end ? { cost: end.cost, path: trace(end) } : null;
}

/** Filled, since an array that is filled from far behind its end becomes a table of keys. */
const empty = <T>(length: number): (T | undefined)[] => new Array<T | undefined>(length).fill(undefined);

/** Says whether a way is still in the running, against the cheapest to the latest place between characters. */
function beam(graph: ByteGraph): (node: number, cost: number) => boolean {
  let place = -1;
  let least = 0;
  return (node, cost) => {
    const at = graph.at[node] ?? -1;
    if (at > place) {
      place = at;
      least = cost;
    } else if (at === place) least = Math.min(least, cost);
    return cost < least + BEAM;
  };
}

function walk(search: Search, begun: Begun): void {
  const candidates = continuing(search, begun);
  search.budget.left -= candidates.length;
  for (const candidate of candidates) {
    const unit = candidate.text.charCodeAt(0);
    const chain: Chain = { candidate, from: begun.at, before: begun.chain };
    const cost = begun.cost + candidate.cost + scriptCost(unit, candidate, search.script);
    if (isHanUnit(unit) && candidate.text.length === 1) step(search, begun, simplified(unit), cost, chain);
    else if (begun.length === 0) mark(search, begun, candidate, cost - begun.way.cost, chain);
  }
}

function mark(search: Search, { ways }: Begun, { text, to }: Candidate, more: number, chain: Chain): void {
  const cost = more + symbolCost(text);
  for (const way of ways) relax(search.best, to, way.cost + cost + clash(way, text, search.whole), way, chain);
}

/** Extra cost of a mark that does not go with the character before. */
function clash(way: Way, text: string, whole: boolean): number {
  const before = way.chain?.candidate.text ?? '';
  const earlier = (way.chain?.before ?? way.before?.chain)?.candidate.text ?? '';
  const clashes = marksClash(before, text) || ('“《（'.includes(earlier || ' ') && '，。、；：'.includes(text));
  const opener = whole ? OPENERS.get(text) : undefined;
  const closing = opener === undefined ? 0 : isOpen(way, opener, text) ? -CLOSES : CLASH;
  return (clashes ? CLASH : 0) + closing - gainBehind(before, text.charCodeAt(0));
}

const OPENERS: ReadonlyMap<string, string> = new Map(
  ['（）', '《》', '“”', '「」', '()'].map(([a = '', b = '']) => [b, a]),
);
/** Taken off for a closing mark whose opening mark stands within so many characters. */
const CLOSES = 1;
const REACH = 40;

function isOpen(end: Way, opener: string, closer: string): boolean {
  let seen = 0;
  for (let way: Way | null = end; way && seen < REACH; way = way.before) {
    for (let link = way.chain; link; link = link.before, seen++) {
      if (link.candidate.text === opener) return true;
      if (link.candidate.text === closer) return false;
    }
  }
  return false;
}

function step(search: Search, begun: Begun, unit: number, cost: number, chain: Chain): void {
  const trie = wordTrie();
  const { to } = chain.candidate;
  const word = begun.word < 0 ? -1 : child(trie, begun.word, unit);
  const own = begun.own?.next.get(unit) ?? null;
  const first = begun.length === 0 ? unit : begun.first;
  const wordCost = word < 0 ? 0 : (trie.cost[word] ?? 0);
  if (begun.length === 0)
    relax(search.best, to, cost + UNKNOWN_HAN + (chain.candidate.guessed ? UNLIKELY : 0), begun.way, chain);
  if (wordCost > 0) {
    for (const way of begun.ways) {
      const gain = gainBehind(way.chain?.candidate.text ?? '', first);
      relax(search.best, to, cost - begun.way.cost + way.cost + wordCost - gain, way, chain);
    }
  }
  if (own !== null && own.cost > 0) relax(search.best, to, cost + own.cost, begun.way, chain);
  if (begun.length + 1 >= LONGEST || (word < 0 && own === null)) return;
  if (own === null && chain.candidate.guessed && (trie.least[word] ?? 0) > RARE_WORD) return;
  const { way, ways, length } = begun;
  walk(search, { way, ways, at: to, cost, word, own, chain, length: length + 1, first });
}

/** Of a long list only what continues a word. */
function continuing(search: Search, { at, word, own, length }: Begun): readonly Candidate[] {
  const list = (search.all[at] ??= madeAt(search, at));
  if (length === 0 || list.length < LONG_LIST) return list;
  const index = (search.indexes[at] ??= byUnit(list));
  const found: Candidate[] = [];
  const { first, char, least } = wordTrie();
  const end = word < 0 ? 0 : (first[word + 1] ?? 0);
  for (let node = word < 0 ? 0 : (first[word] ?? 0); node < end; node++) {
    if ((least[node] ?? 0) > RARE_WORD) continue;
    for (const candidate of index.get(char[node] ?? 0) ?? []) found.push(candidate);
  }
  for (const unit of own?.next.keys() ?? []) {
    for (const candidate of index.get(unit) ?? []) found.push(candidate);
  }
  return found;
}

function madeAt({ graph, budget }: Search, at: number): readonly Candidate[] {
  const list = candidatesAt(graph, at);
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

function relax(best: (Way[] | undefined)[], to: number, cost: number, before: Way, chain: Chain): void {
  const ways = (best[to] ??= []);
  if (cost >= (ways[0]?.cost ?? Infinity) + MARGIN) return;
  const last = ways.at(-1);
  if (ways.length === WIDTH && last && cost >= last.cost) return;
  const same = ways.findIndex((way) => way.chain?.candidate.text === chain.candidate.text);
  if (same >= 0) {
    if ((ways[same]?.cost ?? 0) <= cost) return;
    ways.splice(same, 1);
  } else if (ways.length === WIDTH) ways.pop();
  let place = ways.length;
  while (place > 0 && (ways[place - 1]?.cost ?? 0) > cost) place--;
  ways.splice(place, 0, { cost, chain, before });
}

function scriptCost(unit: number, candidate: Candidate, script: number): number {
  if (candidate.literal || script === 0) return 0;
  const wrong = script > 0 ? SIMPLIFIED_ONLY : TRADITIONAL;
  return (hanClasses()[unit] ?? 0) & wrong ? WRONG_SCRIPT : 0;
}

function trace(end: Way): readonly Chosen[] {
  const path: Chosen[] = [];
  for (let way: Way | null = end; way; way = way.before) {
    for (let link = way.chain; link; link = link.before) path.push({ ...link.candidate, from: link.from });
  }
  return path.reverse();
}
