import { doubleByte } from '../decoder/double-byte.ts';
import { singleBytes } from './single-byte.ts';

/** One misreading taken off a line, or the line itself where that is not certain. */
export type Peel = (line: string) => string;

/** UTF-8 read as windows-1252 or ISO 8859-1: every well-formed sequence, the rest as it stands. */
export function utf8BehindSingleByte(text: string): string {
  return sequences(text, () => null);
}

/**
 * The same where bytes were lost on the way: of the characters that the sequence may have been, windows-1252 has but `”`;
 * what was a control is lost below as well.
 */
export function utf8BehindSingleByteWithGaps(text: string): string {
  return sequences(text, (rest) => {
    const found = GAP.exec(rest);
    if (found === null) return null;
    const [old, quote, mark = ''] = found;
    return { length: old.length, text: quote === undefined ? mark : '”' };
  });
}

/** `â€?` or `â€` was `â€\u009d`; `Â?` was a control and is a gap again, `Â` a control that was dropped. */
const GAP =
  /^(?:(â(?:€|\u0080))(?:[?\ufffd]|(?![\u0080-\u00bf\u0152-\u2122]))|Â(?:([?\ufffd])|(?![\u0080-\u00bf\u0152-\u2122])))/u;

interface Found {
  readonly length: number;
  readonly text: string;
}

/** What a sequence of UTF-8 opens with. */
const OPENS = /[\u00c2-\u00f4]/;

function sequences(text: string, gap: (rest: string) => Found | null): string {
  if (!OPENS.test(text)) return text;
  const bytes = singleBytes();
  let out = '';
  for (let i = 0; i < text.length;) {
    const length = sequenceLength(text, i, bytes);
    const lost = length === 1 ? gap(text.slice(i, i + 3)) : null;
    if (length > 1) {
      const units = Array.from({ length }, (_, k) => bytes[text.charCodeAt(i + k)] ?? 0);
      out += Buffer.from(units).toString('utf8');
    } else out += lost?.text ?? text[i] ?? '';
    i += lost?.length ?? length;
  }
  return out;
}

/** Number of characters of the well-formed UTF-8 sequence at `i`, 1 if there is none. */
function sequenceLength(text: string, i: number, bytes: Uint8Array): number {
  const lead = bytes[text.charCodeAt(i)] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
  const units = Array.from({ length }, (_, k) => bytes[text.charCodeAt(i + k)] ?? 0);
  return length > 1 && !Buffer.from(units).toString('utf8').includes('\ufffd') ? length : 1;
}

/** How many characters of a line `utf8BehindSingleByteWithGaps` supplies. */
export function countGaps(line: string): number {
  return line.match(/â(?:€|\u0080)(?:[?\ufffd]|(?![\u0080-\u00bf\u0152-\u2122]))/gu)?.length ?? 0;
}

/** UTF-8 read as GBK, if the line is nothing but well-formed UTF-8. */
export function utf8BehindGbk(line: string): string {
  const { pairs } = doubleByte('gbk');
  if (!opensUtf8(line, pairs)) return line;
  return wholeLine(line, 'utf-8', (unit) => (unit === 0x20ac ? 0x80 : (pairs[unit] ?? 0)));
}

/** Whether the first pair of bytes in a line may open UTF-8: a look that spares most lines the rest. */
function opensUtf8(line: string, pairs: Uint16Array): boolean {
  const first = /[^\0-\x7f\u20ac]/.exec(line);
  if (first === null || line.slice(0, first.index).includes('€')) return true;
  const pair = pairs[line.charCodeAt(first.index)] ?? 0;
  const [lead, trail] = [pair >> 8, pair & 0xff];
  return lead >= 0xc2 && lead <= 0xf4 && trail >= 0x80 && trail <= 0xbf;
}

/** GBK read as windows-1252 or ISO 8859-1, if the line is nothing but pairs of GBK. */
export function gbkBehindSingleByte(line: string): string {
  const bytes = singleBytes();
  return wholeLine(line, 'gbk', (unit) => bytes[unit] ?? 0);
}

/** So many bytes beyond ASCII at least: fewer may be well-formed by chance. */
const LEAST = 8;

function wholeLine(line: string, encoding: 'utf-8' | 'gbk', codeOf: (unit: number) => number): string {
  const bytes: number[] = [];
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    const code = unit < 0x80 ? unit : codeOf(unit);
    if (unit >= 0x80 && code === 0) return line;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  if (bytes.filter((byte) => byte >= 0x80).length < LEAST) return line;
  const made = new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  return made.includes('\ufffd') ? line : made;
}
