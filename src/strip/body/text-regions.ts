import type { Column } from './column.ts';
import { emptyRegion } from './regions.ts';
import type { Region } from './regions.ts';
import type { Page } from '../page.ts';

/** A likely line so few lines behind another is in one run with it; lines without letters are not counted. */
const GAP = 4;
/** Most runs whose combinations are thought of, those with most mass. */
const RUNS = 10;
/** Share of a line's letters that its mass has to be. */
const LIKELY = 0.4;

/** A run of likely lines, with the index of its first and last. */
interface Run {
  readonly first: number;
  last: number;
  mass: number;
}

/** The regions of a page without markup: the page itself, then each stretch from the beginning of a run of likely lines to the end of that run or of a later one. */
export function stretchesOf(page: Page, mass: Column, letters: Column): readonly Region[] {
  const runs = heaviest(runsOf(mass, letters));
  const whole: Region = { ...emptyRegion(0, null), first: 0, last: page.lines.length - 1 };
  const stretches = runs.flatMap(({ first }, from) =>
    runs.slice(from).map(({ last }, more) => ({ ...emptyRegion(1 + from * RUNS + more, whole), first, last })),
  );
  return [whole, ...stretches];
}

function runsOf(mass: Column, letters: Column): readonly Run[] {
  const runs: Run[] = [];
  let gap = Infinity;
  mass.forEach((value, i) => {
    if (letters[i] === 0) return;
    if (value <= LIKELY * (letters[i] ?? 0)) {
      gap++;
      return;
    }
    const run = runs.at(-1);
    if (run === undefined || gap >= GAP) runs.push({ first: i, last: i, mass: value });
    else {
      run.last = i;
      run.mass += value;
    }
    gap = 0;
  });
  return runs;
}

function heaviest(runs: readonly Run[]): readonly Run[] {
  const least = runs.map((run) => run.mass).sort((a, b) => b - a)[RUNS - 1] ?? 0;
  return runs.filter((run) => run.mass >= least).slice(0, RUNS);
}
