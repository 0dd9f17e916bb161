import type { Container } from '../types.ts';
import type { PageLine } from './page.ts';

/** The innermost container around all lines; null for the page itself. */
export function commonContainer(lines: readonly PageLine[]): Container | null {
  let common = lines[0]?.features.container ?? null;
  for (const { features } of lines)
    while (!isWithin(features.container ?? null, common)) common = common?.parent ?? null;
  return common;
}

/** Whether a container is another or inside it. Numbers grow inward, which bounds the walk outward. */
export function isWithin(inner: Container | null, outer: Container | null): boolean {
  if (outer === null) return true;
  let at = inner;
  while (at !== null && at.number > outer.number) at = at.parent;
  return at === outer;
}
