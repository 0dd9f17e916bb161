import { NONE } from '../strip/body-model.ts';
import type { Forest } from '../strip/body-model.ts';

/** A forest as an exported constant: features that no tree asks for are left out; see `unpack` of `strip/body-model.ts`. */
export function packed(name: string, forest: Forest): string {
  const { depth, base, features, splits, thresholds, leaves } = forest;
  const asks = (node: number): boolean => thresholds[node] !== Infinity;
  const asked = new Set(splits.filter((_, node) => asks(node)));
  const used = features.map((_, feature) => feature).filter((feature) => asked.has(feature));
  const renumbered = splits.map((split, node) => (asks(node) ? used.indexOf(split) : NONE));
  const finite = thresholds.map((value, node) => (asks(node) ? value : 0));
  const [inner, outer] = [2 ** depth - 1, 2 ** depth];
  const count = leaves.length / outer;
  const bytes = Buffer.alloc(count * (inner * 5 + outer * 4));
  let at = 0;
  for (let tree = 0; tree < count; tree++) {
    for (const split of renumbered.subarray(tree * inner, (tree + 1) * inner)) at = bytes.writeUInt8(split, at);
    for (const value of finite.subarray(tree * inner, (tree + 1) * inner)) at = bytes.writeFloatLE(value, at);
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
