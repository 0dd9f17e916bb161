import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { InflateRaw } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { expansion } from './bomb-guard.ts';

const PIECE = 2 ** 16;
/** Compressed bytes at a time: what they can grow to is held at once. */
const BITE = 2 ** 14;
/** Most bytes a member can give that is inflated at one go. */
const SMALL = 2 ** 20;

/**
 * What a gzip stream of one or more members holds. node:zlib ends quietly at the first byte after a member that is no other one,
 * so that a member with an altered head, and all after it, would be lost without a word; here every byte must belong to a member,
 * and every member must have the length and checksum (CRC-32) it states.
 */
export async function* gunzip(reader: ByteReader): AsyncGenerator<Buffer, void> {
  const growth = expansion();
  for (let member = 1; (await reader.peek(1)).length > 0; member++) {
    await header(reader, member);
    yield* body(reader, member, growth);
  }
}

const TEXT_FIELDS = [8, 16];

async function header(reader: ByteReader, member: number): Promise<void> {
  const where = `the head of gzip member ${member}`;
  const at = reader.offset();
  const head = await reader.exactly(10, where);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    const what = head.every((byte) => byte === 0) ? 'padding with zeros' : 'bytes that are no gzip member';
    throw new Damage(`${what} after byte ${at}`);
  }
  if (head[2] !== 8) throw new Damage(`gzip member ${member} is packed with unknown method ${head[2] ?? 0}`);
  const flags = head[3] ?? 0;
  if ((flags & 0xe0) !== 0) throw new Damage(`unknown flags in ${where}`);
  if ((flags & 4) !== 0) await reader.exactly((await reader.exactly(2, where)).readUInt16LE(), where);
  for (const flag of TEXT_FIELDS) {
    if ((flags & flag) !== 0) while ((await reader.exactly(1, where))[0] !== 0);
  }
  if ((flags & 2) !== 0) await reader.exactly(2, where);
}

async function* body(
  reader: ByteReader,
  member: number,
  growth: ReturnType<typeof expansion>,
): AsyncGenerator<Buffer, void> {
  let crc = 0;
  let size = 0;
  for await (const bytes of inflated(reader, `gzip member ${member}`, growth)) {
    crc = crc32(bytes, crc);
    size += bytes.length;
    yield bytes;
  }
  const end = await reader.exactly(8, `the end of gzip member ${member}`);
  if (end.readUInt32LE(0) !== crc) throw new Damage(`the checksum of gzip member ${member} is wrong`);
  if (end.readUInt32LE(4) !== size % 2 ** 32) throw new Damage(`the length of gzip member ${member} is wrong`);
}

async function* inflated(
  reader: ByteReader,
  what: string,
  growth: ReturnType<typeof expansion>,
): AsyncGenerator<Buffer, void> {
  const small = inflateSmall(await reader.peek(PIECE));
  if (small === null) {
    yield* inflate(reader, what, growth);
    return;
  }
  await reader.exactly(small.used, what);
  growth.add(small.used, small.bytes.length);
  yield small.bytes;
}

/** A small member at one go, which for the many of a WARC file is far faster than a stream for each; null if it is not whole or not small. */
function inflateSmall(input: Buffer): { readonly bytes: Buffer; readonly used: number } | null {
  try {
    const result: unknown = inflateRawSync(input, { info: true, maxOutputLength: SMALL });
    return informed(result) ? { bytes: result.buffer, used: result.engine.bytesWritten } : null;
  } catch {
    return null;
  }
}

function informed(result: unknown): result is { readonly buffer: Buffer; readonly engine: InflateRaw } {
  return typeof result === 'object' && result !== null && 'engine' in result;
}

/** Deflated bytes, inflated; the reader stands after them at the end. */
async function* inflate(
  reader: ByteReader,
  what: string,
  growth: ReturnType<typeof expansion>,
): AsyncGenerator<Buffer, void> {
  const engine = createInflateRaw({ chunkSize: PIECE });
  const outputs: Buffer[] = [];
  engine.on('data', (bytes: Buffer) => outputs.push(bytes));
  try {
    for (let ended = false; !ended;) {
      const input = (await reader.peek(1)).subarray(0, BITE);
      if (input.length === 0) throw new Damage(`ends inside ${what}`);
      const before = engine.bytesWritten;
      ended = await feed(engine, input, what);
      const used = engine.bytesWritten - before;
      await reader.exactly(used, what);
      const ready = outputs.splice(0);
      growth.add(
        used,
        ready.reduce((sum, bytes) => sum + bytes.length, 0),
      );
      yield* ready;
    }
  } finally {
    engine.destroy();
  }
}

/** True if the deflated bytes end within the input. */
function feed(engine: InflateRaw, input: Buffer, what: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      engine.off('end', atEnd).off('error', atError);
      act();
    };
    const atEnd = (): void => {
      settle(() => {
        resolve(true);
      });
    };
    const atError = (error: Error): void => {
      settle(() => {
        reject(new Damage(`${what} is altered or no deflated data (${error.message})`));
      });
    };
    engine.on('end', atEnd).on('error', atError);
    engine.write(input, (error) => {
      if (error === null || error === undefined)
        settle(() => {
          resolve(false);
        });
    });
  });
}
