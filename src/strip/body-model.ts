import { constant, zeros } from './body-column.ts';
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
  /** Feature, threshold of the inner nodes of all trees, level by level. A row goes right above the threshold; a node that does not ask has that of infinity. */
  readonly splits: Uint8Array;
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
}

/** Marks a node that does not ask, as it is kept. */
export const NONE = 255;

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
      const asks = bytes[at + i] !== NONE;
      splits[tree * inner + i] = asks ? (bytes[at + i] ?? 0) : 0;
      thresholds[tree * inner + i] = asks ? bytes.readFloatLE(at + inner + i * 4) : Infinity;
    }
    for (let i = 0; i < outer; i++) leaves[tree * outer + i] = bytes.readFloatLE(at + inner * 5 + i * 4);
  }
  return { depth, base, features: features.split(' '), splits, thresholds, leaves };
}

/** The sum of all trees for each row that is `asked` for, `otherwise` for the others. Throws if a feature the trees ask for is not given: a bug. */
export function sumsOfTrees(
  forest: Forest,
  given: readonly Named[],
  asked: (row: number) => boolean = () => true,
  otherwise = 0,
): Column {
  const sums = constant(given[0]?.[1].length ?? 0, otherwise);
  const rows: number[] = [];
  for (let row = 0; row < sums.length; row++) if (asked(row)) rows.push(row);
  const table = tableOf(forest, given, rows);
  const width = forest.features.length;
  for (let i = 0; i < rows.length; i++) sums[rows[i] ?? 0] = sumOfTrees(forest, table, i * width);
  return sums;
}

/** The features the trees ask for, row by row: all trees look at one row before the next, which keeps it near. */
function tableOf({ features }: Forest, given: readonly Named[], rows: readonly number[]): Column {
  const byName = new Map(given);
  const width = features.length;
  const table = zeros(width * rows.length);
  features.forEach((name, feature) => {
    const column = byName.get(name);
    if (column === undefined) throw new Error(`The model asks for a feature ${name} that is not there`);
    for (let i = 0; i < rows.length; i++) table[i * width + feature] = column[rows[i] ?? 0] ?? 0;
  });
  return table;
}

/** All places are whole numbers: with `2 **` they would be taken for fractions, which doubles the time. */
function sumOfTrees({ depth, base, splits, thresholds, leaves }: Forest, table: Column, row: number): number {
  const inner = (1 << depth) - 1;
  let sum = base;
  for (let start = 0, leaf = 0; start < splits.length; start += inner, leaf += inner + 1) {
    let place = turnAt(splits, thresholds, table, row, start);
    // Four levels, as most trees have, are written out, which halves the time.
    if (depth === 4) {
      place = 2 * place + turnAt(splits, thresholds, table, row, start + 1 + place);
      place = 2 * place + turnAt(splits, thresholds, table, row, start + 3 + place);
      place = 2 * place + turnAt(splits, thresholds, table, row, start + 7 + place);
    } else
      for (let level = 1; level < depth; level++)
        place = 2 * place + turnAt(splits, thresholds, table, row, start + (1 << level) - 1 + place);
    sum += leaves[leaf + place] ?? 0;
  }
  return sum;
}

/** 1 if a row of the table goes right at a node. A number, not a branch: which way it goes cannot be foreseen, so that a processor that guesses is wrong half the time. */
function turnAt(splits: Uint8Array, thresholds: Float32Array, table: Column, row: number, node: number): number {
  return Number((table[row + (splits[node] ?? 0)] ?? 0) > (thresholds[node] ?? 0));
}
