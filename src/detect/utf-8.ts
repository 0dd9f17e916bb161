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

/** Whether damage alone explains what is not UTF-8: no more than there are long characters, or a quarter of the short ones. */
export function isDamagedUtf8({ good, long, bad }: Utf8Evidence): boolean {
  return good >= 4 * bad || (long > 1 && long >= bad);
}

/**
 * Whether all characters of two bytes are letters of one script, as in real text. A few characters of GB2312 can be valid
 * UTF-8 by chance, and are then Latin, Cyrillic, Hebrew and Arabic in turn.
 */
export function isOneScript(text: string): boolean {
  const blocks = new Set<string>();
  for (const [letter] of text.matchAll(/[\u0250-\u07ff]/g)) {
    blocks.add(BLOCKS.find(([, last]) => letter <= last)?.[0] ?? '');
  }
  const mixed = /[\u00c0-\u024f]/.test(text) && blocks.size > 0;
  return blocks.size <= 1 && !mixed && !blocks.has('other');
}

const BLOCKS: readonly (readonly [script: string, last: string])[] = [
  ['other', '\u036f'],
  ['greek', '\u03ff'],
  ['cyrillic', '\u052f'],
  ['armenian', '\u058f'],
  ['hebrew', '\u05ff'],
  ['arabic', '\u077f'],
  ['other', '\u07ff'],
];

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
