import { BIT, characterCosts } from '../text/character-costs.ts';
import { asBuffer } from './codecs/index.ts';
import { decodeHz } from './codecs/hz.ts';
import { surprise } from './model/surprise.ts';

/** Escape sequences of encodings, most specific first. */
const ESCAPES: readonly (readonly [name: string, escapes: readonly string[]])[] = [
  ['iso-2022-kr', ['\x1b$)C']],
  ['iso-2022-cn', ['\x1b$)A', '\x1b$)G', '\x1b$*H']],
  ['iso-2022-jp', ['\x1b$B', '\x1b$@', '\x1b$(D', '\x1b(J', '\x1b(I']],
];
/** Bytes examined. */
const WINDOW_BYTES = 65536;
/** Largest mean surprise, in bits per character, of Chinese text in HZ; source code between `~{` and `~}` has 15 and more. */
const MAX_CHINESE_BITS = 12.5;

/** The seven-bit encoding whose escape sequences occur in the bytes, or null. One byte in twenty may be non-ASCII, as damage. */
export function escapeEncoding(bytes: Uint8Array): string | null {
  const buffer = asBuffer(bytes);
  if (buffer.includes(0x1b)) {
    const found = ESCAPES.find(([, escapes]) => escapes.some((escape) => buffer.includes(escape, 0, 'latin1')));
    if (found !== undefined && isMostlyAscii(buffer)) return found[0];
  }
  const start = buffer.indexOf('~{');
  return start >= 0 && isMostlyAscii(buffer) && isHz(buffer.subarray(start, start + WINDOW_BYTES))
    ? 'hz-gb-2312'
    : null;
}

function isMostlyAscii(buffer: Buffer): boolean {
  let beyond = 0;
  for (const byte of buffer.subarray(0, WINDOW_BYTES)) if (byte >= 0x80) beyond++;
  return beyond * 20 <= Math.min(buffer.length, WINDOW_BYTES);
}

function isHz(window: Buffer): boolean {
  const text = decodeHz(window);
  const { beyond, chars, invalid } = surprise(text, 0, text.length, characterCosts('hans'));
  return chars > 0 && invalid * 5 <= chars && beyond / BIT / chars <= MAX_CHINESE_BITS;
}
