import type { Edit } from '../types.ts';

/** A match and what stands around it. */
export interface Found {
  readonly text: string;
  /** Up to `CONTEXT_UNITS` code units of the line before it and after it. */
  readonly before: string;
  readonly after: string;
}

/** Length of the context that a rule may ask for, in UTF-16 code units. */
const CONTEXT_UNITS = 16;

/** Edits that put a name in square brackets in place of each match that `accepts`. */
export function masked(
  text: string,
  pattern: RegExp,
  name: string,
  accepts: (found: Found) => boolean,
): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { 0: old, index: at } of text.matchAll(pattern)) {
    const end = at + old.length;
    const before = text.slice(Math.max(0, at - CONTEXT_UNITS), at);
    const after = text.slice(end, end + CONTEXT_UNITS);
    const found = {
      text: old,
      before: before.slice(before.lastIndexOf('\n') + 1),
      after: after.split('\n', 1)[0] ?? '',
    };
    if (accepts(found)) edits.push({ at, old, new: `[${name}]` });
  }
  return edits;
}

/** The digits of a text. */
export function digitsOf(text: string): readonly number[] {
  return Array.from(text.replace(/\D/g, ''), Number);
}
