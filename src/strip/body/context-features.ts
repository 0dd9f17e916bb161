import { columnOf, constant, decayedBefore, decayedAfter, shifted, sumOf } from './column.ts';
import type { Column, NamedColumn } from './column.ts';
import type { Evidence } from './evidence.ts';
import { columnsFrom } from './feature.ts';
import type { Feature } from './feature.ts';

/** Maximum number of unlikely lines between two likely lines of one block. */
const MAX_GAP_LINES = 3;

/** What context features follow from: the scores of the first model, and the likely letters of each line and the rest of them. */
interface Context {
  readonly score: Column;
  readonly mass: Column;
  readonly rest: Column;
  readonly blocks: Blocks;
}

/** Runs of likely lines with small gaps. */
interface Blocks {
  /** Block number of each line, -1 for none. */
  readonly own: Int32Array;
  /** Mass of each block. */
  readonly sums: readonly number[];
  /** Mass of the page and 1, mass of the main block, and the number of that. */
  readonly all: number;
  readonly most: number;
  readonly main: number;
}

/** Context features, which the second line model sees besides the features of the first: first-model scores of the surrounding lines, of the line's block and of the page. All, or those that are named. */
export function contextFeatures(
  { letters }: Evidence,
  score: Column,
  names: ReadonlySet<string> | null = null,
): readonly NamedColumn[] {
  const size = score.length;
  const probability = probabilitiesOf(score);
  const mass = columnOf(size, (i) => (probability[i] ?? 0) * (letters[i] ?? 0));
  const rest = columnOf(size, (i) => (letters[i] ?? 0) - (mass[i] ?? 0));
  return columnsFrom(FEATURES, { score, mass, rest, blocks: blocksOf(probability, mass, letters) }, names);
}

/** Converts log-odds to probabilities. */
export function probabilitiesOf(score: Column): Column {
  return columnOf(score.length, (i) => 1 / (1 + Math.exp(-(score[i] ?? 0))));
}

function blocksOf(probability: Column, mass: Column, letters: Column): Blocks {
  const sums: number[] = [];
  const own = new Int32Array(mass.length).fill(-1);
  let gap = Infinity;
  for (let i = 0; i < mass.length; i++) {
    if (letters[i] === 0) continue;
    const likely = (probability[i] ?? 0) > 0.5;
    if (likely && gap > MAX_GAP_LINES) sums.push(0);
    gap = likely ? 0 : gap + 1;
    if (likely) sums.push((sums.pop() ?? 0) + (mass[i] ?? 0));
    if (gap <= MAX_GAP_LINES) own[i] = sums.length - 1;
  }
  const most = sums.reduce((top, sum) => Math.max(top, sum), 1);
  return { own, sums, all: 1 + sumOf(mass), most, main: sums.indexOf(most) };
}

const FEATURES: readonly Feature<Context>[] = [
  ['first', ({ score }) => score],
  ...[-2, -1, 1, 2].map((step): Feature<Context> => [`first${step}`, ({ score }) => shifted(score, step, -9)]),
  ...[0.7, 0.93].flatMap((decay): readonly Feature<Context>[] => [
    [`mass<${decay}`, ({ mass }) => decayedBefore(mass, decay)],
    [`mass>${decay}`, ({ mass }) => decayedAfter(mass, decay)],
    [`rest<${decay}`, ({ rest }) => decayedBefore(rest, decay)],
    [`rest>${decay}`, ({ rest }) => decayedAfter(rest, decay)],
  ]),
  // How much of the likely body the block of a line holds, and its distance from the main block.
  ['ofMost', ({ blocks }) => blockShares(blocks, blocks.most)],
  ['ofAll', ({ blocks }) => blockShares(blocks, blocks.all)],
  ['most', ({ score, blocks: { most, all } }) => constant(score.length, most / all)],
  ['all', ({ score, blocks: { all } }) => constant(score.length, Math.log2(all))],
  ['fromMost', ({ blocks }) => blocksFromMain(blocks)],
  ['massPlace', massPlace],
];

function blockShares({ own, sums }: Blocks, whole: number): Column {
  return columnOf(own.length, (i) => {
    const block = own[i] ?? -1;
    return (block < 0 ? 0 : (sums[block] ?? 0)) / whole;
  });
}

function blocksFromMain({ own, main }: Blocks): Column {
  let seen = -1;
  return columnOf(own.length, (i) => {
    const at = own[i] ?? -1;
    seen = Math.max(seen, at);
    return at < 0 ? seen - main + 0.5 : at - main;
  });
}

function massPlace({ mass, blocks: { all } }: Context): Column {
  let before = 0;
  return columnOf(mass.length, (i) => {
    const value = mass[i] ?? 0;
    return ((before += value) - value / 2) / all;
  });
}
