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

/** Places for pairs of units: few enough that the tables stay near the processor, many enough for the words. */
const PAIRS = 0x2000;

function pairHash(first: number, second: number): number {
  return ((first * 31) ^ second) & (PAIRS - 1);
}

/** An index over the words of the rules, so that a line is not held against every rule. */
export function candidatesOf(rules: readonly LineRule[]): Candidates {
  const ranked = rules.map((rule, rank): Ranked => ({ rank, rule }));
  const wordless = wordlessByLength(ranked);
  const { opens, single, longer, groups } = indexOf(ranked);
  return (units, start, end) => {
    if (end - start > LONGEST) return [];
    const found: Ranked[] = [];
    for (let at = start; at < end; at++) {
      const first = units[at] ?? 0;
      if (opens[first] === 0) continue;
      const pair = longer[pairHash(first, units[at + 1] ?? 0)] ?? 0;
      const alone = single[first] ?? 0;
      if (pair > 0)
        for (const entry of groups[pair] ?? []) if (holds(entry, units, at, start, end)) insert(entry, found);
      if (alone > 0)
        for (const entry of groups[alone] ?? []) if (holds(entry, units, at, start, end)) insert(entry, found);
    }
    for (const other of wordless[end - start] ?? []) insert(other, found);
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

/** For each length of a line the rules without words that look at such a line. */
function wordlessByLength(ranked: readonly Ranked[]): readonly (readonly Ranked[])[] {
  const wordless = ranked.filter(({ rule }) => rule.words === null);
  return Array.from({ length: LONGEST + 1 }, (_, length) =>
    length === 0 ? [] : wordless.filter(({ rule }) => length <= rule.longest),
  );
}

interface Index {
  /** 1 for a unit that opens a word: most do not, and a look at a number spares them the rest. */
  readonly opens: Uint8Array;
  /** Place in `groups` of the words that are one unit; of those that open with two units, by their hash; 0 for none. */
  readonly single: Uint16Array;
  readonly longer: Uint16Array;
  readonly groups: readonly (readonly Entry[])[];
}

function indexOf(ranked: readonly Ranked[]): Index {
  const opens = new Uint8Array(0x10000);
  const single = new Uint16Array(0x10000);
  const longer = new Uint16Array(PAIRS);
  const groups: Entry[][] = [[]];
  for (const { rank, rule } of ranked)
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      const [table, key] = word.length === 1 ? [single, first] : [longer, pairHash(first, word.charCodeAt(1))];
      opens[first] = 1;
      table[key] ||= groups.push([]) - 1;
      groups[table[key] ?? 0]?.push({ word, rank, rule });
    }
  return { opens, single, longer, groups };
}
