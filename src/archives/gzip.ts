import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { InflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { Behind, Damage } from './damage.ts';
import { engine } from './engine.ts';
import type { StreamMembers } from './opening.ts';
import { zeroPadding } from './padding.ts';

const CHUNK_BYTES = 2 ** 16;
/** Compressed bytes fed at a time: all that they unpack to is held at once. */
const INPUT_BYTES = 2 ** 14;
/** Largest output of a member that is inflated in one call, in bytes. */
const MAX_SMALL_BYTES = 2 ** 20;

/**
 * Decompresses a gzip stream of one or more members. node:zlib stops silently at the first byte after a member that begins no other,
 * so a member with an altered header, and everything after it, would be lost silently. Here every byte must belong to a member,
 * and every member must have the length and CRC-32 it states; else throws Damage. Zero padding at the end is allowed, as in gzip itself.
 */
export async function* gunzip(
  reader: ByteReader,
  budget: Budget,
  { before, begins }: StreamMembers = { before: 0 },
): AsyncGenerator<Buffer, void> {
  for (let member = before + 1; (await reader.atHand(1)).length > 0; member++) {
    if (member > 1 && (await reader.atHand(1))[0] === 0) {
      await zeroPadding(reader, 'gzip member');
      return;
    }
    begins?.(reader.offset(), member - 1);
    await header(reader, member);
    yield* body(reader, member, budget);
  }
}

const TEXT_FIELDS = [8, 16];
/** Longest name or comment in a header, in bytes. */
const MAX_NAME_BYTES = 2 ** 16;

async function header(reader: ByteReader, member: number): Promise<void> {
  const where = `the header of gzip member ${member}`;
  const at = reader.offset();
  const magic = await reader.peek(2);
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) throw new Behind(`no gzip member at byte ${at}`);
  const head = await reader.exactly(10, where);
  if (head[2] !== 8) throw new Damage(`gzip member ${member} is compressed with unknown method ${head[2] ?? 0}`);
  const flags = head[3] ?? 0;
  if ((flags & 0xe0) !== 0) throw new Damage(`unknown flags in ${where}`);
  if ((flags & 4) !== 0) await reader.exactly((await reader.exactly(2, where)).readUInt16LE(), where);
  for (const flag of TEXT_FIELDS) {
    if ((flags & flag) === 0) continue;
    const end = (await reader.peek(MAX_NAME_BYTES)).indexOf(0);
    if (end < 0) throw new Damage(`${where} has an unterminated name or comment`);
    await reader.exactly(end + 1, where);
  }
  if ((flags & 2) !== 0) await reader.exactly(2, where);
}

async function* body(reader: ByteReader, member: number, budget: Budget): AsyncGenerator<Buffer, void> {
  let crc = 0;
  let size = 0;
  for await (const bytes of inflated(reader, `gzip member ${member}`)) {
    crc = crc32(bytes, crc);
    size += bytes.length;
    budget.unpacked(bytes.length);
    yield bytes;
  }
  const end = await reader.exactly(8, `the trailer of gzip member ${member}`);
  if (end.readUInt32LE(0) !== crc) throw new Damage(`the checksum of gzip member ${member} is wrong`);
  if (end.readUInt32LE(4) !== size % 2 ** 32) throw new Damage(`the length of gzip member ${member} is wrong`);
}

async function* inflated(reader: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  const small = inflateSmall(await reader.peek(CHUNK_BYTES));
  if (small === null) {
    yield* inflate(reader, what);
    return;
  }
  await reader.exactly(small.used, what);
  yield small.bytes;
}

/** Inflates a small member in one call, far faster than a stream for each of the many in a WARC file; null if incomplete or large. */
function inflateSmall(input: Buffer): { readonly bytes: Buffer; readonly used: number } | null {
  try {
    const result: unknown = inflateRawSync(input, { info: true, maxOutputLength: MAX_SMALL_BYTES });
    if (!informed(result)) return null;
    return { bytes: compact(result.buffer), used: result.engine.bytesWritten };
  } catch {
    return null;
  }
}

/** A copy where the bytes are a small part of what they keep in memory, 16 kB: a line may span thousands of members. */
function compact(bytes: Buffer): Buffer {
  return bytes.length < bytes.buffer.byteLength / 2 ? Buffer.from(bytes) : bytes;
}

function informed(result: unknown): result is { readonly buffer: Buffer; readonly engine: InflateRaw } {
  return typeof result === 'object' && result !== null && 'engine' in result;
}

/** Inflates deflated bytes and leaves the reader after them. */
export async function* inflate(reader: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  const inflating = engine(stream, what);
  try {
    while (!inflating.ended()) {
      const input = await reader.atHand(INPUT_BYTES);
      if (input.length === 0) throw new Damage(`ends inside ${what}`);
      const before = stream.bytesWritten;
      const ready = await inflating.feed(input);
      await reader.exactly(stream.bytesWritten - before, what);
      yield* ready;
    }
    yield* await inflating.end();
  } finally {
    inflating.close();
  }
}
