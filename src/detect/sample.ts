/** Size of a sample in bytes, and of each of the windows it is made of. */
const SAMPLE = 65536;
const WINDOW = 4096;

/** Some of the bytes, from where the bytes beyond ASCII are. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** True if this is all there is. */
  readonly whole: boolean;
}

/**
 * At most 64 KB, in windows spread over the file. A window opens at an even offset, for UTF-16, and at the
 * first byte beyond ASCII after one that cannot be the second half of a character, so that it is read in step.
 */
export function sampleOf(bytes: Uint8Array): Sample {
  if (bytes.length <= SAMPLE) return { bytes, whole: true };
  const sample = new Uint8Array(SAMPLE);
  const stride = Math.floor(bytes.length / (SAMPLE / WINDOW));
  let filled = 0;
  for (let from = 0; from + WINDOW <= bytes.length && filled < SAMPLE; from += stride) {
    const start = windowStart(bytes, from, Math.min(from + stride, bytes.length) - WINDOW);
    if (start < 0) continue;
    sample.set(bytes.subarray(start, start + WINDOW), filled);
    filled += WINDOW;
  }
  return { bytes: sample.subarray(0, filled), whole: false };
}

/** Start of a window at or after `from`, at most `last`; -1 if there is nothing but ASCII. */
function windowStart(bytes: Uint8Array, from: number, last: number): number {
  let i = from;
  if (i > 0) while (i < last && (bytes[i] ?? 0) >= 0x30) i++;
  // No byte to fall in step with: better out of step than not at all.
  if (i >= last) return from & ~1;
  while (i < last + WINDOW && (bytes[i] ?? 0) < 0x80) i++;
  return i >= last + WINDOW ? -1 : Math.min(i, last) & ~1;
}
