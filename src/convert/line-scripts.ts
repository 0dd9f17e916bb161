import { HANGUL, JAPANESE_ONLY, KANA, SIMPLIFIED_ONLY, TRADITIONAL } from '../text/han-classes.ts';
import type { TextContext } from '../types.ts';
import { takeCensus } from './census.ts';
import type { Census } from './census.ts';
import { foreignClauses, mostlyForeign } from './foreign-clauses.ts';
import { looksJapanese, scriptOf } from './language.ts';
import { isVietnamese } from './vietnamese.ts';

/** How a span is converted: as traditional text, as simplified text (only stray traditional characters), or not at all. */
export type Treatment = 'traditional' | 'simplified' | 'keep';

/** Receives the spans of a text in order. */
export interface Visitor {
  /** Handles a span and returns the union of the class bits of its characters. */
  readonly take: (start: number, end: number, treatment: Treatment) => number;
  /** Undoes the last `take`. */
  readonly takeBack: () => void;
}

/** Approximate size, in code units, of the blocks of lines that are tried with the document's treatment first. */
const BLOCK_UNITS = 8192;

/** Passes a text to `visitor` as consecutive spans. Lines without evidence of their own are treated like the document. */
export function visitSpans(
  text: string,
  context: Pick<TextContext, 'from' | 'language' | 'leaves'>,
  visitor: Visitor,
): void {
  const fallback = defaultTreatment(text, context);
  const contrary =
    fallback === 'keep' || context.from !== 'auto'
      ? 0
      : KANA | HANGUL | JAPANESE_ONLY | (fallback === 'traditional' ? SIMPLIFIED_ONLY : TRADITIONAL);
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, Math.min(text.length, start + (context.leaves ? 0 : BLOCK_UNITS)));
    if (context.leaves?.(text.slice(start, end)) === true) visitor.take(start, end, 'keep');
    else if ((visitor.take(start, end, fallback) & contrary) !== 0) {
      visitor.takeBack();
      for (let line = start; line < end; line = lineEnd(text, line))
        visitLine(text, line, lineEnd(text, line), fallback, visitor);
    }
    start = end;
  }
}

/** The treatment of lines without evidence of their own. */
function defaultTreatment(text: string, { from, language }: Pick<TextContext, 'from' | 'language'>): Treatment {
  if (from !== 'auto') return from === 'hant' ? 'traditional' : 'simplified';
  if (language === 'ja' || language === 'ko' || language === 'vi') return 'keep';
  if (language !== 'zh') return language === 'zh-Hant' ? 'traditional' : 'simplified';
  const { traditional, simplified } = takeCensus(text, 0, text.length);
  return traditional > simplified ? 'traditional' : 'simplified';
}

/** The end of the line that contains `at`, including its terminator. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function visitLine(text: string, start: number, end: number, fallback: Treatment, visitor: Visitor): void {
  const census = takeCensus(text, start, end);
  if (isForeign(text, start, end, census)) {
    visitor.take(start, end, 'keep');
    return;
  }
  const treatment = lineTreatment(census, fallback);
  let done = start;
  for (const [from, to] of census.kana + census.hangul > 1 ? foreignClauses(text, start, end) : []) {
    if (from > done) visitor.take(done, from, treatment);
    visitor.take(from, to, 'keep');
    done = to;
  }
  if (done < end) visitor.take(done, end, treatment);
}

/** Whether a line is Japanese, Korean or Vietnamese. */
function isForeign(text: string, start: number, end: number, census: Census): boolean {
  if (census.kana + census.hangul > 1) return mostlyForeign(text, start, end);
  if (census.latin > census.han && isVietnamese(text.slice(start, end), census.latin, census.han)) return true;
  return census.japanese > 0 && looksJapanese(census);
}

/** A line is treated unlike its document only if its evidence is as dense as in running text. */
function lineTreatment(census: Census, fallback: Treatment): Treatment {
  const { han, traditional, simplified } = census;
  const script = scriptOf(census);
  if (script === 'zh-Hant' && traditional > 1 && traditional * 5 >= han) return 'traditional';
  if (script === 'zh-Hans' && simplified * 6 >= han) return 'simplified';
  return fallback === 'traditional' && simplified > traditional ? 'simplified' : fallback;
}
