import type { LineRule } from './line-rule.ts';

/** The rules worth trying on a line, in the order of the list; decided by the words that occur in it, in one pass over the line. */
export type Candidates = (shadow: string) => readonly LineRule[];

interface Entry {
  readonly word: string;
  readonly rule: LineRule;
}

/** No rule looks at a longer line, in UTF-16 units. */
export const LONGEST = 1200;

/** Whether a character is a word by itself, and whether it opens a longer one. */
const ALONE = 1;
const LONGER = 2;

/** 16 bits of two UTF-16 units; the second may be missing. */
function pairHash(first: number, second: number): number {
  return ((first * 31) ^ second) & 0xffff;
}

/** An index over the words of the rules, so that a line is not held against every rule. */
export function candidatesOf(rules: readonly LineRule[]): Candidates {
  const wordless = wordlessByLength(rules);
  const byFirst = new Map<number, Entry[]>();
  // Most characters and most pairs open no word: a look at a flag spares them the map.
  const opens = new Uint8Array(0x10000);
  const pairs = new Uint8Array(0x10000);
  const ranks = new Map(rules.map((rule, rank) => [rule, rank]));
  for (const rule of rules)
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      opens[first] = (opens[first] ?? 0) | (word.length === 1 ? ALONE : LONGER);
      pairs[pairHash(first, word.charCodeAt(1))] = 1;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { word, rule }]);
    }
  return (shadow) => {
    const { length } = shadow;
    if (length === 0 || length > LONGEST) return [];
    const others = wordless[length] ?? [];
    let found: Set<LineRule> | null = null; // Many lines have none: none is made for them.
    for (let at = 0; at < length; at++) {
      const first = shadow.charCodeAt(at);
      const kind = opens[first];
      if (kind === 0 || (kind === LONGER && pairs[pairHash(first, shadow.charCodeAt(at + 1))] === 0)) continue;
      for (const { word, rule } of byFirst.get(first) ?? [])
        if (length <= rule.longest && shadow.startsWith(word, at)) (found ??= new Set(others)).add(rule);
    }
    return found === null ? others : [...found].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  };
}

/** For each length of a line the rules without words that look at such a line. */
function wordlessByLength(rules: readonly LineRule[]): readonly (readonly LineRule[])[] {
  const wordless = rules.filter((rule) => rule.words === null);
  return Array.from({ length: LONGEST + 1 }, (_, length) => wordless.filter((rule) => length <= rule.longest));
}
