/** What a file looks like when read as UTF-8. */
export interface Utf8Evidence {
  /** Characters of two bytes and more. */
  readonly good: number;
  /** Of these, the ones of three and four bytes, which other encodings hardly ever form by chance. */
  readonly long: number;
  /** Stretches of bytes that are no character. A character cut off at either end of the file is none of them. */
  readonly bad: number;
}

/** Looks at every byte. */
export function utf8Evidence(bytes: Uint8Array): Utf8Evidence {
  let good = 0;
  let long = 0;
  let bad = 0;
  let i = 0;
  while (i < bytes.length && i < 3 && isTail(bytes[i])) i++;
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const size = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    let have = 1;
    while (have < size && isTail(bytes[i + have])) have++;
    if (size > 0 && have === size) {
      good++;
      if (size > 2) long++;
    } else if (size === 0 || i + have < bytes.length) bad++;
    i += have;
  }
  return { good, long, bad };
}

/** Whether damage alone explains what is not UTF-8: at most a quarter of the characters, a half where the others are long ones. */
export function isDamagedUtf8({ good, long, bad }: Utf8Evidence): boolean {
  return good >= 4 * bad || long >= 2 * bad;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
