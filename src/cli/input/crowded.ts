import { MAX_BYTES } from '../options/size.ts';

/** Bytes of `--max-bytes` that a line, or a bracket of markup or JSON, stands for, however short: they take about 300 and 1,000 bytes of memory. */
const BYTES_PER_LINE = 16;
const BYTES_PER_BRACKET = 32;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set(Buffer.from('<[{'));
const SEPARATOR_ENDS: ReadonlySet<number> = new Set([0xa8, 0xa9]); // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.

/**
 * Why a document within `limit` bytes is still too large: memory also grows with its lines and elements, so that 60 MB of lines
 * of one character would take 10 GB. Null for any other document, and for small ones, whatever the limit.
 */
export function crowded(bytes: Uint8Array, limit: number): string | null {
  const most = Math.max(limit, MAX_BYTES);
  const mostLines = most / BYTES_PER_LINE;
  const mostBrackets = most / BYTES_PER_BRACKET;
  if (bytes.length <= mostBrackets) return null;
  const { lines, brackets } = counted(bytes);
  if (lines > mostLines) return `has ${lines} lines, more than ${Math.floor(mostLines)}; --max-bytes raises the limit`;
  if (brackets <= mostBrackets) return null;
  return `has ${brackets} elements, more than ${Math.floor(mostBrackets)}; --max-bytes raises the limit`;
}

function counted(bytes: Uint8Array): { readonly lines: number; readonly brackets: number } {
  let lines = 0;
  let brackets = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED || byte === RETURN) lines++;
    else if (OPENING.has(byte)) brackets++;
    else if (byte === BACKSLASH && isBreakEscape(bytes[at + 1])) lines++;
    else if (SEPARATOR_ENDS.has(byte) && bytes[at - 1] === 0x80 && bytes[at - 2] === 0xe2) lines++;
  }
  return { lines, brackets };
}

/** Whether the character after a backslash makes it a line break in JSON. */
function isBreakEscape(byte: number | undefined): boolean {
  return byte === 0x6e || byte === 0x72;
}
