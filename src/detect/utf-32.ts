/** Bytes examined. */
const SNIFF_BYTES = 4096;

/**
 * The byte order of UTF-32 without a byte order mark, or null. No code point is beyond U+10FFFF, so the highest byte of each is NUL
 * and the next, the plane, is at most 16 and nearly always NUL. Fewer than four characters are not enough.
 */
export function utf32Order(bytes: Uint8Array): 'utf-32le' | 'utf-32be' | null {
  const units = Math.floor(Math.min(bytes.length, SNIFF_BYTES) / 4);
  if (units < 4) return null;
  return isUtf32(bytes, units, 3, 2) ? 'utf-32le' : isUtf32(bytes, units, 0, 1) ? 'utf-32be' : null;
}

function isUtf32(bytes: Uint8Array, units: number, top: number, plane: number): boolean {
  let inPlane0 = 0;
  for (let unit = 0; unit < units; unit++) {
    const at = 4 * unit;
    if (bytes[at + top] !== 0 || (bytes[at + plane] ?? 0) > 0x10) return false;
    if (bytes[at + plane] === 0) inPlane0++;
  }
  // Nothing but NULs and controls is data, not text.
  return inPlane0 * 10 >= units * 9 && bytes.subarray(0, 4 * units).some((byte) => byte > 0x20);
}
