import { BIT, characterCosts } from './model/character-costs.ts';
import { asBuffer } from './codecs/index.ts';
import { decodeHz } from './codecs/hz.ts';
import { surprise } from './model/surprise.ts';

/** Escape sequences that name an encoding, the telling ones first. */
const ESCAPES: readonly (readonly [name: string, escapes: readonly string[]])[] = [
  ['iso-2022-kr', ['\x1b$)C']],
  ['iso-2022-cn', ['\x1b$)A', '\x1b$)G', '\x1b$*H']],
  ['iso-2022-jp', ['\x1b$B', '\x1b$@', '\x1b$(D', '\x1b(J', '\x1b(I']],
];
/** Bytes looked at for HZ, from the first escape on. */
const WINDOW = 65536;
/** Mean surprise in bits of a character up to which seven-bit pairs pass for Chinese; program text between `~{` and `~}` costs 15 and more. */
const CHINESE_ENOUGH = 12.5;

/** The seven-bit encoding whose escapes the bytes carry, or null. Bytes beyond ASCII may be damage: one in twenty is borne. */
export function escapeEncoding(bytes: Uint8Array): string | null {
  const buffer = asBuffer(bytes);
  if (buffer.includes(0x1b)) {
    const found = ESCAPES.find(([, escapes]) => escapes.some((escape) => buffer.includes(escape, 0, 'latin1')));
    if (found !== undefined && isMostlyAscii(buffer)) return found[0];
  }
  const start = buffer.indexOf('~{');
  return start >= 0 && isMostlyAscii(buffer) && isHz(buffer.subarray(start, start + WINDOW)) ? 'hz-gb-2312' : null;
}

function isMostlyAscii(buffer: Buffer): boolean {
  let beyond = 0;
  for (const byte of buffer.subarray(0, WINDOW)) if (byte >= 0x80) beyond++;
  return beyond * 20 <= Math.min(buffer.length, WINDOW);
}

function isHz(window: Buffer): boolean {
  const text = decodeHz(window);
  const { beyond, chars, invalid } = surprise(text, 0, text.length, characterCosts('hans'));
  return chars > 0 && invalid * 5 <= chars && beyond / BIT / chars <= CHINESE_ENOUGH;
}
