/** The hash of an n-gram one unit longer is this times its hash, plus the id of the unit. */
export const BASE = 0x85ebca6b;

/** The hash of the n-gram at a place. */
export function hashAt(ids: Int32Array, at: number, n: number): number {
  let hash = 0;
  for (let i = at; i < at + n; i++) hash = (Math.imul(hash, BASE) + (ids[i] ?? 0)) | 0;
  return hash;
}

/** The number of bits of a table of at least this many slots. */
export function bitsFor(slots: number): number {
  return Math.max(8, 32 - Math.clz32(slots));
}

/** Whether the n-grams at two places are equal. */
export function isSame(ids: Int32Array, one: number, other: number, n: number): boolean {
  for (let i = 0; i < n; i++) if (ids[one + i] !== ids[other + i]) return false;
  return true;
}
