import type { Column, NamedColumn } from '../strip/body/column.ts';
import { LEAVES, LEVELS } from '../strip/body/boosted-trees.ts';
import type { Forest } from '../strip/body/boosted-trees.ts';

/** Training data. */
export interface Rows {
  readonly columns: readonly NamedColumn[];
  /** Index of the page of each row. */
  readonly page: Uint32Array;
  /** Number of pages. */
  readonly pages: number;
}

/** Writes the first and second derivatives of the loss for each row at the given sums. */
export type Gradient = (sums: Column, first: Column, second: Column) => void;

/** Hyperparameters. */
export interface Settings {
  readonly trees: number;
  /** Learning rate. */
  readonly rate: number;
  /** L2 regularization of leaf values. */
  readonly lambda: number;
  /** Smallest sum of second derivatives on each side of a split. */
  readonly least: number;
  /** Share of the features that each tree may use. */
  readonly features: number;
  /** Share of the pages that each tree is grown on. */
  readonly share: number;
  readonly seed: number;
}

/** Bins per feature, one more than the thresholds tried. */
const BINS = 64;
/** Feature index of a level without a split. */
const NO_FEATURE = -1;
/** Smallest gain of a split. */
const MIN_GAIN = 1e-6;

/**
 * Gradient boosting on binned features, with features and pages subsampled for each tree. Trees are oblivious, as in CatBoost: all
 * nodes of a level share one split, so a tree is evaluated for all rows in one pass.
 */
export function boost(rows: Rows, gradient: Gradient, base: number, settings: Settings): Forest {
  const count = rows.page.length;
  const edges = rows.columns.map(([, column]) => binEdges(column));
  const binned = rows.columns.map(([, column], f) => binnedBy(column, edges[f] ?? []));
  const random = generator(settings.seed);
  const sums = new Float32Array(count).fill(base);
  const slopes = { first: new Float32Array(count), second: new Float32Array(count) };
  const forest = emptyForest(rows, settings, base);
  for (let tree = 0; tree < settings.trees; tree++) {
    gradient(sums, slopes.first, slopes.second);
    const features = subsample(rows.columns.length, settings.features, random);
    const pageDrawn = Uint8Array.from({ length: rows.pages }, () => (random() < settings.share ? 1 : 0));
    const sample = rows.page.map((_, row) => row).filter((row) => pageDrawn[rows.page[row] ?? 0] === 1);
    const place = new Uint8Array(count);
    const splits = grow({ binned, ...slopes, sample, features, place }, settings);
    const leaves = leavesOf({ ...slopes, sample, place }, settings);
    write(forest, tree, splits, leaves, edges);
    for (let row = 0; row < count; row++) sums[row] = (sums[row] ?? 0) + (leaves[place[row] ?? 0] ?? 0);
  }
  return forest;
}

/** Data that one tree is grown from. */
interface TreeData {
  readonly binned: readonly Uint8Array[];
  readonly first: Column;
  readonly second: Column;
  /** Rows and features that the tree may use. */
  readonly sample: Uint32Array;
  readonly features: readonly number[];
  /** Node of each row in the current level; finally its leaf. */
  readonly place: Uint8Array;
}

interface Split {
  gain: number;
  feature: number;
  /** Rows in a higher bin go right. */
  bin: number;
}

/** Grows a tree and returns the split of each level. */
function grow(data: TreeData, settings: Settings): readonly Split[] {
  const splits: Split[] = [];
  const { place, binned } = data;
  for (let level = 0; level < LEVELS; level++) {
    const best = bestSplit(data, 2 ** level, settings);
    const bins = binned[best.feature];
    splits.push(best);
    for (let row = 0; row < place.length; row++)
      place[row] = 2 * (place[row] ?? 0) + ((bins?.[row] ?? 0) > best.bin ? 1 : 0);
  }
  return splits;
}

function bestSplit(data: TreeData, nodes: number, settings: Settings): Split {
  const { binned, first, second, sample, features, place } = data;
  const best: Split = { gain: MIN_GAIN, feature: NO_FEATURE, bin: 0 };
  const g = new Float64Array(nodes * BINS);
  const h = new Float64Array(nodes * BINS);
  for (const feature of features) {
    const bins = binned[feature] ?? new Uint8Array();
    g.fill(0);
    h.fill(0);
    for (const row of sample) {
      const at = (place[row] ?? 0) * BINS + (bins[row] ?? 0);
      g[at] = (g[at] ?? 0) + (first[row] ?? 0);
      h[at] = (h[at] ?? 0) + (second[row] ?? 0);
    }
    const gains = new Float64Array(BINS - 1);
    for (let from = 0; from < g.length; from += BINS)
      addGains(gains, g.subarray(from, from + BINS), h.subarray(from, from + BINS), settings);
    gains.forEach((gain, bin) => {
      if (gain > best.gain) [best.gain, best.feature, best.bin] = [gain, feature, bin];
    });
  }
  return best;
}

/** Adds the gain of each threshold of a feature in one node. */
function addGains(gains: Float64Array, g: Float64Array, h: Float64Array, { lambda, least }: Settings): void {
  const allG = g.reduce((sum, value) => sum + value, 0);
  const allH = h.reduce((sum, value) => sum + value, 0);
  const whole = (allG * allG) / (allH + lambda);
  let [leftG, leftH] = [0, 0];
  for (let bin = 0; bin < BINS - 1; bin++) {
    leftG += g[bin] ?? 0;
    leftH += h[bin] ?? 0;
    const [rightG, rightH] = [allG - leftG, allH - leftH];
    if (leftH < least || rightH < least) continue;
    const gain = (leftG * leftG) / (leftH + lambda) + (rightG * rightG) / (rightH + lambda) - whole;
    gains[bin] = (gains[bin] ?? 0) + gain;
  }
}

function leavesOf(
  { first, second, sample, place }: Pick<TreeData, 'first' | 'second' | 'sample' | 'place'>,
  { rate, lambda }: Settings,
): Float32Array {
  const g = new Float64Array(LEAVES);
  const h = new Float64Array(LEAVES);
  for (const row of sample) {
    const leaf = place[row] ?? 0;
    g[leaf] = (g[leaf] ?? 0) + (first[row] ?? 0);
    h[leaf] = (h[leaf] ?? 0) + (second[row] ?? 0);
  }
  return Float32Array.from(g, (sum, i) => (-rate * sum) / ((h[i] ?? 0) + lambda));
}

function write(
  forest: Forest,
  tree: number,
  splits: readonly Split[],
  leaves: Float32Array,
  edges: readonly (readonly number[])[],
): void {
  splits.forEach(({ feature, bin }, i) => {
    forest.splits[tree * splits.length + i] = Math.max(0, feature);
    forest.thresholds[tree * splits.length + i] = edges[feature]?.[bin] ?? Infinity;
  });
  forest.leaves.set(leaves, tree * leaves.length);
}

function emptyForest({ columns }: Rows, { trees }: Settings, base: number): Forest {
  return {
    base,
    features: columns.map(([name]) => name),
    splits: new Uint8Array(trees * LEVELS),
    thresholds: new Float32Array(trees * LEVELS),
    leaves: new Float32Array(trees * LEAVES),
  };
}

/** Thresholds that divide the values into bins of about equal size; float32, as stored in the model. */
function binEdges(column: Column): readonly number[] {
  const sorted = column.toSorted();
  const edges: number[] = [];
  const step = sorted.length / BINS;
  for (let k = 1; k < BINS; k++) {
    const value = sorted[Math.floor(k * step)] ?? 0;
    const before = lowerThan(sorted, value);
    if (before === null) continue;
    const edge = Math.fround((before + value) / 2);
    if (edge < value && edge !== edges.at(-1)) edges.push(edge);
  }
  return edges;
}

/** The largest value below `value`, or null. */
function lowerThan(sorted: Column, value: number): number | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (sorted[low - 1] ?? null);
}

function binnedBy(column: Column, edges: readonly number[]): Uint8Array {
  return Uint8Array.from(column, (value) => {
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value > (edges[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

function subsample(count: number, share: number, random: () => number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => [random(), i] as const);
  all.sort((a, b) => a[0] - b[0]);
  return all.slice(0, Math.max(1, Math.round(count * share))).map(([, i]) => i);
}

/** A deterministic generator of random numbers in [0, 1) (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
