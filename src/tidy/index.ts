import { visitLines } from '../text/lines.ts';
import { isBlank } from '../text/trim.ts';
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
  const { text } = document;
  const parted = pageBreaks.gate(text);
  const kept: number[] = [];
  let index = 0;
  visitLines(text, (start, end) => {
    if (!parted && !isBlank(text, start, end)) kept.push(index);
    if (parted) for (const piece of piecesOf(text.slice(start, end))) if (piece.trim() !== '') kept.push(index);
    index++;
  });
  if (!parted && kept.length === index) return document;
  return { ...document, lines: picked(document.lines, kept), origins: picked(document.origins, kept) };
}

function picked<T>(items: readonly T[], places: readonly number[]): readonly T[] {
  return places.flatMap((place) => items[place] ?? []);
}
