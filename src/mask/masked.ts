import type { Edit } from '../types.ts';

/** A match and what stands around it, in ASCII forms. */
export interface Found {
  readonly at: number;
  readonly text: string;
  /** Up to `CONTEXT_UNITS` code units of the line before it and after it. */
  readonly before: string;
  readonly after: string;
}

/** Length of the context that a rule may ask for, in UTF-16 code units. */
const CONTEXT_UNITS = 16;

const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a（）＋－＠]/giu;
const TO_ASCII = 0xfee0;

/** A text of the same length with full-width digits, letters, brackets and signs of numbers in ASCII. */
export function folded(text: string): string {
  return text.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - TO_ASCII));
}

/** Matches in a text that is folded. */
export function foundIn(text: string, pattern: RegExp): readonly Found[] {
  return Array.from(text.matchAll(pattern), ({ 0: match, index: at }) => {
    const end = at + match.length;
    const before = text.slice(Math.max(0, at - CONTEXT_UNITS), at);
    const after = text.slice(end, end + CONTEXT_UNITS);
    return {
      at,
      text: match,
      before: before.slice(before.lastIndexOf('\n') + 1),
      after: after.split('\n', 1)[0] ?? '',
    };
  });
}

/** Matches in order; of those that overlap, the first. */
export function inOrder(matches: readonly Found[]): readonly Found[] {
  let end = 0;
  return matches
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at, text }) => {
      if (at < end) return false;
      end = at + text.length;
      return true;
    });
}

/** Matches in order as lists: the items of one have nothing between them but a separator. What calls the first by a name calls them all. */
export function listsOf(text: string, matches: readonly Found[], separator: RegExp): readonly (readonly Found[])[] {
  const lists: Found[][] = [];
  let end = 0;
  for (const match of matches) {
    const last = lists.at(-1);
    if (last !== undefined && separator.test(text.slice(end, match.at))) last.push(match);
    else lists.push([match]);
    end = match.at + match.text.length;
  }
  return lists;
}

/** Edits that put a name in square brackets in place of matches. */
export function masked(text: string, matches: readonly Found[], name: string): readonly Edit[] {
  return matches.map(({ at, text: { length } }) => ({ at, old: text.slice(at, at + length), new: `[${name}]` }));
}

/** The digits of a text. */
export function digitsOf(text: string): readonly number[] {
  return Array.from(text.replace(/\D/g, ''), Number);
}
