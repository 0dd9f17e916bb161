import { holds, RETURN } from './character-classes.ts';

/** A line of a text: `[start, end)` without its terminator, `next` where the following line starts. Offsets in UTF-16 units. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * The lines of a text: ended by CR LF, LF, CR, U+2028 or U+2029. Not by U+0085, which in scraped text is a byte misread.
 * Always at least one; a terminator at the very end opens no further line.
 */
export function lineSpans(text: string): readonly LineSpan[] {
  const spans: LineSpan[] = [];
  visitLines(text, (start, end, next) => spans.push({ start, end, next }));
  return spans;
}

/** Shows the lines that `lineSpans` gives, and keeps none of them. */
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

/** Where each terminator begins and ends. Nearly all texts have line feeds alone, which are found several times as fast. */
function visitTerminators(text: string, visit: (end: number, next: number) => void): void {
  if (holds(text, RETURN)) {
    for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) visit(match.index, match.index + match[0].length);
    return;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) visit(at, at + 1);
}
