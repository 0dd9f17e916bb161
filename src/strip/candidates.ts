import type { LineRule } from './line-rule.ts';

/** The rules worth trying on the line that stands at `[start, end)` of a shadow's units, in the order of the list; decided by the words that occur in it, in one pass. */
export type Candidates = (units: Uint16Array, start: number, end: number) => readonly LineRule[];

interface Entry {
  readonly word: string;
  /** Place of its rule in the list. */
  readonly rank: number;
  /** Of its rule. */
  readonly longest: number;
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
  /** 1 for each rule of which a word was seen in the line at hand; all zero between calls. */
  const seen = new Uint8Array(rules.length);
  const wordless = wordlessByLength(rules);
  const { opens, single, longer, groups } = indexOf(rules);
  return (units, start, end) => {
    const length = end - start;
    if (length > LONGEST) return [];
    const others = wordless[length] ?? [];
    let found = 0;
    for (let at = start; at < end; at++) {
      const first = units[at] ?? 0;
      if (opens[first] === 0) continue;
      const pair = longer[pairHash(first, units[at + 1] ?? 0)] ?? 0;
      const alone = single[first] ?? 0;
      if (pair > 0) found += mark(groups[pair] ?? [], units, at, end, length);
      if (alone > 0) found += mark(groups[alone] ?? [], units, at, end, length);
    }
    if (found === 0) return others;
    const all = rules.filter((rule, rank) => seen[rank] === 1 || (rule.words === null && length <= rule.longest));
    seen.fill(0);
    return all;
  };

  function mark(entries: readonly Entry[], units: Uint16Array, at: number, end: number, length: number): number {
    let found = 0;
    for (const { word, rank, longest } of entries) {
      if (length > longest || at + word.length > end || !standsAt(word, units, at)) continue;
      seen[rank] = 1;
      found++;
    }
    return found;
  }
}

/** For each length of a line the rules without words that look at such a line. */
function wordlessByLength(rules: readonly LineRule[]): readonly (readonly LineRule[])[] {
  const wordless = rules.filter((rule) => rule.words === null);
  return Array.from({ length: LONGEST + 1 }, (_, length) =>
    length === 0 ? [] : wordless.filter((rule) => length <= rule.longest),
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

function indexOf(rules: readonly LineRule[]): Index {
  const opens = new Uint8Array(0x10000);
  const single = new Uint16Array(0x10000);
  const longer = new Uint16Array(PAIRS);
  const groups: Entry[][] = [[]];
  rules.forEach(({ words, longest }, rank) => {
    for (const word of words ?? []) {
      const first = word.charCodeAt(0);
      const [table, key] = word.length === 1 ? [single, first] : [longer, pairHash(first, word.charCodeAt(1))];
      opens[first] = 1;
      table[key] ||= groups.push([]) - 1;
      groups[table[key] ?? 0]?.push({ word, rank, longest });
    }
  });
  return { opens, single, longer, groups };
}

function standsAt(word: string, units: Uint16Array, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (units[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
