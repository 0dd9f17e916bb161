import type { Place } from './line-rule.ts';
import type { Page } from '../page.ts';

/** Where prose begins and ends on a page, so that a rule can ask whether a line stands before or after it. */
export interface Zones {
  readonly stands: (place: Place, index: number) => boolean;
  /** Index of the first line of prose after the headline, or the number of lines. */
  readonly firstProse: number;
  /** Index of the last line of prose, or -1. */
  readonly lastProse: number;
}

/** How many lines before or after the headline still belong to it. */
const REACH = 8;
/** How many lines below the headline may tell of it without a label. */
const BELOW = 6;
/** In markup, a line with no prose among the next few has the body behind it. */
const QUIET = 4;

/** Zones of a page, given which lines are taken out already and where the headline stands. */
export function zonesOf(page: Page, marks: readonly (string | null)[], headline: number | null): Zones {
  const prose = page.lines.map((line, index) => marks[index] === null && index !== headline && line.prose);
  const first = prose.indexOf(true, headline ?? 0);
  const firstProse = first < 0 ? page.lines.length : first;
  const lastProse = prose.lastIndexOf(true);
  const rank = ranks(page);
  const start = headline ?? 0;

  function isHead(index: number): boolean {
    const distance = (rank[index] ?? 0) - (rank[start] ?? 0);
    if (headline === null) return index < firstProse && distance <= 3 * REACH;
    return distance >= -REACH && (distance <= REACH || index < firstProse) && distance <= 3 * REACH;
  }
  function isTail(index: number): boolean {
    if (index > lastProse) return true;
    if (!page.markup || index < firstProse) return false;
    for (let next = index + 1, seen = 0; next < prose.length && seen < QUIET; next++) {
      if (prose[next]) return false;
      if (page.lines[next]?.text !== '') seen++;
    }
    return true;
  }
  function isBelow(index: number): boolean {
    const distance = (rank[index] ?? 0) - (rank[start] ?? 0);
    return headline !== null && distance > 0 && distance <= BELOW && index < firstProse;
  }
  return {
    firstProse,
    lastProse,
    stands: (place, index) => {
      if (place === 'anywhere') return true;
      if (place === 'below-headline') return isBelow(index);
      return (place !== 'tail' && isHead(index)) || (place !== 'head' && isTail(index));
    },
  };
}

/** Index of the first line of prose that no rule takes, or the number of lines. */
export function firstProseOf({ lines }: Page, marks: readonly (string | null)[]): number {
  const first = lines.findIndex(({ prose }, index) => prose && marks[index] === null);
  return first < 0 ? lines.length : first;
}

/** For each line, how many lines with text stand before it. */
function ranks(page: Page): readonly number[] {
  let rank = 0;
  return page.lines.map((line) => (line.text === '' ? rank : rank++));
}
