/** First bytes of UTF-8 sequences of kana, Han characters and the signs among them (U+3000 to U+9FFF). */
const FIRST = 0xe3;
const LAST = 0xe9;

/** Whether a byte may be the first of a Han character, kana or East Asian sign in UTF-8. */
export function opensHan(byte: number): boolean {
  return byte >= FIRST && byte <= LAST;
}

/** Whether a byte may be any of such a character. */
export function isOfHan(byte: number): boolean {
  return opensHan(byte) || (byte >= 0x80 && byte < 0xc0);
}
