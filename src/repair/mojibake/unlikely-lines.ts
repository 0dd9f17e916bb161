import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { remembering } from '../../text/memoize-last.ts';
import { isRare, KANA, LOST, mostOf, RARE, surveyOf, traitsOfUnits, TWICE } from './survey.ts';

/** Where a line starts and ends, without its terminator, and whether rare characters are no exception in it. */
export interface UnlikelyLine {
  readonly start: number;
  readonly end: number;
  readonly rare: boolean;
}

/** A character that costs this is in no Japanese text. */
const UNKNOWN = 17 * BIT;
/** Of Japanese that was misread, with the same kana, at least one character in so many. */
const CHARS_PER_UNKNOWN = 24;
/** What Japanese or Korean becomes in code page 932. */
const LEAST_HALF_WIDTH = 6;
/** Han characters, kana and hangul stand behind the radicals. */
const EAST_ASIAN = 0x2e80;
const CHARS_PER_EAST_ASIAN = 3;

/**
 * The lines of a text in which rare characters are no exception, whose characters are unlikely in each language, or are all Latin-1 misread twice:
 * one in 50 clean lines. Terminators are line feeds.
 */
export const unlikelyLines: (text: string) => readonly UnlikelyLine[] = remembering((text) => {
  const found: UnlikelyLine[] = [];
  for (const [start, end] of surveyOf(text).lines) {
    const kind = kindOf(text, start, end);
    if (kind !== 'likely') found.push({ start, end, rare: kind === 'rare' });
  }
  return found;
});

/** Whether a piece of a line alone is unlikely. */
export function isUnlikely(piece: string): boolean {
  return kindOf(piece, 0, piece.length) !== 'likely';
}

type Kind = 'likely' | 'unlikely' | 'rare';

function kindOf(text: string, start: number, end: number): Kind {
  const traits = traitsOfUnits('hans');
  let [count, rare, twice, eastAsian, kana, halfWidth] = [0, 0, 0, 0, 0, 0];
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80 || unit === LOST) continue;
    const trait = traits[unit] ?? 0;
    count++;
    if (trait & RARE) rare++;
    if (trait & TWICE) twice++;
    if (unit >= EAST_ASIAN) eastAsian++;
    if (trait & KANA) kana++;
    if (unit > 0xff60 && unit < 0xffa0) halfWidth++;
  }
  if (count < 2) return 'likely';
  if (twice === count || isRare(rare, count)) return 'rare';
  if (eastAsian < 2 || count > CHARS_PER_EAST_ASIAN * eastAsian) return 'likely';
  if (halfWidth >= LEAST_HALF_WIDTH && 2 * halfWidth >= count) return 'unlikely';
  if (kana > 2 && CHARS_PER_UNKNOWN * countUnknown(text, start, end) >= count) return 'unlikely';
  const most = mostOf(count);
  const isLikely = SCRIPTS.some((script) => costAs(script, text, start, end) < most);
  return isLikely ? 'likely' : 'unlikely';
}

const SCRIPTS = ['hans', 'hant', 'ja', 'ko'] as const;

function costAs(script: Script, text: string, start: number, end: number): number {
  const costs = characterCosts(script);
  let cost = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 && unit !== LOST) cost += costs[unit] ?? 0;
  }
  return cost;
}

function countUnknown(text: string, start: number, end: number): number {
  const costs = characterCosts('ja');
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 && unit !== LOST && (costs[unit] ?? 0) >= UNKNOWN) count++;
  }
  return count;
}
