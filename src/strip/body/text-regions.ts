import type { Column } from './column.ts';
import { isBulleted } from './lists-in-text.ts';
import { emptyRegion } from './regions.ts';
import type { Region } from './regions.ts';
import type { Page } from '../page.ts';

/** Number of unlikely lines that separates two runs; lines without letters and items of lists are not counted. */
const RUN_GAP_LINES = 4;
/** Maximum number of runs that are combined; those with most mass are. */
const MAX_RUNS = 10;
/** A line is likely if its mass exceeds this share of its letters. */
const MIN_LIKELY_SHARE = 0.4;

/** A run of likely lines, with the indices of the first and the last. */
interface Run {
  readonly first: number;
  last: number;
  mass: number;
}

/** The regions of a page without markup: the whole page, then each span from the start of a run of likely lines to the end of that run or of a later one. */
export function spansOf(page: Page, mass: Column, letters: Column): readonly Region[] {
  const isItem = (line: number): boolean => isBulleted(page.lines[line] ?? { text: '' });
  const runs = heaviest(runsOf(mass, letters, isItem));
  const whole: Region = { ...emptyRegion(0, null), first: 0, last: page.lines.length - 1 };
  const spans = runs.flatMap(({ first }, from) =>
    runs.slice(from).map(({ last }, more) => ({ ...emptyRegion(1 + from * MAX_RUNS + more, whole), first, last })),
  );
  return [whole, ...spans];
}

function runsOf(mass: Column, letters: Column, isItem: (line: number) => boolean): readonly Run[] {
  const runs: Run[] = [];
  let gap = Infinity;
  mass.forEach((value, i) => {
    if (letters[i] === 0) return;
    if (value <= MIN_LIKELY_SHARE * (letters[i] ?? 0)) {
      if (!isItem(i)) gap++;
      return;
    }
    const run = runs.at(-1);
    if (run === undefined || gap >= RUN_GAP_LINES) runs.push({ first: i, last: i, mass: value });
    else {
      run.last = i;
      run.mass += value;
    }
    gap = 0;
  });
  return runs;
}

function heaviest(runs: readonly Run[]): readonly Run[] {
  const least = runs.map((run) => run.mass).sort((a, b) => b - a)[MAX_RUNS - 1] ?? 0;
  return runs.filter((run) => run.mass >= least).slice(0, MAX_RUNS);
}
