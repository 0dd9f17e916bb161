/** The finalizer of MurmurHash3: every bit of a hash changes half of those of the result, an unsigned integer of 32 bits. */
export function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** An unsigned integer of 32 bits as eight hex digits. */
export function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}
