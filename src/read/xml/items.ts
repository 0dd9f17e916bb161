/** Position of an element in XML. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Yields the elements whose tags, and sections that may hold look-alikes, a pattern matches. An unclosed element ends where the next tag of the pattern
 * begins. Returns whether the text ends inside of one.
 */
export function* itemsIn(xml: string, pattern: RegExp): Generator<Span, boolean> {
  const mark = new RegExp(pattern);
  let start = -1;
  for (let match = mark.exec(xml); match !== null; match = mark.exec(xml)) {
    const [found] = match;
    if (found.startsWith('<!')) {
      const end = xml.indexOf(found === '<!--' ? '-->' : ']]>', mark.lastIndex);
      mark.lastIndex = end < 0 ? xml.length : end;
      continue;
    }
    const closes = found.startsWith('</');
    if (start >= 0) yield { start, end: closes ? mark.lastIndex : match.index };
    start = closes ? -1 : match.index;
  }
  return start >= 0;
}
