import { visitLines } from '../text/lines.ts';
import { isBlank } from '../text/trim.ts';
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
  const parted = pageBreaks.gate(text);
  const lines: LineFeatures[] = [];
  let index = 0;
  visitLines(text, (start, end) => {
    const line = document.lines[index++];
    if (line === undefined) return;
    if (!parted && !isBlank(text, start, end)) lines.push(line);
    if (parted) for (const piece of piecesOf(text.slice(start, end))) if (piece.trim() !== '') lines.push(line);
  });
  return { ...document, lines };
}
