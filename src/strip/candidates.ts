import type { LineRule } from './line-rule.ts';

/** The rules worth trying on a line, in the order of the list; decided by the words that occur in it, in one pass over the line. */
export type Candidates = (shadow: string) => readonly LineRule[];

interface Entry {
  readonly word: string;
  readonly rank: number;
}

/** No rule looks at a longer line, in UTF-16 units. */
export const LONGEST = 1200;

/** An index over the words of the rules, so that a line is not held against every rule. */
export function candidatesOf(rules: readonly LineRule[]): Candidates {
  const always = rules.flatMap((rule, rank) => (rule.words === null ? [rank] : []));
  const byFirst = new Map<number, Entry[]>();
  rules.forEach((rule, rank) => {
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      byFirst.set(first, [...(byFirst.get(first) ?? []), { word, rank }]);
    }
  });
  return (shadow) => {
    if (shadow.length === 0 || shadow.length > LONGEST) return [];
    const ranks = new Set(always);
    for (let at = 0; at < shadow.length; at++)
      for (const { word, rank } of byFirst.get(shadow.charCodeAt(at)) ?? [])
        if (shadow.startsWith(word, at)) ranks.add(rank);
    return [...ranks]
      .sort((a, b) => a - b)
      .flatMap((rank) => rules[rank] ?? [])
      .filter((rule) => shadow.length <= rule.longest);
  };
}
