import type { ByteReader } from './byte-reader.ts';
import { Behind, Damage } from './damage.ts';
import type { UnpackOptions } from './opening.ts';
import { zeroPadding } from './padding.ts';
import { LARGEST_WINDOW, zstdDecoder } from './zstd-decoder.ts';
import type { Decoder } from './zstd-decoder.ts';

const MAGIC = 0xfd2fb528;
/** Most blocks unpacked at once; each unpacks to at most 128 KiB. */
const MAX_BLOCKS = 16;
const MAX_BATCH_BYTES = 2 ** 17;

/**
 * Decompresses a zstd stream of one or more frames. Decoders accept a truncated stream as complete, so the frames and blocks
 * are walked here (RFC 8878): throws Damage for a byte outside a frame or a frame without its last block. The decoder verifies checksums.
 */
export async function* unzstd(
  reader: ByteReader,
  { budget, maxWindow, members }: Pick<UnpackOptions, 'budget' | 'maxWindow' | 'members'>,
): AsyncGenerator<Buffer, void> {
  const { before, begins } = members ?? { before: 0 };
  for (let frame = before + 1; (await reader.atHand(1)).length > 0; frame++) {
    if (frame > 1 && (await reader.atHand(1))[0] === 0) {
      await zeroPadding(reader, 'zstd frame');
      return;
    }
    const what = `zstd frame ${frame}`;
    const at = reader.offset();
    begins?.(at, frame - 1);
    const magic = (await reader.peek(4)).length < 4 ? 0 : (await reader.peek(4)).readUInt32LE();
    if (magic >>> 4 === 0x184d2a5) await skippable(reader, what);
    else if (magic !== MAGIC) throw new Behind(`no zstd frame at byte ${at}`);
    else {
      for await (const bytes of frameOf(reader, what, maxWindow)) {
        budget.unpacked(bytes.length);
        yield bytes;
      }
    }
  }
}

async function skippable(reader: ByteReader, what: string): Promise<void> {
  let left = (await reader.exactly(8, what)).readUInt32LE(4);
  while (left > 0) {
    const bytes = await reader.some(left);
    if (bytes === null) throw new Damage(`ends inside ${what}`);
    left -= bytes.length;
  }
}

async function* frameOf(reader: ByteReader, what: string, maxWindow: number): AsyncGenerator<Buffer, void> {
  const head = await headOf(reader, what, maxWindow);
  const decoder = await zstdDecoder(what, head);
  try {
    let size = 0;
    for await (const bytes of blocksIn(reader, decoder, head, what)) {
      size += bytes.length;
      yield bytes;
    }
    if (head.size !== null && head.size !== size) throw new Damage(`the length of ${what} is wrong`);
  } finally {
    decoder.close();
  }
}

async function* blocksIn(reader: ByteReader, decoder: Decoder, head: Head, what: string): AsyncGenerator<Buffer, void> {
  for (let last = false; !last;) {
    const blocks = await blocksOf(reader, what);
    last = blocks.last;
    yield* await decoder.feed(blocks.bytes);
  }
  if (head.checksum) yield* await decoder.feed(await reader.exactly(4, what));
  yield* await decoder.end();
}

/** The header of a frame. */
export interface Head {
  readonly bytes: Buffer;
  readonly checksum: boolean;
  /** Size of the content in bytes; null if the frame does not state it. */
  readonly size: number | null;
}

async function headOf(reader: ByteReader, what: string, maxWindow: number): Promise<Head> {
  const flags = (await reader.peek(5))[4] ?? 0;
  const single = (flags & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const bytes = await reader.exactly(5 + (single ? 0 : 1) + dictionaryBytes + sizeBytes, what);
  const size = contentSize(bytes.subarray(bytes.length - sizeBytes));
  const window = single ? (size ?? 0) : windowOf(bytes[5] ?? 0);
  const most = Math.min(maxWindow, LARGEST_WINDOW);
  if (window > most) {
    const advice = most < LARGEST_WINDOW ? '--max-window raises the limit' : 'Node 22.15 and later read larger ones';
    throw new Damage(`${what} needs a window of ${window} bytes, more than ${most}; ${advice}`);
  }
  return { bytes, checksum: (flags & 4) !== 0, size };
}

function windowOf(byte: number): number {
  return 2 ** (10 + (byte >> 3)) * (1 + (byte & 7) / 8);
}

function contentSize(bytes: Buffer): number | null {
  if (bytes.length === 0) return null;
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE());
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}

interface Blocks {
  readonly bytes: Buffer;
  /** True if the frame ends with these blocks. */
  readonly last: boolean;
}

async function blocksOf(reader: ByteReader, what: string): Promise<Blocks> {
  const parts: Buffer[] = [];
  let size = 0;
  let last = false;
  while (!last && parts.length < MAX_BLOCKS && size < MAX_BATCH_BYTES) {
    // Blocks that have arrived are unpacked before waiting for more.
    if (parts.length > 0 && reader.held() < 3) break;
    const head = await reader.peek(3);
    if (head.length < 3) throw new Damage(`ends inside ${what}`);
    const word = head.readUIntLE(0, 3);
    const repeated = ((word >> 1) & 3) === 1;
    const length = 3 + (repeated ? 1 : word >> 3);
    if (parts.length > 0 && reader.held() < length) break;
    parts.push(await reader.exactly(length, what));
    size += length;
    last = (word & 1) === 1;
  }
  return { bytes: Buffer.concat(parts), last };
}
