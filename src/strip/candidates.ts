import type { LineRule } from './line-rule.ts';

/** The rules worth trying on the line that stands at `[start, end)` of a shadow's units, in the order of the list; decided by the words that occur in it, in one pass. */
export type Candidates = (units: Uint16Array, start: number, end: number) => readonly LineRule[];

/** A rule by its place in the list. */
interface Ranked {
  readonly rank: number;
  readonly rule: LineRule;
}

interface Entry extends Ranked {
  readonly word: string;
}

/** No rule looks at a longer line, in UTF-16 units. */
export const LONGEST = 1200;

/** Places for pairs of units: few enough that the tables stay near the processor, many enough that nearly all pairs of a text find theirs empty. */
const PAIRS = 0x4000;

/** Places for words of one unit, of which there are few. */
const SINGLES = 0x1000;

function pairHash(first: number, second: number): number {
  return ((first * 31) ^ second) & (PAIRS - 1);
}

/** An index over the words of the rules, so that a line is not held against every rule. */
export function candidatesOf(rules: readonly LineRule[]): Candidates {
  const ranked = rules.map((rule, rank): Ranked => ({ rank, rule }));
  const wordless = wordlessByLength(ranked);
  const { single, pairs, groups } = indexOf(ranked);
  return (units, start, end) => {
    const others = wordless[end - start];
    if (others === undefined) return NONE;
    const found: Ranked[] = [];
    for (let at = start; at < end; at++) {
      const first = units[at] ?? 0;
      const second = units[at + 1] ?? 0;
      if (((pairs[pairHash(first, second)] ?? 0) | (single[first & (SINGLES - 1)] ?? 0)) === 0) continue;
      for (const group of [groups.get(keyOf(first, second)), groups.get(keyOf(first, 0))])
        for (const entry of group ?? []) if (holds(entry, units, at, start, end)) insert(entry, found);
    }
    if (found.length === 0) return others.rules;
    for (const other of others.ranked) insert(other, found);
    return found.map(({ rule }) => rule);
  };
}

/** Whether the word of an entry stands at a place of a line that its rule looks at. */
function holds({ word, rule }: Entry, units: Uint16Array, at: number, start: number, end: number): boolean {
  if (end - start > rule.longest || at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (units[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Puts a rule in its place, once. */
function insert(ranked: Ranked, found: Ranked[]): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.rank ?? 0) > ranked.rank) at--;
  if (at > 0 && found[at - 1]?.rank === ranked.rank) return;
  found.push(ranked);
  for (let i = found.length - 1; i > at; i--) found[i] = found[i - 1] ?? ranked;
  found[at] = ranked;
}

const NONE: readonly LineRule[] = [];

/** Rules without words, in the order of the list. */
interface Wordless {
  readonly ranked: readonly Ranked[];
  readonly rules: readonly LineRule[];
}

/** For each length of a line the rules without words that look at such a line. */
function wordlessByLength(all: readonly Ranked[]): readonly Wordless[] {
  const wordless = all.filter(({ rule }) => rule.words === null);
  return Array.from({ length: LONGEST + 1 }, (_, length) => {
    const ranked = length === 0 ? [] : wordless.filter(({ rule }) => length <= rule.longest);
    return { ranked, rules: ranked.map(({ rule }) => rule) };
  });
}

interface Index {
  /** 1 where a word of one unit, or the first two units of a longer one, may have their place: a look there spares nearly all units the rest. */
  readonly single: Uint8Array;
  readonly pairs: Uint8Array;
  /** Words by the key of what they open with. */
  readonly groups: ReadonlyMap<number, readonly Entry[]>;
}

/** Key of a pair of units; the second is 0 for a word of one. */
function keyOf(first: number, second: number): number {
  return first * 0x10000 + second;
}

function indexOf(ranked: readonly Ranked[]): Index {
  const single = new Uint8Array(SINGLES);
  const pairs = new Uint8Array(PAIRS);
  const groups = new Map<number, Entry[]>();
  for (const { rank, rule } of ranked)
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      const second = word.length === 1 ? 0 : word.charCodeAt(1);
      if (second === 0) single[first & (SINGLES - 1)] = 1;
      else pairs[pairHash(first, second)] = 1;
      const group = groups.get(keyOf(first, second)) ?? [];
      group.push({ word, rank, rule });
      groups.set(keyOf(first, second), group);
    }
  return { single, pairs, groups };
}
