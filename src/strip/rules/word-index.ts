import type { LineRule } from './line-rule.ts';

/** The rules worth trying on the line that stands at `[start, end)` of a shadow's units, in the order of the list; decided by the words that occur in it, in one pass. */
export type Candidates = (units: Uint16Array, start: number, end: number) => readonly LineRule[];

/** A rule by its place in the list. */
interface Ranked {
  readonly rank: number;
  readonly rule: LineRule;
}

/** A word and the rules that ask for it, those for longer lines first. */
interface Entry {
  readonly word: string;
  readonly rules: readonly Ranked[];
}

/** No rule looks at a longer line, in UTF-16 units. */
export const LONGEST = 1200;

/** Places for pairs of units: few enough that the tables stay near the processor, many enough that nearly all pairs of a text find theirs empty. */
const PAIRS = 0x4000;

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
      const pair = pairs[pairHash(first, units[at + 1] ?? 0)] ?? 0;
      const alone = single[first] ?? 0;
      if ((pair | alone) === 0) continue;
      if (pair > 0) insertHeld(groups[pair], units, at, start, end, found);
      if (alone > 0) insertHeld(groups[alone], units, at, start, end, found);
    }
    if (found.length === 0) return others.rules;
    for (const other of others.ranked) insert(other, found);
    return found.map(({ rule }) => rule);
  };
}

/** Puts the rules of a group in their place whose word stands where the units `at` are and that look at such a line. */
function insertHeld(
  group: readonly Entry[] | undefined,
  units: Uint16Array,
  at: number,
  start: number,
  end: number,
  found: Ranked[],
): void {
  for (const { word, rules } of group ?? NOBODY) {
    if (!stands(word, units, at, end)) continue;
    for (const ranked of rules) {
      if (end - start > ranked.rule.longest) break;
      insert(ranked, found);
    }
  }
}

const NOBODY: readonly Entry[] = [];

function stands(word: string, units: Uint16Array, at: number, end: number): boolean {
  if (at + word.length > end) return false;
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
  /** Place in `groups` of the words that are one unit; of those that open with two units, by their hash; 0 for none, as for nearly all units of a text. */
  readonly single: Uint16Array;
  readonly pairs: Uint16Array;
  readonly groups: readonly (readonly Entry[])[];
}

function indexOf(ranked: readonly Ranked[]): Index {
  const single = new Uint16Array(0x10000);
  const pairs = new Uint16Array(PAIRS);
  const groups: Entry[][] = [[]];
  for (const [word, rules] of rulesByWord(ranked)) {
    const first = word.charCodeAt(0);
    const [table, key] = word.length === 1 ? [single, first] : [pairs, pairHash(first, word.charCodeAt(1))];
    table[key] ||= groups.push([]) - 1;
    groups[table[key] ?? 0]?.push({ word, rules });
  }
  return { single, pairs, groups };
}

function rulesByWord(ranked: readonly Ranked[]): ReadonlyMap<string, Ranked[]> {
  const byWord = new Map<string, Ranked[]>();
  for (const item of ranked)
    for (const word of item.rule.words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), item]);
  for (const rules of byWord.values()) rules.sort((a, b) => b.rule.longest - a.rule.longest);
  return byWord;
}
