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
  let start = 0;
  visitTerminators(text, (end, next) => {
    spans.push({ start, end, next });
    start = next;
  });
  if (start < text.length || spans.length === 0) spans.push({ start, end: text.length, next: text.length });
  return spans;
}

/** Number of the lines that `lineSpans` gives. */
export function lineCount(text: string): number {
  let count = 0;
  let start = 0;
  visitTerminators(text, (_, next) => {
    count++;
    start = next;
  });
  return start < text.length || count === 0 ? count + 1 : count;
}

const OTHERS = ['\r', '\u2028', '\u2029'];

/** Where each terminator begins and ends. Nearly all texts have line feeds alone, which are found several times as fast. */
function visitTerminators(text: string, visit: (end: number, next: number) => void): void {
  if (OTHERS.some((other) => text.includes(other))) {
    for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) visit(match.index, match.index + match[0].length);
    return;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) visit(at, at + 1);
}
