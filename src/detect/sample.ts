/** Size in bytes of a sample, and of each of its windows. */
const SAMPLE_BYTES = 65536;
const WINDOW_BYTES = 4096;

/** A part of a file, taken from where it has non-ASCII bytes. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** True if the sample is the whole file. */
  readonly whole: boolean;
}

/**
 * A sample of at most 64 KiB, in windows spread over the file. A window starts at an even offset, for UTF-16, and at the first
 * non-ASCII byte after one that cannot be a trail byte, so that it starts at a character boundary.
 */
export function sampleOf(bytes: Uint8Array): Sample {
  if (bytes.length <= SAMPLE_BYTES) return { bytes, whole: true };
  const sample = new Uint8Array(SAMPLE_BYTES);
  const stride = Math.floor(bytes.length / (SAMPLE_BYTES / WINDOW_BYTES));
  let filled = 0;
  for (let from = 0; from + WINDOW_BYTES <= bytes.length && filled < SAMPLE_BYTES; from += stride) {
    const start = windowStart(bytes, from, Math.min(from + stride, bytes.length) - WINDOW_BYTES);
    if (start < 0) continue;
    sample.set(bytes.subarray(start, start + WINDOW_BYTES), filled);
    filled += WINDOW_BYTES;
  }
  return { bytes: sample.subarray(0, filled), whole: false };
}

/** Start of a window at or after `from`, at most `last`; -1 if all bytes are ASCII. */
function windowStart(bytes: Uint8Array, from: number, last: number): number {
  let i = from;
  if (i > 0) while (i < last && (bytes[i] ?? 0) >= 0x30) i++;
  // No certain character boundary: a window that starts inside a character is better than none.
  if (i >= last) return from & ~1;
  while (i < last + WINDOW_BYTES && (bytes[i] ?? 0) < 0x80) i++;
  return i >= last + WINDOW_BYTES ? -1 : Math.min(i, last) & ~1;
}

/** A byte beyond ASCII in a pair of bytes. */
const BEYOND_ASCII = 0x8080;

/**
 * The beginning of bytes, up to where they have had `most` different pairs with a byte beyond ASCII. Text repeats its pairs and so goes
 * on for kilobytes; noise does not.
 */
export function untilPairs(bytes: Uint8Array, most: number): Uint8Array {
  const seen = new Uint8Array(0x10000);
  let [pair, distinct] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    pair = ((pair << 8) | (bytes[i] ?? 0)) & 0xffff;
    if ((pair & BEYOND_ASCII) === 0 || seen[pair] === 1) continue;
    seen[pair] = 1;
    if (++distinct > most) return bytes.subarray(0, i);
  }
  return bytes;
}
