/** Bytes looked at. */
const HEAD = 4096;

/**
 * UTF-32 without a byte order mark: no character lies beyond U+10FFFF, so of every four bytes one is NUL, another at most 16, and of
 * these two, being the plane, nearly all are NUL. Null for anything else, and for fewer than four characters.
 */
export function utf32Order(bytes: Uint8Array): 'utf-32le' | 'utf-32be' | null {
  const units = Math.floor(Math.min(bytes.length, HEAD) / 4);
  if (units < 4) return null;
  return isUtf32(bytes, units, 3, 2) ? 'utf-32le' : isUtf32(bytes, units, 0, 1) ? 'utf-32be' : null;
}

function isUtf32(bytes: Uint8Array, units: number, top: number, plane: number): boolean {
  let low = 0;
  for (let unit = 0; unit < units; unit++) {
    const at = 4 * unit;
    if (bytes[at + top] !== 0 || (bytes[at + plane] ?? 0) > 0x10) return false;
    if (bytes[at + plane] === 0) low++;
  }
  // A run of NULs is data, not text.
  return low * 10 >= units * 9 && bytes.subarray(0, 4 * units).some((byte) => byte > 0x20);
}
