import type { LineRule } from './line-rule.ts';

/** The rules worth trying on the line that stands at `[start, end)` of a shadow's units, in the order of the list; decided by the words that occur in it, in one pass. */
export type Candidates = (units: Uint16Array, start: number, end: number) => readonly LineRule[];

interface Entry {
  readonly word: string;
  readonly rule: LineRule;
}

/** No rule looks at a longer line, in UTF-16 units. */
export const LONGEST = 1200;

/** 16 bits of two UTF-16 units. */
function pairHash(first: number, second: number): number {
  return ((first * 31) ^ second) & 0xffff;
}

/** An index over the words of the rules, so that a line is not held against every rule. */
export function candidatesOf(rules: readonly LineRule[]): Candidates {
  const ranks = new Map(rules.map((rule, rank) => [rule, rank]));
  const wordless = wordlessByLength(rules);
  const { opens, single, longer, groups } = indexOf(rules);
  return (units, start, end) => {
    const length = end - start;
    if (length > LONGEST) return [];
    const others = wordless[length] ?? [];
    const found: LineRule[] = [];
    for (let at = start; at < end; at++) {
      const first = units[at] ?? 0;
      if (opens[first] === 0) continue;
      const pair = longer[pairHash(first, units[at + 1] ?? 0)] ?? 0;
      const alone = single[first] ?? 0;
      if (pair > 0) addStanding(groups[pair] ?? [], units, at, { start, end, found });
      if (alone > 0) addStanding(groups[alone] ?? [], units, at, { start, end, found });
    }
    if (found.length === 0) return others;
    return [...found, ...others].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  };
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
  const longer = new Uint16Array(0x10000);
  const groups: Entry[][] = [[]];
  for (const rule of rules)
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      const [table, key] = word.length === 1 ? [single, first] : [longer, pairHash(first, word.charCodeAt(1))];
      opens[first] = 1;
      table[key] ||= groups.push([]) - 1;
      groups[table[key] ?? 0]?.push({ word, rule });
    }
  return { opens, single, longer, groups };
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Rules of which a word was seen in it. */
  readonly found: LineRule[];
}

/** Adds the rules of the words that stand at a place. */
function addStanding(entries: readonly Entry[], units: Uint16Array, at: number, { start, end, found }: Line): void {
  for (const { word, rule } of entries) {
    if (end - start > rule.longest || at + word.length > end || !standsAt(word, units, at)) continue;
    if (!found.includes(rule)) found.push(rule);
  }
}

function standsAt(word: string, units: Uint16Array, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (units[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
