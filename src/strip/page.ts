import { visitLines } from '../text/lines.ts';
import { shadowsOfLines } from '../text/match-form.ts';
import { inkOf } from '../text/trim.ts';
import type { Document, LineFeatures, Meta } from '../types.ts';

/** A line as strip's rules see it. */
export interface PageLine {
  readonly index: number;
  /** As it stands, without white space at its ends. */
  readonly text: string;
  /** What rules match on: simplified script, full-width Latin letters, digits and punctuation folded. Same length as `text`. */
  readonly shadow: string;
  /** Offset of `text` in the untrimmed line. */
  readonly offset: number;
  /** Offset of `text` in its block. */
  readonly start: number;
  readonly features: LineFeatures;
  /** Whether it is a sentence or more of running text. */
  readonly prose: boolean;
}

/** Lines one after the other, and their shadows with what stands between them. */
export interface PageBlock {
  readonly shadow: string;
  readonly lines: readonly PageLine[];
}

export interface Page {
  readonly blocks: readonly PageBlock[];
  /** Those of all blocks. */
  readonly lines: readonly PageLine[];
  readonly meta: readonly Meta[];
  /** True if the lines come from markup, so that their features say something. */
  readonly markup: boolean;
}

/** A document as a page of lines. */
export function pageOf(document: Document): Page {
  let index = 0;
  const blocks = shadowsOfLines(document.text).map(({ text, shadow }): PageBlock => {
    const lines: PageLine[] = [];
    visitLines(text, (first, last) => {
      const features = document.lines[index];
      if (features !== undefined) lines.push(lineOf(text, shadow, first, last, index++, features));
    });
    return { shadow, lines };
  });
  const lines = blocks.length === 1 ? (blocks[0]?.lines ?? []) : blocks.flatMap((block) => block.lines);
  return { blocks, lines, meta: document.meta, markup: document.steps.some((step) => step.stage === 'read') };
}

function lineOf(
  text: string,
  shadow: string,
  first: number,
  last: number,
  index: number,
  features: LineFeatures,
): PageLine {
  const [start, end] = inkOf(text, first, last);
  const ink = shadow.slice(start, end);
  const prose = isProse(ink, features.linkLength);
  return { index, text: text.slice(start, end), shadow: ink, offset: start - first, start, features, prose };
}

/** Quotation marks and brackets that close behind a mark, and the mark. */
const ENDING = 4;

function isProse(shadow: string, linkLength: number): boolean {
  if (shadow.length < 8 || linkLength * 2 > shadow.length) return false;
  if (/[。;]/.test(shadow.charAt(shadow.length - 1))) return true;
  const ending = shadow.slice(-ENDING);
  if (/[。;][”"’'」』)]{0,3}$/.test(ending)) return true;
  if (shadow.length >= 40) return /[。!?;]/.test(shadow);
  return shadow.length >= 24 && /[,。]/.test(shadow) && /[!?…][”"’'」』)]{0,3}$/.test(ending);
}
