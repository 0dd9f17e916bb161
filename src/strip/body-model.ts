import type { Column, Named } from './body-column.ts';

/** A forest as it is kept: names of features apart by spaces, trees in base64. */
export interface Packed {
  readonly depth: number;
  readonly base: number;
  readonly features: string;
  readonly trees: string;
}

/** Gradient-boosted trees, all complete and of one depth. The sum of one leaf of each is log-odds for a line, a score for a region. */
export interface Forest {
  readonly depth: number;
  readonly base: number;
  readonly features: readonly string[];
  /** Feature, threshold of the inner nodes of all trees, level by level; 255: always to the left. */
  readonly splits: Uint8Array;
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
}

/** Marks a node that does not ask. */
const NONE = 255;

export function unpack({ depth, base, features, trees }: Packed): Forest {
  const bytes = Buffer.from(trees, 'base64');
  const [inner, outer] = [2 ** depth - 1, 2 ** depth];
  const size = inner * 5 + outer * 4;
  const count = bytes.length / size;
  const splits = new Uint8Array(count * inner);
  const thresholds = new Float32Array(count * inner);
  const leaves = new Float32Array(count * outer);
  for (let tree = 0; tree < count; tree++) {
    const at = tree * size;
    for (let i = 0; i < inner; i++) {
      splits[tree * inner + i] = bytes[at + i] ?? NONE;
      thresholds[tree * inner + i] = bytes.readFloatLE(at + inner + i * 4);
    }
    for (let i = 0; i < outer; i++) leaves[tree * outer + i] = bytes.readFloatLE(at + inner * 5 + i * 4);
  }
  return { depth, base, features: features.split(' '), splits, thresholds, leaves };
}

/** The sum of all trees for each row. Throws if a feature the trees ask for is not given: a bug. */
export function sumsOfTrees(forest: Forest, given: readonly Named[]): Column {
  const rows = rowsOf(forest, given);
  const width = forest.features.length;
  return new Float32Array(given[0]?.[1].length ?? 0).map((_, row) => sumOfTrees(forest, rows, row * width));
}

/** The features the trees ask for, row by row: all trees look at one row before the next, which keeps it near. */
function rowsOf({ features }: Forest, given: readonly Named[]): Column {
  const byName = new Map(given);
  const rows = new Float32Array(features.length * (given[0]?.[1].length ?? 0));
  features.forEach((name, feature) => {
    const column = byName.get(name);
    if (column === undefined) throw new Error(`The model asks for a feature ${name} that is not there`);
    for (let row = 0; row < column.length; row++) rows[row * features.length + feature] = column[row] ?? 0;
  });
  return rows;
}

function sumOfTrees({ depth, base, splits, thresholds, leaves }: Forest, rows: Column, at: number): number {
  const inner = 2 ** depth - 1;
  let sum = base;
  for (let start = 0, leaf = 0; start < splits.length; start += inner, leaf += inner + 1) {
    let node = 0;
    while (node < inner) {
      const split = splits[start + node] ?? NONE;
      const right = split !== NONE && (rows[at + split] ?? 0) > (thresholds[start + node] ?? 0);
      node = 2 * node + (right ? 2 : 1);
    }
    sum += leaves[leaf + node - inner] ?? 0;
  }
  return sum;
}
