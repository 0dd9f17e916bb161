import { visitLines } from '../text/lines.ts';
import { isBlank } from '../text/trim.ts';
import type { Document, LineFeatures, TextRule } from '../types.ts';
import { controlCharacters } from './control-characters.ts';
import { lineBreaks } from './line-breaks.ts';
import { pageBreaks, piecesOf } from './page-breaks.ts';
import { spaces } from './spaces.ts';

/** The rules of the tidy stage, in the order they run: a line of control characters is blank only after they are removed. */
export const tidies: readonly TextRule[] = [pageBreaks, controlCharacters, spaces, lineBreaks];

/**
 * Adjusts `lines` and `origins` of a document to what the rules will do to its text: `line-breaks` removes blank lines, except
 * between preformatted ones, and `page-breaks` splits lines. Call it before the rules run.
 */
export function withoutBlankLines(document: Document): Document {
  const { text, lines } = document;
  const splits = pageBreaks.gate(text);
  const kept: number[] = [];
  let index = 0;
  let last = -1;
  visitLines(text, (start, end) => {
    const count = splits ? nonBlankPieces(text.slice(start, end)) : isBlank(text, start, end) ? 0 : 1;
    if (count > 0) {
      const between = !splits && isPreformatted(lines[index]) && isPreformatted(lines[last]);
      for (let empty = last + 1; between && empty < index; empty++) kept.push(empty);
      last = index;
    }
    for (let piece = 0; piece < count; piece++) kept.push(index);
    index++;
  });
  if (!splits && kept.length === index) return document;
  return { ...document, lines: pick(lines, kept), origins: pick(document.origins, kept) };
}

/**
 * For each non-blank line, whether it is preformatted; null if none is, or if page breaks split lines. Call it before the rules
 * run.
 */
export function preformattedLines({ text, lines }: Document): readonly boolean[] | null {
  if (!lines.some(isPreformatted) || pageBreaks.gate(text)) return null;
  const found: boolean[] = [];
  let index = 0;
  visitLines(text, (start, end) => {
    if (!isBlank(text, start, end)) found.push(isPreformatted(lines[index]));
    index++;
  });
  return found;
}

/** Whether the white space of a line has a meaning: in a `pre`, and in fenced code if the structure of bare text is known. */
function isPreformatted(line: LineFeatures | undefined): boolean {
  return line?.preformatted === true || (line?.tag === '' && line.structure?.block.kind === 'code');
}

function nonBlankPieces(line: string): number {
  return piecesOf(line).filter((piece) => piece.trim() !== '').length;
}

function pick<T>(items: readonly T[], places: readonly number[]): readonly T[] {
  const found: T[] = [];
  for (const place of places) {
    const item = items[place];
    if (item !== undefined) found.push(item);
  }
  return found;
}
