import { ReadableStream } from 'node:stream/web';
import type { XzReadableStream } from 'xz-decompress';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { Behind, Damage } from './damage.ts';
import type { StreamMembers } from './opening.ts';

const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]);
/** Size of a check in bytes, by its type. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/**
 * Decompresses an .xz file of one or more streams. The library reads one stream and does not tell where it ended, so the structure
 * is walked here: every byte must belong to a stream or be padding, else throws Damage. The library verifies CRC-32 and CRC-64.
 */
export async function* unxz(
  reader: ByteReader,
  budget: Budget,
  { before, begins }: StreamMembers = { before: 0 },
): AsyncGenerator<Buffer, void> {
  for (let stream = before + 1; (await reader.atHand(1)).length > 0; stream++) {
    const at = reader.offset();
    if (stream > 1 && (await reader.peek(4)).equals(Buffer.alloc(4))) {
      await reader.exactly(4, 'padding');
      continue;
    }
    begins?.(at, stream - 1);
    if (!(await reader.peek(6)).equals(MAGIC)) throw new Behind(`no xz stream at byte ${at}`);
    for await (const bytes of streamOf(reader, `xz stream ${stream}`)) {
      budget.unpacked(bytes.length);
      yield bytes;
    }
  }
}

/** The library opens one stream at a time per thread; a second one would wait for its end. */
let busy = false;

/** If the input fails, what came before is unpacked as far as possible before the error is thrown. */
async function* streamOf(reader: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  const { XzReadableStream } = await import('xz-decompress');
  if (busy) throw new Damage('is an .xz file inside another, which is not supported');
  busy = true;
  const failures: Error[] = [];
  const unpacking = unpacker(XzReadableStream, untilFailure(partsOf(reader, what), failures));
  try {
    for (let next = await unpacking.read(); !next.done; next = await unpacking.read()) {
      if (next.value.length > 0) yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
    }
  } catch (error) {
    throw failures[0] ?? new Damage(`${what} ${meaning(error)}`);
  } finally {
    await unpacking.cancel().catch(() => undefined);
    busy = false;
  }
}

/** Yields parts up to a failure, which is recorded and ends them. */
async function* untilFailure(parts: AsyncGenerator<Buffer, void>, failures: Error[]): AsyncGenerator<Buffer, void> {
  try {
    yield* parts;
  } catch (error) {
    failures.push(error instanceof Error ? error : new Error(String(error)));
  }
}

function unpacker(
  Library: typeof XzReadableStream,
  parts: AsyncGenerator<Buffer, void>,
): ReadableStreamDefaultReader<Uint8Array> {
  return new Library(ReadableStream.from(parts)).getReader();
}

const ERROR_MEANINGS = new Map([
  ['4', 'needs a dictionary larger than supported'],
  ['6', 'uses a filter or a checksum that is not supported'],
]);

function meaning(error: unknown): string {
  const code = /error code (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
  return ERROR_MEANINGS.get(code) ?? 'is altered, or its checksum is wrong';
}

/** The bytes of one stream, as they arrive. */
async function* partsOf(reader: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  const head = await reader.exactly(12, what);
  yield head;
  const check = CHECK_BYTES[(head[7] ?? 0) & 15] ?? 0;
  for (let size = await byteOf(reader, what); size !== 0; size = await byteOf(reader, what)) {
    yield await reader.exactly((size + 1) * 4, what);
    const from = reader.offset();
    for (let chunk = await chunkOf(reader, what); chunk > 0; chunk = await chunkOf(reader, what))
      yield* piecesOf(reader, chunk, what);
    yield await reader.exactly(1, what);
    yield await reader.exactly(((from - reader.offset()) & 3) + check, what);
  }
  yield* indexOf(reader, what);
  yield await reader.exactly(12, what);
}

/** The next `size` bytes, in pieces, so that the available part of a truncated chunk is unpacked too. */
async function* piecesOf(reader: ByteReader, size: number, what: string): AsyncGenerator<Buffer, void> {
  for (let left = size; left > 0;) {
    const bytes = await reader.some(left);
    if (bytes === null) throw new Damage(`ends inside ${what}, after ${reader.offset()} bytes`);
    left -= bytes.length;
    yield bytes;
  }
}

async function byteOf(reader: ByteReader, what: string): Promise<number> {
  const [byte] = await reader.peek(1);
  if (byte === undefined) throw new Damage(`ends inside ${what}, after ${reader.offset()} bytes`);
  return byte;
}

/** Size of the next LZMA2 chunk in bytes, including its header; 0 at the end. */
async function chunkOf(reader: ByteReader, what: string): Promise<number> {
  const head = await reader.peek(6);
  const control = head[0];
  if (control === 0) return 0;
  if (head.length < 6) throw new Damage(`ends inside ${what}, after ${reader.offset() + head.length} bytes`);
  if (control === 1 || control === 2) return 4 + head.readUInt16BE(1);
  if (control === undefined || control < 0x80) throw new Damage(`${what} is altered`);
  return (control < 0xc0 ? 6 : 7) + head.readUInt16BE(3);
}

/** The index: a zero byte, the number of blocks, two numbers per block, padding, a checksum. */
async function* indexOf(reader: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  const from = reader.offset();
  yield await reader.exactly(1, what);
  const count = await numberOf(reader, what);
  yield count.bytes;
  for (let left = count.value * 2; left > 0; left--) yield (await numberOf(reader, what)).bytes;
  yield await reader.exactly(((from - reader.offset()) & 3) + 4, what);
}

async function numberOf(reader: ByteReader, what: string): Promise<{ readonly bytes: Buffer; readonly value: number }> {
  const head = await reader.peek(9);
  const last = head.findIndex((byte) => byte < 0x80);
  if (last < 0) throw new Damage(`the index of ${what} is altered or cut short`);
  const bytes = await reader.exactly(last + 1, what);
  return { bytes, value: bytes.reduceRight((sum, byte) => sum * 128 + (byte & 0x7f), 0) };
}
