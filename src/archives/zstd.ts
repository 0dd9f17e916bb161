import type { ZstdStream } from 'zstd-codec/lib/module.js';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { expansion } from './bomb-guard.ts';
import { zstdLibrary } from './zstd-library.ts';

const MAGIC = 0xfd2fb528;
/** Largest window that is accepted, as by `zstd` itself: 128 MiB. */
const WINDOW = 2 ** 27;

/**
 * What a zstd stream of one or more frames holds. The library takes a stream that is cut short for a whole one, so the frames and blocks
 * are walked here (RFC 8878): every byte must belong to one, and every frame must come to its last block. Checksums are the library's part.
 */
export async function* unzstd(reader: ByteReader): AsyncGenerator<Buffer, void> {
  const growth = expansion();
  for (let frame = 1; (await reader.peek(1)).length > 0; frame++) {
    const what = `zstd frame ${frame}`;
    const at = reader.offset();
    const magic = (await reader.peek(4)).length < 4 ? 0 : (await reader.peek(4)).readUInt32LE();
    if (magic >>> 4 === 0x184d2a5) await skippable(reader, what);
    else if (magic === MAGIC) yield* frameOf(reader, what, growth);
    else throw new Damage(`bytes that are no zstd frame after byte ${at}`);
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

async function* frameOf(
  reader: ByteReader,
  what: string,
  growth: ReturnType<typeof expansion>,
): AsyncGenerator<Buffer, void> {
  const { binding } = await zstdLibrary();
  const stream = new binding.ZstdDecompressStreamBinding();
  try {
    if (!stream.begin()) throw new Error('zstd does not start');
    const head = await headOf(reader, what);
    yield* piece(stream, head.bytes, what, growth);
    let size = 0;
    for (let last = false; !last;) {
      const block = await blockOf(reader, what);
      last = block.last;
      for (const bytes of piece(stream, block.bytes, what, growth)) {
        size += bytes.length;
        yield bytes;
      }
    }
    if (head.checksum) for (const bytes of piece(stream, await reader.exactly(4, what), what, growth)) yield bytes;
    if (head.size !== null && head.size !== size) throw new Damage(`the length of ${what} is wrong`);
  } finally {
    stream.delete();
  }
}

/** At most 128 KiB come of one block. */
function piece(
  stream: ZstdStream,
  bytes: Buffer,
  what: string,
  growth: ReturnType<typeof expansion>,
): readonly Buffer[] {
  const out: Buffer[] = [];
  let size = 0;
  const whole = stream.transform(bytes, (made) => {
    size += made.length;
    out.push(Buffer.from(made));
  });
  if (!whole) throw new Damage(`${what} is altered, or its checksum is wrong`);
  growth.add(bytes.length, size);
  return out;
}

interface Head {
  readonly bytes: Buffer;
  readonly checksum: boolean;
  /** Of the content, or null where the frame does not say. */
  readonly size: number | null;
}

async function headOf(reader: ByteReader, what: string): Promise<Head> {
  const flags = (await reader.peek(5))[4] ?? 0;
  const single = (flags & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const bytes = await reader.exactly(5 + (single ? 0 : 1) + dictionaryBytes + sizeBytes, what);
  const window = bytes[5] ?? 0;
  if (!single && 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8) > WINDOW)
    throw new Damage(`${what} needs a window of more than ${WINDOW} bytes`);
  const tail = bytes.subarray(bytes.length - sizeBytes);
  return { bytes, checksum: (flags & 4) !== 0, size: contentSize(tail) };
}

function contentSize(bytes: Buffer): number | null {
  if (bytes.length === 0) return null;
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE());
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}

async function blockOf(reader: ByteReader, what: string): Promise<{ bytes: Buffer; last: boolean }> {
  const head = await reader.peek(3);
  if (head.length < 3) throw new Damage(`ends inside ${what}`);
  const word = head.readUIntLE(0, 3);
  const repeated = ((word >> 1) & 3) === 1;
  return { bytes: await reader.exactly(3 + (repeated ? 1 : word >> 3), what), last: (word & 1) === 1 };
}
