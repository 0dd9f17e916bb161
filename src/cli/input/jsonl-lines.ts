import type { ByteReader } from '../../archives/index.ts';

/** Whole lines of a JSONL file; or, without bytes, one line that is longer than the limit. */
export interface Block {
  /** Number of its first line, 1-based. */
  readonly first: number;
  /** The bytes, in pieces that need not end where lines end. */
  readonly parts: readonly Buffer[] | null;
}

/** A line; its bytes are null where there are more than the limit. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 10;

/** Lines as they come, in as few blocks as that takes. Of a line over the limit only the beginning is ever held; the lines after it are read all the same. */
export async function* jsonlBlocks(reader: ByteReader, limit: number): AsyncGenerator<Block> {
  let held: Buffer[] = [];
  let size = 0;
  let first = 1;
  for (let chunk = await reader.some(); chunk !== null; chunk = await reader.some()) {
    let start = 0;
    if (size > limit) {
      // Dropped already: its end is all there is to find.
      start = chunk.indexOf(NEWLINE) + 1;
      if (start === 0) continue;
      yield { first, parts: null };
      first++;
      size = 0;
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > start) {
      const whole = chunk.subarray(start, end);
      yield { first, parts: [...held, whole] };
      first += linesIn(whole);
      held = [];
      size = 0;
    }
    const rest = chunk.subarray(Math.max(start, end));
    size += rest.length;
    if (size > limit) held = [];
    else if (rest.length > 0) held.push(rest);
  }
  if (size > 0) yield { first, parts: size > limit ? null : held };
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, end + 1)) count++;
  return count;
}

/** The lines of a block that are not blank; the last may lack its line break. */
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

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
