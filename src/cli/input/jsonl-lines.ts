import { byteReader, Gap, growing, seek } from '../../archives/index.ts';
import type { ByteReader, Chunks } from '../../archives/index.ts';
import { parseJson } from '../../index.ts';

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

function lineFeeds(reader: ByteReader): Chunks {
  return {
    next: async () => {
      const chunk = await reader.some();
      if (chunk === null) return { done: true, value: undefined };
      return { done: false, value: chunk.map((byte) => (byte === RETURN ? NEWLINE : byte)) };
    },
  };
}

/**
 * Splits chunks into blocks of whole lines, the first of which has the number `line`. Of a line over the limit only the beginning is held; reading
 * goes on after it, and behind a gap in the stream at the first line that is an object.
 */
export async function* jsonlBlocks(reader: ByteReader, limit: number, line = 1): AsyncGenerator<Block | Gap> {
  for (let next = line, more = true; more;) {
    try {
      for await (const block of blocksOf(reader, limit, next)) {
        next = block.next;
        yield block;
      }
      return;
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      yield error;
      // The line that the gap cuts counts as one.
      next++;
      more = await seek(reader, objectIn);
    }
  }
}

/** Where the first line that is an object begins in bytes; -1 if none does. */
function objectIn(bytes: Buffer): number {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    if (isObject(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
  return -1;
}

function isObject(line: Buffer): boolean {
  if (line.find((byte) => byte > 0x20) !== BRACE) return false;
  try {
    parseJson(line.toString());
    return true;
  } catch {
    return false;
  }
}

const BRACE = 0x7b;

type Numbered = Block & { readonly next: number };

async function* blocksOf(reader: ByteReader, limit: number, line: number): AsyncGenerator<Numbered> {
  const held = growing();
  let dropped = false;
  let first = line;
  for (let chunk = await reader.some(); chunk !== null; chunk = await reader.some()) {
    let start = 0;
    if (dropped) {
      // Only its end matters.
      start = chunk.indexOf(NEWLINE) + 1;
      if (start === 0) continue;
      yield { first, parts: null, next: ++first };
      dropped = false;
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > start) {
      const whole = chunk.subarray(start, end);
      const next = first + linesIn(whole);
      yield { first, parts: held.size() > 0 ? [held.take(), whole] : [whole], next };
      first = next;
    }
    held.add(chunk.subarray(Math.max(start, end)));
    if (held.size() <= limit) continue;
    dropped = true;
    held.take();
  }
  if (dropped) yield { first, parts: null, next: first + 1 };
  else if (held.size() > 0) yield { first, parts: [held.take()], next: first + 1 };
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

const BLANKS: ReadonlySet<number> = new Set([0, 0x09, 0x0d, 0x1e, 0x20]);
