import type { Edit } from '../../types.ts';

/** The single edit between two different texts: everything between their common prefix and their common suffix. */
export function difference(before: string, after: string): Edit {
  let at = 0;
  while (before[at] === after[at]) at++;
  let same = 0;
  const most = Math.min(before.length, after.length) - at;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { at, old: before.slice(at, before.length - same), new: after.slice(at, after.length - same) };
}
