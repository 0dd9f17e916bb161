import type { ByteReader } from '../containers/index.ts';

/** A line of a JSONL file, 1-based; its bytes are null where there are more than the limit. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

/** Lines as documents. A blank line is none; of a line over the limit only the beginning is ever held, and the lines after it are read all the same. */
export async function* jsonlLines(reader: ByteReader, limit: number): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let size = 0;
  let number = 0;
  for (let chunk = await reader.some(); chunk !== null; chunk = await reader.some()) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const last = chunk.subarray(start, end);
      const line = lineOf(++number, held.length === 0 ? [last] : [...held, last], size + last.length, limit);
      if (line !== null) yield line;
      held = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    if (size > limit) held = [];
    else if (start < chunk.length) held.push(chunk.subarray(start));
  }
  const line = size > 0 ? lineOf(number + 1, held, size, limit) : null;
  if (line !== null) yield line;
}

function lineOf(number: number, parts: readonly Buffer[], size: number, limit: number): Line | null {
  if (size > limit) return { number, bytes: null };
  const bytes = parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  return isBlank(bytes) ? null : { number, bytes };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
