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
  const terminator = /\r\n|[\n\r\u2028\u2029]/g;
  let start = 0;
  for (let match = terminator.exec(text); match; match = terminator.exec(text)) {
    const next = match.index + match[0].length;
    spans.push({ start, end: match.index, next });
    start = next;
  }
  if (start < text.length || spans.length === 0) spans.push({ start, end: text.length, next: text.length });
  return spans;
}
