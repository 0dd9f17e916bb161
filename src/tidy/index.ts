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
 * A document without the features of its blank lines, which `line-breaks` takes out except between lines of preformatted text, and with
 * those of a line that `page-breaks` parts for each of its parts. To be called before these rules have run.
 */
export function withoutBlankLines(document: Document): Document {
  const { text, lines } = document;
  const parted = pageBreaks.gate(text);
  const kept: number[] = [];
  let index = 0;
  let last = -1;
  visitLines(text, (start, end) => {
    const count = parted ? inkedPieces(text.slice(start, end)) : isBlank(text, start, end) ? 0 : 1;
    if (count > 0) {
      const between = !parted && lines[index]?.preformatted === true && lines[last]?.preformatted === true;
      for (let empty = last + 1; between && empty < index; empty++) kept.push(empty);
      last = index;
    }
    for (let piece = 0; piece < count; piece++) kept.push(index);
    index++;
  });
  if (!parted && kept.length === index) return document;
  return { ...document, lines: picked(lines, kept), origins: picked(document.origins, kept) };
}

/** For each line with something on it whether it is preformatted; null where none is, or where page breaks part lines. To be called before the rules have run. */
export function preformattedLines({ text, lines }: Document): readonly boolean[] | null {
  if (!lines.some(({ preformatted }) => preformatted === true) || pageBreaks.gate(text)) return null;
  const found: boolean[] = [];
  let index = 0;
  visitLines(text, (start, end) => {
    if (!isBlank(text, start, end)) found.push(lines[index]?.preformatted === true);
    index++;
  });
  return found;
}

function inkedPieces(line: string): number {
  return piecesOf(line).filter((piece) => piece.trim() !== '').length;
}

function picked<T>(items: readonly T[], places: readonly number[]): readonly T[] {
  const found: T[] = [];
  for (const place of places) {
    const item = items[place];
    if (item !== undefined) found.push(item);
  }
  return found;
}
