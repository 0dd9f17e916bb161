import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';

/** Fewer characters rise by chance in a word: six do so once in 720. */
const LEAST = 6;
/** In a long list one character in so many may stand out of order. */
const CHARS_PER_STRAY = 8;

/**
 * Whether the characters of a piece stand in the order of a set, as in an index by strokes or a table of levels. Such a list reads as one of
 * another set that has its characters in an order of its own: both are as likely, so that it says nothing about a misreading.
 */
export function isInOrderOf(piece: string, set: DoubleByteName): boolean {
  const { pairs } = doubleByte(set);
  let [count, strays, last] = [0, 0, 0];
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    if (unit < 0x80) continue;
    const pair = pairs[unit] ?? 0;
    if (count > 0 && pair <= last) strays++;
    count++;
    last = pair;
  }
  return count >= LEAST && strays * CHARS_PER_STRAY <= count - LEAST;
}
