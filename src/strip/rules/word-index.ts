import type { LineRule } from './line-rule.ts';

/** The rules worth trying on the line at `[start, end)` of a match form's units, in list order; selected in one pass by the words that occur in the line. */
export type Candidates = (units: Uint16Array, start: number, end: number) => readonly LineRule[];

/** A rule with its position in the list. */
interface Ranked {
  readonly rank: number;
  readonly rule: LineRule;
}

/** A word and the rules that require it, by descending maximum line length. */
interface Entry {
  readonly word: string;
  readonly rules: readonly Ranked[];
}

/** Maximum line length of any rule, in UTF-16 units. */
export const MAX_LINE_UNITS = 1200;

/** Number of hash slots for bigrams: few enough for the table to stay in the CPU cache, enough for nearly all bigrams of a text to hit an empty slot. */
const BIGRAM_SLOTS = 0x4000;

function bigramHash(first: number, second: number): number {
  return ((first * 31) ^ second) & (BIGRAM_SLOTS - 1);
}

/** Builds an index over the words of the rules, so that a line is not tested against every rule. */
export function wordIndexOf(rules: readonly LineRule[]): Candidates {
  const ranked = rules.map((rule, rank): Ranked => ({ rank, rule }));
  const wordless = wordlessByLength(ranked);
  const { single, bigrams, groups } = indexOf(ranked);
  return (units, start, end) => {
    if (end - start > MAX_LINE_UNITS) return NO_RULES;
    const others = wordless(end - start);
    const found: Ranked[] = [];
    for (let at = start; at < end; at++) {
      const first = units[at] ?? 0;
      const pair = bigrams[bigramHash(first, units[at + 1] ?? 0)] ?? 0;
      const alone = single[first] ?? 0;
      if ((pair | alone) === 0) continue;
      if (pair > 0) insertMatching(groups[pair], units, at, start, end, found);
      if (alone > 0) insertMatching(groups[alone], units, at, start, end, found);
    }
    if (found.length === 0) return others.rules;
    for (const other of others.ranked) insert(other, found);
    return found.map(({ rule }) => rule);
  };
}

/** Inserts into `found` the rules of a group whose word occurs at offset `at` and that allow a line of this length. */
function insertMatching(
  group: readonly Entry[] | undefined,
  units: Uint16Array,
  at: number,
  start: number,
  end: number,
  found: Ranked[],
): void {
  for (const { word, rules } of group ?? NO_ENTRIES) {
    if (!occursAt(word, units, at, end)) continue;
    for (const ranked of rules) {
      if (end - start > ranked.rule.maxUnits) break;
      insert(ranked, found);
    }
  }
}

const NO_ENTRIES: readonly Entry[] = [];

/** Whether a word occurs at an offset and ends by `end`. */
export function occursAt(word: string, units: Uint16Array, at: number, end: number): boolean {
  if (at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (units[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Inserts a rule in list order, unless it is already there. */
function insert(ranked: Ranked, found: Ranked[]): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.rank ?? 0) > ranked.rank) at--;
  if (at > 0 && found[at - 1]?.rank === ranked.rank) return;
  found.push(ranked);
  for (let i = found.length - 1; i > at; i--) found[i] = found[i - 1] ?? ranked;
  found[at] = ranked;
}

const NO_RULES: readonly LineRule[] = [];

/** Rules without words, in list order. */
interface Wordless {
  readonly ranked: readonly Ranked[];
  readonly rules: readonly LineRule[];
}

/** The rules without words that allow a line of this length; found on first use, since a small run has few lengths. */
function wordlessByLength(all: readonly Ranked[]): (length: number) => Wordless {
  const wordless = all.filter(({ rule }) => rule.words === null);
  const byLength: (Wordless | undefined)[] = Array.from({ length: MAX_LINE_UNITS + 1 });
  return (length) => {
    const known = byLength[length];
    if (known !== undefined) return known;
    const ranked = length === 0 ? [] : wordless.filter(({ rule }) => length <= rule.maxUnits);
    return (byLength[length] = { ranked, rules: ranked.map(({ rule }) => rule) });
  };
}

interface Index {
  /** Index into `groups`: `single` by unit for words of one unit, `bigrams` by the hash of the first two units for longer words; 0 for none, the usual case. */
  readonly single: Uint16Array;
  readonly bigrams: Uint16Array;
  readonly groups: readonly (readonly Entry[])[];
}

function indexOf(ranked: readonly Ranked[]): Index {
  const single = new Uint16Array(0x10000);
  const bigrams = new Uint16Array(BIGRAM_SLOTS);
  const groups: Entry[][] = [[]];
  for (const [word, rules] of rulesByWord(ranked)) {
    const first = word.charCodeAt(0);
    const [table, key] = word.length === 1 ? [single, first] : [bigrams, bigramHash(first, word.charCodeAt(1))];
    table[key] ||= groups.push([]) - 1;
    groups[table[key] ?? 0]?.push({ word, rules });
  }
  return { single, bigrams, groups };
}

function rulesByWord(ranked: readonly Ranked[]): ReadonlyMap<string, Ranked[]> {
  const byWord = new Map<string, Ranked[]>();
  for (const item of ranked) {
    for (const word of item.rule.words ?? []) {
      const rules = byWord.get(word);
      if (rules === undefined) byWord.set(word, [item]);
      else rules.push(item);
    }
  }
  for (const rules of byWord.values()) if (rules.length > 1) rules.sort((a, b) => b.rule.maxUnits - a.rule.maxUnits);
  return byWord;
}
