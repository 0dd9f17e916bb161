import { columnOf, constant, decayedBefore, decayedAfter, shifted, sumOf } from './column.ts';
import type { Column, NamedColumn } from './column.ts';
import type { Evidence } from './evidence.ts';

/** Maximum number of unlikely lines between two likely lines of one block. */
const MAX_GAP_LINES = 3;

/** Context features, which the second line model sees besides the features of the first: first-model scores of the surrounding lines, of the line's block and of the page. */
export function contextFeatures({ letters }: Evidence, score: Column): readonly NamedColumn[] {
  const size = score.length;
  const probability = probabilitiesOf(score);
  const mass = columnOf(size, (i) => (probability[i] ?? 0) * (letters[i] ?? 0));
  const rest = columnOf(size, (i) => (letters[i] ?? 0) - (mass[i] ?? 0));
  return [
    ['first', score],
    ...[-2, -1, 1, 2].map((step): NamedColumn => [`first${step}`, shifted(score, step, -9)]),
    ...[0.7, 0.93].flatMap((decay): readonly NamedColumn[] => [
      [`mass<${decay}`, decayedBefore(mass, decay)],
      [`mass>${decay}`, decayedAfter(mass, decay)],
      [`rest<${decay}`, decayedBefore(rest, decay)],
      [`rest>${decay}`, decayedAfter(rest, decay)],
    ]),
    ...inBlocks(probability, mass, letters),
  ];
}

/** Converts log-odds to probabilities. */
export function probabilitiesOf(score: Column): Column {
  return columnOf(score.length, (i) => 1 / (1 + Math.exp(-(score[i] ?? 0))));
}

/** Blocks are runs of likely lines with small gaps. Returns the block number of each line, -1 for none, and the mass of each block. */
function blocksOf(probability: Column, mass: Column, letters: Column): { block: Int32Array; sums: readonly number[] } {
  const sums: number[] = [];
  const block = new Int32Array(mass.length).fill(-1);
  let gap = Infinity;
  for (let i = 0; i < mass.length; i++) {
    if (letters[i] === 0) continue;
    const likely = (probability[i] ?? 0) > 0.5;
    if (likely && gap > MAX_GAP_LINES) sums.push(0);
    gap = likely ? 0 : gap + 1;
    if (likely) sums.push((sums.pop() ?? 0) + (mass[i] ?? 0));
    if (gap <= MAX_GAP_LINES) block[i] = sums.length - 1;
  }
  return { block, sums };
}

/** Features of each line's block: how much of the likely body it holds, and its distance from the main block. */
function inBlocks(probability: Column, mass: Column, letters: Column): readonly NamedColumn[] {
  const size = mass.length;
  const { block, sums } = blocksOf(probability, mass, letters);
  const all = 1 + sumOf(mass);
  const most = sums.reduce((top, sum) => Math.max(top, sum), 1);
  const main = sums.indexOf(most);
  const sumAt = (at: number): number => (at < 0 ? 0 : (sums[at] ?? 0));
  const share = (whole: number): Column => columnOf(size, (i) => sumAt(block[i] ?? -1) / whole);
  let [seen, before] = [-1, 0];
  return [
    ['ofMost', share(most)],
    ['ofAll', share(all)],
    ['most', constant(size, most / all)],
    ['all', constant(size, Math.log2(all))],
    [
      'fromMost',
      columnOf(size, (i) => {
        const at = block[i] ?? -1;
        seen = Math.max(seen, at);
        return at < 0 ? seen - main + 0.5 : at - main;
      }),
    ],
    [
      'massPlace',
      columnOf(size, (i) => {
        const value = mass[i] ?? 0;
        return ((before += value) - value / 2) / all;
      }),
    ],
  ];
}
