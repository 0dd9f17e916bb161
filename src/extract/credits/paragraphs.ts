/** Least length of a line of running text, in UTF-16 units. */
const LEAST = 40;

/** So many of the first lines of running text, or of the last if the number is negative. */
export function paragraphs(body: string, count: number): readonly string[] {
  const found: string[] = [];
  const back = count < 0;
  for (let at = back ? body.length : 0; found.length < Math.abs(count);) {
    const end = back ? at : endOfLine(body, at);
    const start = back ? (at === 0 ? 0 : body.lastIndexOf('\n', at - 1) + 1) : at;
    const line = body.slice(start, end).trim();
    if (line.length >= LEAST) found.push(line);
    if (back ? start === 0 : end === body.length) break;
    at = back ? start - 1 : end + 1;
  }
  return back ? found.reverse() : found;
}

function endOfLine(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end < 0 ? body.length : end;
}
