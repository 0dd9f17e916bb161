import { takeCensus } from './census.ts';
import { countParticles } from './particles.ts';

/** `[start, end)` of a clause, its punctuation included. */
export type Span = readonly [start: number, end: number];

const CLAUSE = /[^\s，。！？；：、「」『』（）《》〈〉【】“”‘’,.!?;:()[\]"'|]+/g;

/**
 * The clauses of `[start, end)` that are Japanese or Korean: those with at least two kana or hangul, one for three Han characters or
 * more. One の in a Chinese clause does not make it Japanese.
 */
export function foreignClauses(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  for (const match of text.slice(start, end).matchAll(CLAUSE)) {
    const from = start + match.index;
    const to = from + match[0].length;
    const { han, kana, hangul } = takeCensus(text, from, to);
    if (kana + hangul > 1 && (kana + hangul) * 3 >= han) spans.push([from, to]);
  }
  return spans;
}

/** Han characters for each kana or hangul up to which a text may be Japanese or Korean: there is more in laws, hardly more in anything. */
const DENSEST = 8;
/** Units of a text that are enough to tell. */
const ENOUGH = 1 << 14;

/**
 * Is `[start, end)` Japanese or Korean? It is if particles hold it together, whatever stands between them (a text of Chinese words
 * in quotation marks, a law); else if more than half of its Han characters are in Japanese or Korean clauses. True also where only
 * kana and hangul are left, and where hangul are two thirds: Korean puts spaces around words, so that a Hanja word is a clause of its own.
 */
export function mostlyForeign(text: string, start: number, end: number): boolean {
  const { han, kana, hangul } = takeCensus(text, start, end);
  if (hangul > 1 && hangul >= 2 * han) return true;
  const dense = han > 0 && kana + hangul > 1 && (kana + hangul) * DENSEST >= han;
  if (dense && hasForeignSentences(text.slice(start, Math.min(end, start + ENOUGH)))) return true;
  const foreign = foreignClauses(text, start, end);
  const inside = foreign.reduce((sum, [from, to]) => sum + takeCensus(text, from, to).han, 0);
  return foreign.length > 0 && inside * 2 >= han;
}

function hasForeignSentences(text: string): boolean {
  const { japanese, korean, chinese } = countParticles(text);
  return Math.max(japanese, korean) > 2 * chinese;
}
