/** Largest arrays that are kept for the next text: allocating them takes half as long as using them. */
const KEPT_LENGTH = 2 ** 16;
const kept = new Map<string, Int32Array<ArrayBuffer>>();

/** An array of at least this length with any content, for one use at a time. */
export function buffer(use: string, length: number): Int32Array<ArrayBuffer> {
  if (length > KEPT_LENGTH) return new Int32Array(length);
  const made = kept.get(use) ?? new Int32Array(KEPT_LENGTH);
  kept.set(use, made);
  return made;
}

/** The same with zeros. */
export function zeros(use: string, length: number): Int32Array<ArrayBuffer> {
  return length > KEPT_LENGTH ? new Int32Array(length) : buffer(use, length).fill(0, 0, length);
}
