import type { Column, Named } from './body-column.ts';
import type { Evidence } from './body-evidence.ts';

/** A likely line so few lines behind another is in one block with it. */
const GAP = 3;

/** What the second model of lines is shown besides the features of the first: what the first one said of the lines around, of the block a line stands in and of the page. */
export function secondFeatures({ letters }: Evidence, score: Column): readonly Named[] {
  const chance = score.map((value) => 1 / (1 + Math.exp(-value)));
  const mass = chance.map((value, i) => value * (letters[i] ?? 0));
  const rest = letters.map((value, i) => value - (mass[i] ?? 0));
  return [
    ['first', score],
    ...[-2, -1, 1, 2].map((step): Named => [`first${step}`, score.map((_, i) => score[i + step] ?? -9)]),
    ...[0.7, 0.93].flatMap((fade): readonly Named[] => [
      [`mass<${fade}`, faded(mass, fade)],
      [`mass>${fade}`, faded(mass.toReversed(), fade).reverse()],
      [`rest<${fade}`, faded(rest, fade)],
      [`rest>${fade}`, faded(rest.toReversed(), fade).reverse()],
    ]),
    ...inBlocks(chance, mass, letters),
  ];
}

/** A sum that fades with the distance in lines, as a logarithm; what stands in the line itself is not in it. */
export function faded(values: Column, fade: number): Column {
  let sum = 0;
  return values.map((value) => {
    const before = sum;
    sum = (sum + value) * fade;
    return Math.log2(1 + before);
  });
}

/** Blocks are runs of likely lines with small gaps. */
function inBlocks(chance: Column, mass: Column, letters: Column): readonly Named[] {
  const sums: number[] = [];
  let gap = Infinity;
  const block = Int32Array.from(chance, (value, i) => {
    if (letters[i] === 0) return -1;
    const likely = value > 0.5;
    if (likely && gap > GAP) sums.push(0);
    gap = likely ? 0 : gap + 1;
    if (likely) sums.push((sums.pop() ?? 0) + (mass[i] ?? 0));
    return gap <= GAP ? sums.length - 1 : -1;
  });
  const all = 1 + mass.reduce((sum, value) => sum + value, 0);
  const most = sums.reduce((top, sum) => Math.max(top, sum), 1);
  const main = sums.indexOf(most);
  let [seen, before] = [-1, 0];
  return [
    ['ofMost', Float32Array.from(block, (at) => (sums[at] ?? 0) / most)],
    ['ofAll', Float32Array.from(block, (at) => (sums[at] ?? 0) / all)],
    ['most', new Float32Array(block.length).fill(most / all)],
    ['all', new Float32Array(block.length).fill(Math.log2(all))],
    [
      'fromMost',
      Float32Array.from(block, (at) => {
        seen = Math.max(seen, at);
        return at < 0 ? seen - main + 0.5 : at - main;
      }),
    ],
    ['massPlace', mass.map((value) => ((before += value) - value / 2) / all)],
  ];
}
