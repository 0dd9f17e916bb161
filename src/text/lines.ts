import { holds, RETURN } from './character-classes.ts';
import type { LineFeatures } from '../types.ts';

/** A line of a text: `[start, end)` without its terminator; the next line starts at `next`. Offsets in UTF-16 code units. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * The lines of a text, at least one. Terminators are CR LF, LF, CR, U+2028 and U+2029; not U+0085, which in scraped text is a
 * misread byte. A terminator at the end of the text does not start another line.
 */
export function lineSpans(text: string): readonly LineSpan[] {
  const spans: LineSpan[] = [];
  visitLines(text, (start, end, next) => spans.push({ start, end, next }));
  return spans;
}

/** Passes the lines of a text to `visit` without collecting them, as `lineSpans` does. */
export function visitLines(text: string, visit: (start: number, end: number, next: number) => void): void {
  let start = 0;
  let count = 0;
  visitTerminators(text, (end, next) => {
    visit(start, end, next);
    start = next;
    count++;
  });
  if (start < text.length || count === 0) visit(start, text.length, text.length);
}

/**
 * Passes the start and end of each terminator to `visit`. Nearly all texts have line feeds only, which are found several times as
 * fast.
 */
function visitTerminators(text: string, visit: (end: number, next: number) => void): void {
  if (holds(text, RETURN)) {
    for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) visit(match.index, match.index + match[0].length);
    return;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) visit(at, at + 1);
}

/** A line with what the markup says of its links. */
interface LinkedLine {
  readonly text: string;
  readonly features: Pick<LineFeatures, 'linkLength'>;
}

/** Whether more than half of a line is links. */
export function isLink({ text, features }: LinkedLine): boolean {
  return features.linkLength * 2 > text.length;
}

/** Length of lines together, in UTF-16 units. */
export function lengthOf(lines: readonly Pick<LinkedLine, 'text'>[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
