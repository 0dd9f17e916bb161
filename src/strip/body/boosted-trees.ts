import { zeros } from './column.ts';
import type { Column, Named } from './column.ts';

/** Levels of a tree. All trees have as many: four questions fit one pass over the rows. */
export const LEVELS = 4;
export const LEAVES: number = 1 << LEVELS;

/** A forest as it is kept: names of features apart by spaces, trees in base64. */
export interface Packed {
  readonly base: number;
  readonly features: string;
  readonly trees: string;
}

/** Gradient-boosted trees of which all nodes of a level ask the same. The sum of one leaf of each is log-odds for a line, a score for a region. */
export interface Forest {
  readonly base: number;
  readonly features: readonly string[];
  /** Feature, threshold of the levels of all trees. A row goes right above the threshold; a level that does not ask has that of infinity. */
  readonly splits: Uint8Array;
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
}

/** Marks a level that does not ask, as it is kept. */
export const NONE = 255;

export function unpack({ base, features, trees }: Packed): Forest {
  const bytes = Buffer.from(trees, 'base64');
  const size = LEVELS * 5 + LEAVES * 4;
  const count = bytes.length / size;
  const splits = new Uint8Array(count * LEVELS);
  const thresholds = new Float32Array(count * LEVELS);
  const leaves = new Float32Array(count * LEAVES);
  for (let tree = 0; tree < count; tree++) {
    const at = tree * size;
    for (let i = 0; i < LEVELS; i++) {
      const asks = bytes[at + i] !== NONE;
      splits[tree * LEVELS + i] = asks ? (bytes[at + i] ?? 0) : 0;
      thresholds[tree * LEVELS + i] = asks ? bytes.readFloatLE(at + LEVELS + i * 4) : Infinity;
    }
    for (let i = 0; i < LEAVES; i++) leaves[tree * LEAVES + i] = bytes.readFloatLE(at + LEVELS * 5 + i * 4);
  }
  return { base, features: features.split(' '), splits, thresholds, leaves };
}

/** The sum of all trees for each row from one to another, 0 for the others. Throws if a feature the trees ask for is not given: a bug. */
export function sumsOfTrees(
  forest: Forest,
  given: readonly Named[],
  from = 0,
  to: number = given[0]?.[1].length ?? 0,
): Column {
  const columns = columnsOf(forest, given, from, to);
  const sums = zeros(given[0]?.[1].length ?? 0);
  const asked = sums.subarray(from, to).fill(forest.base);
  for (let tree = 0; tree * LEAVES < forest.leaves.length; tree++) addTree(asked, columns, forest, tree);
  return sums;
}

/** The features the trees ask for, of the rows asked for. */
function columnsOf({ features }: Forest, given: readonly Named[], from: number, to: number): readonly Column[] {
  const byName = new Map(given);
  return features.map((name) => {
    const column = byName.get(name);
    if (column === undefined) throw new Error(`The model asks for a feature ${name} that is not there`);
    return column.subarray(from, to);
  });
}

/** One tree for all rows before the next: a loop that only compares and adds. Comparisons are numbers, not branches: which way a row goes cannot be foreseen, so that a processor that guesses is wrong half the time. */
function addTree(sums: Column, columns: readonly Column[], forest: Forest, tree: number): void {
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
  for (let row = 0; row < sums.length; row++) {
    const leaf =
      8 * Number((a[row] ?? 0) > overA) +
      4 * Number((b[row] ?? 0) > overB) +
      2 * Number((c[row] ?? 0) > overC) +
      Number((d[row] ?? 0) > overD);
    sums[row] = (sums[row] ?? 0) + (leaves[first + leaf] ?? 0);
  }
}
