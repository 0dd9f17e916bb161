/** A reader of bits, most significant first. Bits past the end are zeros. */
export interface Bits {
  /** The next bits, at most 24, without consuming them. */
  readonly look: (count: number) => number;
  readonly skip: (count: number) => void;
  readonly take: (count: number) => number;
  /** Position in bits from the first byte. */
  readonly position: () => number;
  /** True once more bits were consumed than there are. */
  readonly over: () => boolean;
}

export function bits(bytes: Uint8Array, from: number): Bits {
  let at = from;
  const look = (count: number): number => {
    const byte = at >> 3;
    const word =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
    return (word << (at & 7)) >>> (32 - count);
  };
  const skip = (count: number): void => {
    at += count;
  };
  return {
    look,
    skip,
    take: (count) => {
      const value = look(count);
      at += count;
      return value;
    },
    position: () => at,
    over: () => at > bytes.length * 8,
  };
}
