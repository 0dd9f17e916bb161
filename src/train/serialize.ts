import { LEAVES, LEVELS, UNUSED_LEVEL } from '../strip/body/boosted-trees.ts';
import type { Forest, PackedForest } from '../strip/body/boosted-trees.ts';

/** Serializes a forest as an exported constant. */
export function packed(name: string, forest: Forest): string {
  const { base, features, trees } = pack(forest);
  return `/** ${forest.leaves.length / LEAVES} trees. */
export const ${name}: { base: number; features: string; trees: string } = {
  base: ${base},
  features: '${features}',
  trees: '${trees}',
};
`;
}

/** Packs a forest without features that no tree uses. Inverse: `unpack` in `strip/body/boosted-trees.ts`. */
export function pack(forest: Forest): PackedForest {
  const { base, features, splits, thresholds, leaves } = forest;
  const hasSplit = (level: number): boolean => thresholds[level] !== Infinity;
  const asked = new Set(splits.filter((_, level) => hasSplit(level)));
  const used = features.map((_, feature) => feature).filter((feature) => asked.has(feature));
  const renumbered = splits.map((split, level) => (hasSplit(level) ? used.indexOf(split) : UNUSED_LEVEL));
  const finite = thresholds.map((value, level) => (hasSplit(level) ? value : 0));
  const count = leaves.length / LEAVES;
  const bytes = Buffer.alloc(count * (LEVELS * 5 + LEAVES * 4));
  let at = 0;
  for (let tree = 0; tree < count; tree++) {
    for (const split of renumbered.subarray(tree * LEVELS, (tree + 1) * LEVELS)) at = bytes.writeUInt8(split, at);
    for (const value of finite.subarray(tree * LEVELS, (tree + 1) * LEVELS)) at = bytes.writeFloatLE(value, at);
    for (const value of leaves.subarray(tree * LEAVES, (tree + 1) * LEAVES)) at = bytes.writeFloatLE(value, at);
  }
  const names = used.map((feature) => features[feature]).join(' ');
  return { base: Number(base.toFixed(6)), features: names, trees: bytes.toString('base64') };
}
