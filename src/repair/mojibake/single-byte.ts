import { iconv } from '../../text/iconv.ts';

let bytes: Uint8Array | undefined;

/**
 * The byte, 0x80 to 0xFF, that windows-1252 or ISO 8859-1 decodes to each UTF-16 code unit (both at once: U+0081 and `€` are bytes
 * 0x81 and 0x80); 0 for all others.
 */
export function singleBytes(): Uint8Array {
  if (bytes) return bytes;
  bytes = new Uint8Array(0x10000);
  for (let byte = 0x80; byte <= 0xff; byte++) {
    bytes[byte] = byte;
    const unit = iconv()
      .decode(Buffer.from([byte]), 'windows-1252')
      .charCodeAt(0);
    if (unit !== 0xfffd) bytes[unit] = byte;
  }
  return bytes;
}

/** All characters of the bytes 0x80 to 0xFF in windows-1252 or ISO 8859-1, as the body of a regex character class. */
export const SINGLE_BYTE_CLASS =
  '\\u0080-\\u00ff\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013\\u2014\\u2018-\\u201a\\u201c-\\u201e\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203a\\u20ac\\u2122';

const TRAIL = `[\\u0040-\\u007e${SINGLE_BYTE_CLASS}]`;
const PAIRS = new RegExp(`[\\u00a1-\\u00fe]${TRAIL}(?:[${SINGLE_BYTE_CLASS}]${TRAIL}){2}`, 'u');

/** True if the text has three consecutive byte pairs of a double-byte encoding, misread as windows-1252 or ISO 8859-1. */
export function hasBytePairs(text: string): boolean {
  return PAIRS.test(text);
}
