/** Minimum length of a paragraph, in UTF-16 units. */
const MIN_PARAGRAPH_UNITS = 40;

/** The first `count` paragraphs, or the last ones if `count` is negative, in text order. */
export function paragraphs(body: string, count: number): readonly string[] {
  const found: string[] = [];
  const back = count < 0;
  for (let at = back ? body.length : 0; found.length < Math.abs(count);) {
    const end = back ? at : endOfLine(body, at);
    const start = back ? (at === 0 ? 0 : body.lastIndexOf('\n', at - 1) + 1) : at;
    const line = body.slice(start, end).trim();
    if (line.length >= MIN_PARAGRAPH_UNITS) found.push(line);
    if (back ? start === 0 : end === body.length) break;
    at = back ? start - 1 : end + 1;
  }
  return back ? found.reverse() : found;
}

function endOfLine(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end < 0 ? body.length : end;
}
