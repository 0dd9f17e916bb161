import { takeCensus } from './census.ts';
import { countParticles } from './particles.ts';

/** `[start, end)` of a clause, without the punctuation around it. */
export type Span = readonly [start: number, end: number];

const CLAUSE = /[^\s，。！？；：、「」『』（）《》〈〉【】“”‘’,.!?;:()[\]"'|]+/g;

/**
 * The Japanese or Korean clauses in `[start, end)`: those with at least two kana or hangul, and at least one for every three Han
 * characters. A single の does not make a Chinese clause Japanese.
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

/** Most Han characters per kana or hangul in Japanese or Korean text; laws come close to it. */
const MAX_HAN_PER_PHONETIC = 8;
/** Number of code units in which particles are counted. */
const PARTICLE_SAMPLE_UNITS = 1 << 14;

/**
 * Whether `[start, end)` is Japanese or Korean: its sentences use Japanese or Korean particles, however many Han characters stand
 * between them (quoted Chinese, a law), or at least half of its Han characters are in Japanese or Korean clauses. Two thirds of
 * hangul also suffice: Korean separates words by spaces, which makes a hanja word a clause of its own.
 */
export function mostlyForeign(text: string, start: number, end: number): boolean {
  const { han, kana, hangul } = takeCensus(text, start, end);
  if (hangul > 1 && hangul >= 2 * han) return true;
  const dense = han > 0 && kana + hangul > 1 && (kana + hangul) * MAX_HAN_PER_PHONETIC >= han;
  if (dense && hasForeignSentences(text.slice(start, Math.min(end, start + PARTICLE_SAMPLE_UNITS)))) return true;
  const foreign = foreignClauses(text, start, end);
  const inside = foreign.reduce((sum, [from, to]) => sum + takeCensus(text, from, to).han, 0);
  return foreign.length > 0 && inside * 2 >= han;
}

function hasForeignSentences(text: string): boolean {
  const { japanese, korean, chinese } = countParticles(text);
  return Math.max(japanese, korean) > 2 * chinese;
}
