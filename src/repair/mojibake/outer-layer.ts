import { decoded } from '../../text/decoded.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import { singleBytes } from './single-byte.ts';

/** Undoes one misreading of a line; returns the line unchanged if that is not certain. */
export type Peel = (line: string) => string;

/** UTF-8 read as windows-1252 or ISO 8859-1: decodes every well-formed sequence and keeps the rest. */
export function utf8BehindSingleByte(text: string): string {
  return sequences(text, () => null);
}

/**
 * The same with lost bytes: of the characters that the sequence may have been, windows-1252 has only `”`;
 * a control character is lost in the layer below as well.
 */
export function utf8BehindSingleByteWithGaps(text: string): string {
  return sequences(text, (rest) => {
    const found = GAP.exec(rest);
    if (found === null) return null;
    const [old, quote, mark = ''] = found;
    return { length: old.length, text: quote === undefined ? mark : '”' };
  });
}

/** `â€?` or `â€` was `â€\u009d`; `Â?` was a control character and stays a gap, `Â` was one that was dropped. */
const GAP =
  /^(?:(â(?:€|\u0080))(?:[?\ufffd]|(?![\u0080-\u00bf\u0152-\u2122]))|Â(?:([?\ufffd])|(?![\u0080-\u00bf\u0152-\u2122])))/u;

interface Found {
  readonly length: number;
  readonly text: string;
}

/** Lead bytes of UTF-8. */
const LEAD_BYTE = /[\u00c2-\u00f4]/;

function sequences(text: string, gap: (rest: string) => Found | null): string {
  if (!LEAD_BYTE.test(text)) return text;
  const bytes = singleBytes();
  let out = '';
  for (let i = 0; i < text.length;) {
    const code = codePointAt(text, i, bytes);
    // What a reader of single bytes showed is a character of such a set: a line with others has no layer below this one.
    if (code >= 0x100 && code < 0x800 && bytes[code] === 0) return text;
    if (code > 0) {
      out += String.fromCodePoint(code);
      i += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      continue;
    }
    const lost = gap(text.slice(i, i + 3));
    out += lost?.text ?? text[i] ?? '';
    i += lost?.length ?? 1;
  }
  return out;
}

/** Least code point of two, three and four bytes. */
const LEAST_CODE = [0x80, 0x800, 0x10000];

/** The code point of the well-formed UTF-8 sequence of two bytes or more at `i`; 0 if there is none. */
function codePointAt(text: string, i: number, bytes: Uint8Array): number {
  const lead = bytes[text.charCodeAt(i)] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const tails = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  let code = lead & (0x3f >> tails);
  for (let k = 1; k <= tails; k++) {
    const byte = bytes[text.charCodeAt(i + k)] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
    code = (code << 6) | (byte & 0x3f);
  }
  const isCharacter = code !== 0xfffd && (code < 0xd800 || code > 0xdfff) && code <= 0x10ffff;
  return isCharacter && code >= (LEAST_CODE[tails - 1] ?? 0) ? code : 0;
}

/** Number of characters in a line that `utf8BehindSingleByteWithGaps` guesses. */
export function countGaps(line: string): number {
  return line.match(/â(?:€|\u0080)(?:[?\ufffd]|(?![\u0080-\u00bf\u0152-\u2122]))/gu)?.length ?? 0;
}

/** UTF-8 read as GBK, if the whole line is well-formed UTF-8. */
export function utf8BehindGbk(line: string): string {
  const { pairs } = doubleByte('gbk');
  if (!opensUtf8(line, pairs)) return line;
  return wholeLine(line, 'utf-8', (unit) => (unit === 0x20ac ? 0x80 : (pairs[unit] ?? 0)));
}

/** Whether the first byte pair of a line may begin UTF-8; a quick check that rules out most lines. */
function opensUtf8(line: string, pairs: Uint16Array): boolean {
  const first = /[^\0-\x7f\u20ac]/.exec(line);
  if (first === null || line.slice(0, first.index).includes('€')) return true;
  const pair = pairs[line.charCodeAt(first.index)] ?? 0;
  const [lead, trail] = [pair >> 8, pair & 0xff];
  return lead >= 0xc2 && lead <= 0xf4 && trail >= 0x80 && trail <= 0xbf;
}

/** GBK read as windows-1252 or ISO 8859-1, if the whole line is well-formed GBK. */
export function gbkBehindSingleByte(line: string): string {
  const bytes = singleBytes();
  return wholeLine(line, 'gbk', (unit) => bytes[unit] ?? 0);
}

/** Least number of non-ASCII bytes; fewer may be well-formed by chance. */
const MIN_NON_ASCII_BYTES = 8;

function wholeLine(line: string, encoding: 'utf-8' | 'gbk', codeOf: (unit: number) => number): string {
  const bytes: number[] = [];
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    const code = unit < 0x80 ? unit : codeOf(unit);
    if (unit >= 0x80 && code === 0) return line;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  if (bytes.filter((byte) => byte >= 0x80).length < MIN_NON_ASCII_BYTES) return line;
  const made = decoded(Uint8Array.from(bytes), encoding);
  return made.includes('\ufffd') ? line : made;
}
