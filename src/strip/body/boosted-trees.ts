import { zeros } from './column.ts';
import type { Column, NamedColumn } from './column.ts';

/** Depth of every tree: four comparisons fit one pass over the rows. */
export const LEVELS = 4;
export const LEAVES: number = 1 << LEVELS;

/** Serialized forest: feature names separated by spaces, trees in base64. */
export interface PackedForest {
  readonly base: number;
  readonly features: string;
  readonly trees: string;
}

/** Gradient-boosted oblivious trees: all nodes of a level share one split. The sum of one leaf per tree is the log-odds of a line or the score of a region. */
export interface Forest {
  readonly base: number;
  readonly features: readonly string[];
  /** Feature index and threshold of each level, tree by tree. A row goes right if its value exceeds the threshold; an unused level has threshold Infinity. */
  readonly splits: Uint8Array;
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
}

/** Feature index of an unused level in serialized form. */
export const UNUSED_LEVEL = 255;

export function unpack({ base, features, trees }: PackedForest): Forest {
  const bytes = Buffer.from(trees, 'base64');
  const size = LEVELS * 5 + LEAVES * 4;
  const count = bytes.length / size;
  const splits = new Uint8Array(count * LEVELS);
  const thresholds = new Float32Array(count * LEVELS);
  const leaves = new Float32Array(count * LEAVES);
  for (let tree = 0; tree < count; tree++) {
    const at = tree * size;
    for (let i = 0; i < LEVELS; i++) {
      const isUsed = bytes[at + i] !== UNUSED_LEVEL;
      splits[tree * LEVELS + i] = isUsed ? (bytes[at + i] ?? 0) : 0;
      thresholds[tree * LEVELS + i] = isUsed ? bytes.readFloatLE(at + LEVELS + i * 4) : Infinity;
    }
    for (let i = 0; i < LEAVES; i++) leaves[tree * LEAVES + i] = bytes.readFloatLE(at + LEVELS * 5 + i * 4);
  }
  return { base, features: features.split(' '), splits, thresholds, leaves };
}

/** Sums all trees for the given rows, by default all; other rows are 0. Throws an Error if a feature of the forest is not given, which is a bug. */
export function sumsOfTrees(
  forest: Forest,
  given: readonly NamedColumn[],
  rows: Uint32Array = rowsThat(given[0]?.[1].length ?? 0, () => true),
): Column {
  const columns = columnsOf(forest, given);
  const sums = zeros(given[0]?.[1].length ?? 0);
  for (const row of rows) sums[row] = forest.base;
  for (let tree = 0; tree * LEAVES < forest.leaves.length; tree++) addTree(sums, rows, columns, forest, tree);
  return sums;
}

/** The rows, of `size`, that are so. */
export function rowsThat(size: number, isSo: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(size);
  let count = 0;
  for (let row = 0; row < size; row++) if (isSo(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The columns of the forest's features. */
function columnsOf({ features }: Forest, given: readonly NamedColumn[]): readonly Column[] {
  const byName = new Map(given);
  return features.map((name) => {
    const column = byName.get(name);
    if (column === undefined) throw new Error(`The model asks for a feature ${name} that is not there`);
    return column;
  });
}

/** Adds one tree to all rows before the next, so that the loop only compares and adds. Comparisons are numbers, not branches, because these branches are unpredictable and the CPU would mispredict half of them. */
function addTree(sums: Column, rows: Uint32Array, columns: readonly Column[], forest: Forest, tree: number): void {
  const { splits, thresholds, leaves } = forest;
  const [level, first] = [tree * LEVELS, tree * LEAVES];
  const a = columns[splits[level] ?? 0] ?? sums;
  const b = columns[splits[level + 1] ?? 0] ?? sums;
  const c = columns[splits[level + 2] ?? 0] ?? sums;
  const d = columns[splits[level + 3] ?? 0] ?? sums;
  const overA = thresholds[level] ?? 0;
  const overB = thresholds[level + 1] ?? 0;
  const overC = thresholds[level + 2] ?? 0;
  const overD = thresholds[level + 3] ?? 0;
  const { length } = rows; // An iterator would take half as long again.
  for (let i = 0; i < length; i++) {
    const row = rows[i] ?? 0;
    const leaf =
      8 * Number((a[row] ?? 0) > overA) +
      4 * Number((b[row] ?? 0) > overB) +
      2 * Number((c[row] ?? 0) > overC) +
      Number((d[row] ?? 0) > overD);
    sums[row] = (sums[row] ?? 0) + (leaves[first + leaf] ?? 0);
  }
}
