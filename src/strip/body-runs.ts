import type { Column } from './body-column.ts';
import { emptyRegion } from './body-regions.ts';
import type { Region } from './body-regions.ts';

/** Least chance of a line that a run is made of. */
const LIKELY = 0.4;

/** What an unlikely line between two runs keeps them apart by, besides its letters. */
const APART = 4;

interface Stretch {
  readonly region: Region;
  /** What lies between it and the stretch before. */
  readonly gap: number;
}

/**
 * Stretches of a page without regard to markup: runs of likely lines, the nearest joined first, to longer and longer stretches.
 * The first is the whole page; an outer one comes before those in it. Every gap is looked at twice at most.
 */
export function stretchesOf(chance: Column, letters: Column): readonly Region[] {
  const made: Region[] = [];
  const open: Stretch[] = [];
  let gap = 0;
  chance.forEach((value, i) => {
    if (value < LIKELY) {
      gap += (1 - value) * (APART + (letters[i] ?? 0));
      return;
    }
    const before = open.at(-1);
    if (before?.region.last === i - 1) before.region.last = i;
    else {
      closeUpTo(open, made, gap);
      const region = { ...emptyRegion(0, null), first: i, last: i };
      made.push(region);
      open.push({ region, gap });
    }
    gap = 0;
  });
  closeUpTo(open, made, Infinity);
  const whole = { ...emptyRegion(0, null), first: 0, last: chance.length - 1 };
  return numbered(whole, made);
}

/** Joins stretches that are nearer to each other than `gap`. */
function closeUpTo(open: Stretch[], made: Region[], gap: number): void {
  for (let last = open.at(-1); open.length > 1 && last !== undefined && last.gap <= gap; last = open.at(-1)) {
    open.pop();
    const before = open.pop() ?? last;
    const region = { ...emptyRegion(0, null), first: before.region.first, last: last.region.last };
    before.region.parent = region;
    last.region.parent = region;
    made.push(region);
    open.push({ region, gap: before.gap });
  }
}

/** A joined stretch was made behind its parts; turned round, outer ones come first. */
function numbered(whole: Region, made: readonly Region[]): readonly Region[] {
  const regions = made.toReversed();
  for (const region of regions) region.parent ??= whole;
  return [whole, ...regions];
}
