import { lineSpans } from '../text/lines.ts';
import { inkOf } from '../text/trim.ts';
import type { Document, LineFeatures, TextRule } from '../types.ts';
import { controlCharacters } from './control-characters.ts';
import { lineBreaks } from './line-breaks.ts';
import { pageBreaks, piecesOf } from './page-breaks.ts';
import { spaces } from './spaces.ts';

/** The last cleaning of white space, in the order it runs: a line of controls alone is empty only once they are gone. */
export const tidies: readonly TextRule[] = [pageBreaks, controlCharacters, spaces, lineBreaks];

/**
 * A document without the features of its blank lines, which `line-breaks` takes out, and with those of a line that `page-breaks`
 * parts for each of its parts. To be called before these rules have run.
 */
export function withoutBlankLines(document: Document): Document {
  const { text } = document;
  const spans = lineSpans(text);
  const parted = pageBreaks.gate(text);
  const lines: LineFeatures[] = [];
  for (const [index, line] of document.lines.entries()) {
    const { start, end } = spans[index] ?? { start: text.length, end: text.length };
    const [from, behind] = inkOf(text, start, end);
    if (!parted && from < behind) lines.push(line);
    if (parted) for (const piece of piecesOf(text.slice(start, end))) if (piece.trim() !== '') lines.push(line);
  }
  return { ...document, lines };
}
