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
  const alwaysRules = rules.filter((rule) => rule.words === null);
  const byFirst = new Map<number, Entry[]>();
  // Most characters open no word: a look at a flag spares them the map.
  const opens = new Uint8Array(0x10000);
  rules.forEach((rule, rank) => {
    for (const word of rule.words ?? []) {
      const first = word.charCodeAt(0);
      opens[first] = 1;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { word, rank }]);
    }
  });
  return (shadow) => {
    if (shadow.length === 0 || shadow.length > LONGEST) return [];
    const found: number[] = [];
    for (let at = 0; at < shadow.length; at++) {
      const first = shadow.charCodeAt(at);
      if (opens[first] === 0) continue;
      for (const { word, rank } of byFirst.get(first) ?? []) if (shadow.startsWith(word, at)) found.push(rank);
    }
    const worth = found.length === 0 ? alwaysRules : inOrder([...always, ...found], rules);
    return worth.filter((rule) => shadow.length <= rule.longest);
  };
}

function inOrder(ranks: readonly number[], rules: readonly LineRule[]): readonly LineRule[] {
  return [...new Set(ranks)].sort((a, b) => a - b).flatMap((rank) => rules[rank] ?? []);
}
