import type { Forest } from '../strip/body-model.ts';

/** Marks a node that does not ask. */
const NONE = 255;

/** A forest as an exported constant: features that no tree asks for are left out; see `unpack` of `strip/body-model.ts`. */
export function packed(name: string, forest: Forest): string {
  const { depth, base, features, splits, thresholds, leaves } = forest;
  const used = features.map((_, feature) => feature).filter((feature) => splits.includes(feature));
  const renumbered = splits.map((split) => (split === NONE ? NONE : used.indexOf(split)));
  const [inner, outer] = [2 ** depth - 1, 2 ** depth];
  const count = leaves.length / outer;
  const bytes = Buffer.alloc(count * (inner * 5 + outer * 4));
  let at = 0;
  for (let tree = 0; tree < count; tree++) {
    for (const split of renumbered.subarray(tree * inner, (tree + 1) * inner)) at = bytes.writeUInt8(split, at);
    for (const value of thresholds.subarray(tree * inner, (tree + 1) * inner)) at = bytes.writeFloatLE(value, at);
    for (const value of leaves.subarray(tree * outer, (tree + 1) * outer)) at = bytes.writeFloatLE(value, at);
  }
  const names = used.map((feature) => features[feature]).join(' ');
  return `/** ${count} trees. */
export const ${name}: { depth: number; base: number; features: string; trees: string } = {
  depth: ${depth},
  base: ${base.toFixed(6)},
  features: '${names}',
  trees: '${bytes.toString('base64')}',
};
`;
}
