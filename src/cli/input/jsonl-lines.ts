import { byteReader, growing } from '../../archives/index.ts';
import type { ByteReader } from '../../archives/index.ts';

/** Whole lines of a JSONL file; or, without bytes, one line over the limit. */
export interface Block {
  /** 1-based number of its first line. */
  readonly first: number;
  /** The bytes, in chunks that need not end at line breaks. */
  readonly parts: readonly Buffer[] | null;
}

/** A line; its bytes are null if it is over the limit. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 10;

const RETURN = 13;

/** Lines that end with carriage returns alone, as old programs for the Macintosh write them, with line feeds in their place. JSON has neither inside of strings. */
export async function withLineFeeds(reader: ByteReader): Promise<ByteReader> {
  const head = await reader.atHand(MAX_HEAD_BYTES);
  if (!head.includes(RETURN) || head.includes(NEWLINE)) return reader;
  return byteReader(lineFeeds(reader));
}

/** Bytes in which line breaks are looked for. */
const MAX_HEAD_BYTES = 2 ** 20;

async function* lineFeeds(reader: ByteReader): AsyncGenerator<Buffer, void> {
  for (let chunk = await reader.some(); chunk !== null; chunk = await reader.some())
    yield Buffer.from(chunk.map((byte) => (byte === RETURN ? NEWLINE : byte)));
}

/** Splits chunks into blocks of whole lines, the first of which has the number `line`. Of a line over the limit only the beginning is held; reading goes on after it. */
export async function* jsonlBlocks(reader: ByteReader, limit: number, line = 1): AsyncGenerator<Block> {
  const held = growing();
  let dropped = false;
  let first = line;
  for (let chunk = await reader.some(); chunk !== null; chunk = await reader.some()) {
    let start = 0;
    if (dropped) {
      // Only its end matters.
      start = chunk.indexOf(NEWLINE) + 1;
      if (start === 0) continue;
      yield { first, parts: null };
      first++;
      dropped = false;
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > start) {
      const whole = chunk.subarray(start, end);
      yield { first, parts: held.size() > 0 ? [held.take(), whole] : [whole] };
      first += linesIn(whole);
    }
    held.add(chunk.subarray(Math.max(start, end)));
    if (held.size() <= limit) continue;
    dropped = true;
    held.take();
  }
  if (dropped) yield { first, parts: null };
  else if (held.size() > 0) yield { first, parts: [held.take()] };
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) count++;
  return count;
}

/** The non-blank lines of a block; the last may lack its line break. */
export function* linesOf(block: Buffer, first: number, limit: number): Generator<Line> {
  let number = first;
  for (let start = 0; start < block.length; number++) {
    const found = block.indexOf(NEWLINE, start);
    const end = found < 0 ? block.length : found;
    const bytes = block.subarray(start, end);
    if (bytes.length > limit) yield { number, bytes: null };
    else if (!isBlank(bytes)) yield { number, bytes };
    start = end + 1;
  }
}

/** A byte order mark may be all that a file holds. NULs pad files on disks. */
function isBlank(bytes: Uint8Array): boolean {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (marked ? bytes.subarray(3) : bytes).every((byte) => BLANKS.has(byte));
}

const BLANKS: ReadonlySet<number> = new Set([0, 0x09, 0x0d, 0x20]);
