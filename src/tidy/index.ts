import { lineSpans } from '../text/lines.ts';
import type { Document, TextRule } from '../types.ts';
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
  const spans = lineSpans(document.text);
  const lines = document.lines.flatMap((line, index) => {
    const text = document.text.slice(spans[index]?.start, spans[index]?.end);
    return piecesOf(text)
      .filter((piece) => piece.trim() !== '')
      .map(() => line);
  });
  return { ...document, lines };
}
