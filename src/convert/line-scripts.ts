import { HANGUL, JAPANESE_ONLY, KANA, SIMPLIFIED_ONLY, TRADITIONAL } from '../text/han-classes.ts';
import type { TextContext } from '../types.ts';
import { takeCensus } from './census.ts';
import type { Census } from './census.ts';
import { foreignClauses, mostlyForeign } from './foreign-clauses.ts';
import { looksJapanese, scriptOf } from './language.ts';
import { isVietnamese } from './vietnamese.ts';

/** What is done with a span: converted as traditional text, converted with care as simplified text, or left alone. */
export type Treatment = 'traditional' | 'simplified' | 'keep';

/** Takes spans of a text in order. */
export interface Visitor {
  /** Returns the classes of the characters in the span, as a sum of bits. */
  readonly take: (start: number, end: number, treatment: Treatment) => number;
  /** Forgets the span taken last. */
  readonly takeBack: () => void;
}

/** Lines are taken in blocks of about so many units, as long as nothing in them speaks against the document's script. */
const BLOCK = 8192;

/** Shows a text to `visitor`, span by span without gaps. A line without evidence of its own is treated as its document. */
export function visitSpans(
  text: string,
  context: Pick<TextContext, 'from' | 'language' | 'leaves'>,
  visitor: Visitor,
): void {
  const usual = usualTreatment(text, context);
  const telling =
    usual === 'keep' || context.from !== 'auto'
      ? 0
      : KANA | HANGUL | JAPANESE_ONLY | (usual === 'traditional' ? SIMPLIFIED_ONLY : TRADITIONAL);
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, Math.min(text.length, start + (context.leaves ? 0 : BLOCK)));
    if (context.leaves?.(text.slice(start, end)) === true) visitor.take(start, end, 'keep');
    else if ((visitor.take(start, end, usual) & telling) !== 0) {
      visitor.takeBack();
      for (let line = start; line < end; line = lineEnd(text, line))
        visitLine(text, line, lineEnd(text, line), usual, visitor);
    }
    start = end;
  }
}

/** How a line without evidence is treated. */
function usualTreatment(text: string, { from, language }: Pick<TextContext, 'from' | 'language'>): Treatment {
  if (from !== 'auto') return from === 'hant' ? 'traditional' : 'simplified';
  if (language === 'ja' || language === 'ko' || language === 'vi') return 'keep';
  if (language !== 'zh') return language === 'zh-Hant' ? 'traditional' : 'simplified';
  const { traditional, simplified } = takeCensus(text, 0, text.length);
  return traditional > simplified ? 'traditional' : 'simplified';
}

/** Where the line that `at` is in ends, with its terminator. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function visitLine(text: string, start: number, end: number, usual: Treatment, visitor: Visitor): void {
  const census = takeCensus(text, start, end);
  if (isForeign(text, start, end, census)) {
    visitor.take(start, end, 'keep');
    return;
  }
  const treatment = lineTreatment(census, usual);
  let done = start;
  for (const [from, to] of census.kana + census.hangul > 1 ? foreignClauses(text, start, end) : []) {
    if (from > done) visitor.take(done, from, treatment);
    visitor.take(from, to, 'keep');
    done = to;
  }
  if (done < end) visitor.take(done, end, treatment);
}

/** Is the line Japanese, Korean or Vietnamese? */
function isForeign(text: string, start: number, end: number, census: Census): boolean {
  if (census.kana + census.hangul > 1) return mostlyForeign(text, start, end);
  if (census.latin > census.han && isVietnamese(text.slice(start, end), census.latin, census.han)) return true;
  return census.japanese > 0 && looksJapanese(census);
}

/** A line goes against its document only where the evidence is as dense as in running text. */
function lineTreatment(census: Census, usual: Treatment): Treatment {
  const { han, traditional, simplified } = census;
  const script = scriptOf(census);
  if (script === 'zh-Hant' && traditional > 1 && traditional * 5 >= han) return 'traditional';
  if (script === 'zh-Hans' && simplified * 6 >= han) return 'simplified';
  return usual === 'traditional' && simplified > traditional ? 'simplified' : usual;
}
