import { columnOf, constant, fadedBefore, fadedBehind, shifted, sumOf } from './column.ts';
import type { Column, Named } from './column.ts';
import type { Evidence } from './evidence.ts';

/** A likely line so few lines behind another is in one block with it. */
const GAP = 3;

/** What the second model of lines is shown besides the features of the first: what the first one said of the lines around, of the block a line stands in and of the page. */
export function secondFeatures({ letters }: Evidence, score: Column): readonly Named[] {
  const size = score.length;
  const chance = chancesOf(score);
  const mass = columnOf(size, (i) => (chance[i] ?? 0) * (letters[i] ?? 0));
  const rest = columnOf(size, (i) => (letters[i] ?? 0) - (mass[i] ?? 0));
  return [
    ['first', score],
    ...[-2, -1, 1, 2].map((step): Named => [`first${step}`, shifted(score, step, -9)]),
    ...[0.7, 0.93].flatMap((fade): readonly Named[] => [
      [`mass<${fade}`, fadedBefore(mass, fade)],
      [`mass>${fade}`, fadedBehind(mass, fade)],
      [`rest<${fade}`, fadedBefore(rest, fade)],
      [`rest>${fade}`, fadedBehind(rest, fade)],
    ]),
    ...inBlocks(chance, mass, letters),
  ];
}

/** Log-odds as chances. */
export function chancesOf(score: Column): Column {
  return columnOf(score.length, (i) => 1 / (1 + Math.exp(-(score[i] ?? 0))));
}

/** Blocks are runs of likely lines with small gaps: the number of the block each line stands in, -1 for none, and the mass of each block. */
function blocksOf(chance: Column, mass: Column, letters: Column): { block: Int32Array; sums: readonly number[] } {
  const sums: number[] = [];
  const block = new Int32Array(mass.length).fill(-1);
  let gap = Infinity;
  for (let i = 0; i < mass.length; i++) {
    if (letters[i] === 0) continue;
    const likely = (chance[i] ?? 0) > 0.5;
    if (likely && gap > GAP) sums.push(0);
    gap = likely ? 0 : gap + 1;
    if (likely) sums.push((sums.pop() ?? 0) + (mass[i] ?? 0));
    if (gap <= GAP) block[i] = sums.length - 1;
  }
  return { block, sums };
}

/** How much of the body the block holds in which a line stands. */
function inBlocks(chance: Column, mass: Column, letters: Column): readonly Named[] {
  const size = mass.length;
  const { block, sums } = blocksOf(chance, mass, letters);
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
