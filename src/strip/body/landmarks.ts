import { lineRulesThat } from '../rules/index.ts';
import { columnOf, log } from './column.ts';
import type { Column } from './column.ts';
import type { Feature } from './feature.ts';
import type { Region } from './regions.ts';

/** Rules whose lines appear above a body. */
const RULES_ABOVE: ReadonlySet<string> = new Set([
  'title',
  'kicker',
  ...lineRulesThat(({ stands }) => stands === 'above-body'),
]);
/** Rules whose lines appear below a body. */
const RULES_BELOW: ReadonlySet<string> = new Set([
  'disclaimer-heading-block',
  ...lineRulesThat(({ stands }) => stands === 'below-body'),
]);

/** Logarithm of the distance if there is no landmark. */
const NO_LANDMARK_LOG_DISTANCE = 12;

/** Lines matched by rules that indicate where a body begins and ends. */
export interface Landmarks {
  /** For each line, the index of the last landmark up to and including it, or -1; then of the next one from it on, or the number of lines. */
  readonly lastAbove: Int32Array;
  readonly lastBelow: Int32Array;
  readonly nextAbove: Int32Array;
  readonly nextBelow: Int32Array;
  /** Number of landmarks before each line. */
  readonly above: Uint32Array;
  readonly below: Uint32Array;
}

export function landmarksOf(marks: readonly (string | null)[]): Landmarks {
  const above = countsOf(marks, RULES_ABOVE);
  const below = countsOf(marks, RULES_BELOW);
  return {
    lastAbove: lastOf(above),
    lastBelow: lastOf(below),
    nextAbove: nextOf(above),
    nextBelow: nextOf(below),
    above,
    below,
  };
}

function countsOf(marks: readonly (string | null)[], rules: ReadonlySet<string>): Uint32Array {
  const counts = new Uint32Array(marks.length + 1);
  let count = 0;
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i] ?? null;
    if (mark !== null && rules.has(mark)) count++;
    counts[i + 1] = count;
  }
  return counts;
}

function lastOf(counts: Uint32Array): Int32Array {
  const lasts = new Int32Array(counts.length - 1);
  let last = -1;
  for (let i = 0; i < lasts.length; i++) {
    if (counts[i + 1] !== counts[i]) last = i;
    lasts[i] = last;
  }
  return lasts;
}

function nextOf(counts: Uint32Array): Int32Array {
  const nexts = new Int32Array(counts.length - 1);
  let next = nexts.length;
  for (let i = nexts.length - 1; i >= 0; i--) {
    if (counts[i + 1] !== counts[i]) next = i;
    nexts[i] = next;
  }
  return nexts;
}

/** Landmark features of each line: distances and counts. */
export const LANDMARKS: readonly Feature<{ readonly landmarks: Landmarks }>[] = [
  ['sinceAbove', ({ landmarks }) => since(landmarks.lastAbove)],
  ['sinceBelow', ({ landmarks }) => since(landmarks.lastBelow)],
  ['untilAbove', ({ landmarks }) => until(landmarks.nextAbove)],
  ['untilBelow', ({ landmarks }) => until(landmarks.nextBelow)],
  ['aboveBefore', ({ landmarks }) => before(landmarks.above)],
  ['belowBefore', ({ landmarks }) => before(landmarks.below)],
  [
    'turn',
    ({ landmarks: { lastAbove, lastBelow } }) =>
      columnOf(lastAbove.length, (i) => {
        const [a, b] = [lastAbove[i] ?? -1, lastBelow[i] ?? -1];
        return a < 0 && b < 0 ? 0 : a > b ? 1 : -1;
      }),
  ],
];

function since(last: Int32Array): Column {
  return columnOf(last.length, (i) => {
    const at = last[i] ?? -1;
    return at < 0 ? NO_LANDMARK_LOG_DISTANCE : log(i - at);
  });
}

function until(next: Int32Array): Column {
  const size = next.length;
  return columnOf(size, (i) => {
    const at = next[i] ?? size;
    return at >= size ? NO_LANDMARK_LOG_DISTANCE : log(at - i);
  });
}

function before(counts: Uint32Array): Column {
  return columnOf(counts.length - 1, (i) => log(counts[i] ?? 0));
}

/** Landmark features of a region whose likely lines run from `first` to `last`. */
export function regionLandmarkFeatures(
  { first, last }: Pick<Region, 'first' | 'last'>,
  { lastAbove, lastBelow, nextAbove, nextBelow, above, below }: Landmarks,
): readonly (readonly [name: string, value: number])[] {
  const size = lastAbove.length;
  const distance = (from: number, to: number, missing: boolean): number =>
    missing ? NO_LANDMARK_LOG_DISTANCE : log(Math.abs(to - from));
  const count = (counts: Uint32Array, from: number, to: number): number => log((counts[to] ?? 0) - (counts[from] ?? 0));
  const [a, b, c, d] = [
    lastAbove[first] ?? -1,
    lastBelow[first] ?? -1,
    nextAbove[last] ?? size,
    nextBelow[last] ?? size,
  ];
  return [
    ['sinceAbove', distance(first, a, a < 0)],
    ['sinceBelow', distance(first, b, b < 0)],
    ['untilAbove', distance(last, c, c >= size)],
    ['untilBelow', distance(last, d, d >= size)],
    ['aboveBefore', count(above, 0, first)],
    ['belowBefore', count(below, 0, first)],
    ['aboveInside', count(above, first, last + 1)],
    ['belowInside', count(below, first, last + 1)],
    ['belowBehind', count(below, last + 1, size)],
  ];
}
