import { listingLines } from '../text/code-lines.ts';
import { visitLines } from '../text/lines.ts';
import { matchFormsOfLines } from '../text/match-form.ts';
import { inkOf } from '../text/trim.ts';
import type { Document, LineFeatures, Meta } from '../types.ts';

/** A line as strip rules see it. */
export interface PageLine {
  readonly index: number;
  /** The line, trimmed. */
  readonly text: string;
  /** Match form of `text`, which patterns are matched on: simplified script, letters, digits and punctuation narrowed. Same length as `text`. */
  readonly matchForm: string;
  /** Offset of `text` in the untrimmed line. */
  readonly offset: number;
  /** Offset of `text` in its block. */
  readonly start: number;
  readonly features: LineFeatures;
  /** Whether the line is prose: at least a sentence of running text. */
  readonly prose: boolean;
  /** Whether it is a line of code, which no built-in rule for lines takes. */
  readonly code: boolean;
  /** Present for a line that is taken for mojibake: nobody knows what it says, so that strip leaves it. */
  readonly misread?: true;
}

/** Consecutive lines, and the match form of the text they are cut from. */
export interface PageBlock {
  readonly matchForm: string;
  readonly lines: readonly PageLine[];
}

export interface Page {
  readonly blocks: readonly PageBlock[];
  /** The lines of all blocks, in order. */
  readonly lines: readonly PageLine[];
  readonly meta: readonly Meta[];
  /** True if the lines come from markup, so that their features are meaningful. */
  readonly markup: boolean;
}

const MISREAD = { misread: true } as const;

/** Splits a document into lines with their match forms and features. */
export function pageOf(document: Document, isMisread: (line: string) => boolean = () => false): Page {
  let index = 0;
  const code = listingLines(document);
  const blocks = matchFormsOfLines(document.text).map(({ text, matchForm }): PageBlock => {
    const lines: PageLine[] = [];
    visitLines(text, (first, last) => {
      const features = document.lines[index];
      if (features === undefined) return;
      const [start, end] = inkOf(text, first, last);
      const ink = matchForm.slice(start, end);
      lines.push({
        index,
        text: text.slice(start, end),
        matchForm: ink,
        offset: start - first,
        start,
        features,
        prose: isProse(ink, features.linkLength),
        code: code?.[index] === true,
        ...(isMisread(text.slice(first, last)) && MISREAD),
      });
      index++;
    });
    return { matchForm, lines };
  });
  const lines = blocks.length === 1 ? (blocks[0]?.lines ?? []) : blocks.flatMap((block) => block.lines);
  return { blocks, lines, meta: document.meta, markup: document.steps.some((step) => step.stage === 'read') };
}

/** Length of the line end that is tested, in UTF-16 units: a punctuation mark and up to three closing quotes or brackets. */
const END_UNITS = 4;

function isProse(matchForm: string, linkLength: number): boolean {
  if (matchForm.length < 8 || linkLength * 2 > matchForm.length) return false;
  if (/[。;]/.test(matchForm.charAt(matchForm.length - 1))) return true;
  const ending = matchForm.slice(-END_UNITS);
  if (/[。;][”"’'」』)]{0,3}$/.test(ending)) return true;
  if (matchForm.length >= 40) return /[。!?;]/.test(matchForm);
  return matchForm.length >= 24 && /[,。]/.test(matchForm) && /[!?…][”"’'」』)]{0,3}$/.test(ending);
}
