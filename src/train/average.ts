import type { Forest } from '../strip/body/boosted-trees.ts';

/** A forest whose sum is the mean of the sums of several (bagging). All must have the same features in the same order. */
export function bagged(forests: readonly [Forest, ...Forest[]]): Forest {
  const count = forests.length;
  const leaves = forests.flatMap((forest) => Array.from(forest.leaves, (leaf) => leaf / count));
  return {
    ...forests[0],
    base: forests.reduce((sum, { base }) => sum + base, 0) / count,
    splits: Uint8Array.from(forests.flatMap(({ splits }) => Array.from(splits))),
    thresholds: Float32Array.from(forests.flatMap(({ thresholds }) => Array.from(thresholds))),
    leaves: Float32Array.from(leaves),
  };
}
