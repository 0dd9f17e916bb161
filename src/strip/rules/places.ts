import type { Place } from './line-rule.ts';
import type { Page } from '../page.ts';

/** Where prose begins and ends on a page, to tell whether a line is in the place of a rule. */
export interface Zones {
  readonly isInPlace: (place: Place, index: number) => boolean;
  /** Index of the first line of prose after the headline, or the number of lines. */
  readonly firstProse: number;
  /** Index of the last line of prose, or -1. */
  readonly lastProse: number;
}

/** Number of non-empty lines before or after the headline that count as its surroundings. */
const HEAD_LINES = 8;
/** Number of non-empty lines below the headline that may name date, source or author without a label. */
const BELOW_LINES = 6;
/** In markup, a line without prose among so many non-empty lines after it is past the body. */
const QUIET_LINES = 4;

/** Zones of a page, given the marked lines and the index of the headline, or null. */
export function zonesOf(page: Page, marks: readonly (string | null)[], headline: number | null): Zones {
  const prose = page.lines.map((line, index) => marks[index] === null && index !== headline && line.prose);
  const first = prose.indexOf(true, headline ?? 0);
  const firstProse = first < 0 ? page.lines.length : first;
  const lastProse = prose.lastIndexOf(true);
  const start = headline ?? 0;
  let rank: readonly number[] | null = null;
  const distanceOf = (index: number): number => ((rank ??= ranks(page))[index] ?? 0) - (rank[start] ?? 0);

  function isHead(index: number): boolean {
    const distance = distanceOf(index);
    if (headline === null) return index < firstProse && distance <= 3 * HEAD_LINES;
    return distance >= -HEAD_LINES && (distance <= HEAD_LINES || index < firstProse) && distance <= 3 * HEAD_LINES;
  }
  function isTail(index: number): boolean {
    if (index > lastProse) return true;
    if (!page.markup || index < firstProse) return false;
    for (let next = index + 1, seen = 0; next < prose.length && seen < QUIET_LINES; next++) {
      if (prose[next]) return false;
      if (page.lines[next]?.text !== '') seen++;
    }
    return true;
  }
  function isBelow(index: number): boolean {
    const distance = distanceOf(index);
    return headline !== null && distance > 0 && distance <= BELOW_LINES && index < firstProse;
  }
  return {
    firstProse,
    lastProse,
    isInPlace: (place, index) => {
      if (place === 'anywhere') return true;
      if (place === 'below-headline') return isBelow(index);
      return (place !== 'tail' && isHead(index)) || (place !== 'head' && isTail(index));
    },
  };
}

/** Index of the first unmarked line of prose, or the number of lines. */
export function firstProseOf({ lines }: Page, marks: readonly (string | null)[]): number {
  const first = lines.findIndex(({ prose }, index) => prose && marks[index] === null);
  return first < 0 ? lines.length : first;
}

/** For each line, the number of non-empty lines before it. */
function ranks(page: Page): readonly number[] {
  let rank = 0;
  return page.lines.map((line) => (line.text === '' ? rank : rank++));
}
