import { lineSpans } from '../text/lines.ts';
import type { Document, TextRule } from '../types.ts';
import { controlCharacters } from './control-characters.ts';
import { lineBreaks } from './line-breaks.ts';
import { spaces } from './spaces.ts';

/** The last cleaning of white space, in the order it runs: a line of controls alone is empty only once they are gone. */
export const tidies: readonly TextRule[] = [controlCharacters, spaces, lineBreaks];

/** A document without the features of its blank lines, which `line-breaks` takes out. To be called before that rule has run. */
export function withoutBlankLines(document: Document): Document {
  const spans = lineSpans(document.text);
  const lines = document.lines.filter((_, index) => {
    return document.text.slice(spans[index]?.start, spans[index]?.end).trim() !== '';
  });
  return lines.length === document.lines.length ? document : { ...document, lines };
}
