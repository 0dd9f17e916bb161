import type { Document } from '../types.ts';
import { visitLines } from './lines.ts';

/** The marks of a fence of Markdown. */
const FENCE = /^(?:`{3,}|~{3,})/;

/** Lines from an opening fence to the closing one, both included. A fence that is never closed opens nothing. */
export interface Fenced {
  readonly first: number;
  readonly last: number;
  /** Word after the opening fence; empty if there is none. */
  readonly language: string;
}

/** The fenced code in lines of bare text, in order. Rows of `~` are ornaments as well: between those, the text must look like code. */
export function fencedCode(lines: readonly string[]): readonly Fenced[] {
  const found: Fenced[] = [];
  let open: { readonly first: number; readonly marks: string; readonly language: string } | null = null;
  lines.forEach((line, index) => {
    const trimmed = line.trim();
    const marks = FENCE.exec(trimmed)?.[0];
    if (marks === undefined) return;
    const rest = trimmed.slice(marks.length);
    const closes = open?.marks[0] === marks[0] && marks.length >= (open?.marks.length ?? 0) && rest === '';
    if (open !== null && closes) {
      const { first, language } = open;
      open = null;
      if (marks.startsWith('`') || isCode(lines.slice(first + 1, index).join('\n')))
        found.push({ first, last: index, language });
    } else if (open === null && !rest.includes('`')) {
      open = { first: index, marks, language: /^[\w+#.-]+/.exec(rest.trim())?.[0] ?? '' };
    }
  });
  return found;
}

/** Share of Han characters up to which preformatted text is code in any case, since there is little in it to convert. */
const MAX_HAN_SHARE = 0.1;
/** Share of marks of programs from which preformatted text with more Chinese is code. Running text has fewer. */
const MIN_MARK_SHARE = 0.06;

/** For each line of a document, whether it is code: preformatted, or fenced in bare text. Null if none is. */
export function codeLines(document: Document): readonly boolean[] | null {
  return linesOf(document, isCode);
}

/**
 * The same, but where nothing says that preformatted text is code, it must look like a program and be the smaller part of the text:
 * archives of mail and news set whole pages so.
 */
export function listingLines(document: Document): readonly boolean[] | null {
  return linesOf(document, (text) => text.length * 2 < document.text.length && hasMarksOfCode(text));
}

function linesOf({ text, lines }: Document, looksLikeCode: (text: string) => boolean): readonly boolean[] | null {
  const preformatted = lines.some((line) => line.preformatted === true);
  const fenced = text.includes('```') || text.includes('~~~');
  if (!preformatted && !fenced) return null;
  const texts: string[] = [];
  visitLines(text, (start, end) => void texts.push(text.slice(start, end)));
  const code = new Array<boolean>(texts.length).fill(false);
  if (fenced && lines[0]?.tag === '') for (const { first, last } of fencedCode(texts)) code.fill(true, first, last + 1);
  for (let from = 0; from < texts.length; from++) {
    if (lines[from]?.preformatted !== true) continue;
    let to = from + 1;
    const stated = lines[from]?.listing === true;
    while (lines[to]?.preformatted === true && (lines[to]?.listing === true) === stated) to++;
    if (stated || looksLikeCode(texts.slice(from, to).join('\n'))) code.fill(true, from, to);
    from = to - 1;
  }
  return code.includes(true) ? code : null;
}

/** Whether text has as many marks as programs have. */
export function hasMarksOfCode(text: string): boolean {
  const all = text.match(/\S/gu)?.length ?? 0;
  return (text.match(/[(){}[\]=;<>"'`$#|&\\]/g)?.length ?? 0) >= MIN_MARK_SHARE * all;
}

/** Whether preformatted text is code rather than a letter, a table or a list. */
function isCode(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/\p{Script=Han}/gu) <= MAX_HAN_SHARE * count(/\S/gu) || hasMarksOfCode(text);
}
