import type { LineSpan } from '../text/lines.ts';
import type { Document } from '../types.ts';
import type { Slice } from './found.ts';

/** The parts of lines that are a post's text, those of preformatted lines with their indentation and the empty lines between them. */
export function withLayout(
  { text, lines }: Document,
  spans: readonly LineSpan[],
  slices: readonly Slice[],
): readonly Slice[] {
  const isPreformatted = (line: number): boolean => lines[line]?.preformatted === true;
  return slices.flatMap((slice, index) => {
    const { line, start, end } = slice;
    const from = spans[line]?.start ?? 0;
    if (!isPreformatted(line)) return [slice];
    const own = text.slice(from, from + start).trim() === '' ? { line, start: 0, end } : slice;
    return [...emptyBetween(slices[index - 1]?.line ?? line, line), own];
  });

  /** The preformatted lines between two, if all of them are empty. */
  function emptyBetween(above: number, below: number): readonly Slice[] {
    const between = Array.from({ length: Math.max(0, below - above - 1) }, (_, index) => above + 1 + index);
    const isEmpty = (line: number): boolean => {
      const { start = 0, end = 0 } = spans[line] ?? {};
      return isPreformatted(line) && text.slice(start, end).trim() === '';
    };
    return [above, ...between].every((line) => isPreformatted(line)) && between.every(isEmpty)
      ? between.map((line) => ({ line, start: 0, end: 0 }))
      : [];
  }
}
