import { Damage } from './damage.ts';

/** Bytes to be pulled, from a file, a pipe or a container around. */
export type Chunks = AsyncIterator<Uint8Array, unknown, undefined> | Iterator<Uint8Array, unknown, undefined>;

/** A place in a stream of bytes. Holds no more of it than was asked for, and a chunk. */
export interface ByteReader {
  /** The next `size` bytes without taking them; fewer only where the input ends. */
  readonly peek: (size: number) => Promise<Buffer>;
  /** The next bytes, as many as are at hand but at most `size`; null at the end. */
  readonly some: (size?: number) => Promise<Buffer | null>;
  /** Exactly `size` bytes. Throws Damage if the input ends before, saying it ends inside `what`. */
  readonly exactly: (size: number, what: string) => Promise<Buffer>;
  /** Bytes taken so far. */
  readonly offset: () => number;
  /** Lets go of the input. */
  readonly close: () => Promise<void>;
}

/** A reader over chunks that come one after another. */
export function byteReader(chunks: Chunks): ByteReader {
  let held: Buffer = Buffer.alloc(0);
  let taken = 0;
  const fill = async (size: number): Promise<void> => {
    if (held.length < size) held = await filled(held, size, chunks);
  };
  const take = (size: number): Buffer => {
    const bytes = held.subarray(0, size);
    held = held.subarray(bytes.length);
    taken += bytes.length;
    return bytes;
  };
  return {
    peek: async (size) => {
      await fill(size);
      return held.subarray(0, size);
    },
    some: async (size = Infinity) => {
      await fill(1);
      return held.length === 0 ? null : take(Math.min(size, held.length));
    },
    exactly: async (size, what) => {
      await fill(size);
      if (held.length < size) throw new Damage(`ends inside ${what}, after ${taken + held.length} bytes`);
      return take(size);
    },
    offset: () => taken,
    close: async () => {
      await chunks.return?.();
    },
  };
}

/** `held` and the next chunks, until there are `size` bytes or no more. */
async function filled(held: Buffer, size: number, chunks: Chunks): Promise<Buffer> {
  const parts = held.length > 0 ? [held] : [];
  for (let length = held.length; length < size;) {
    const next = await chunks.next();
    if (next.done === true) break;
    if (next.value.length > 0) parts.push(bufferOf(next.value));
    length += next.value.length;
  }
  return joined(parts);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
}

/** All that is left, if it is no more than `limit` bytes; else null. */
export async function rest(reader: ByteReader, limit: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some()) {
    size += bytes.length;
    if (size > limit) return null;
    parts.push(bytes);
  }
  return joined(parts);
}

/** Takes what is left and lets it go. */
export async function drain(reader: ByteReader): Promise<void> {
  while ((await reader.some()) !== null);
}

/** The next `size` bytes of a reader as a reader of their own, for one member after the other. Ends early with Damage. */
export function slice(reader: ByteReader, size: number, what: string): ByteReader {
  return byteReader(
    (async function* () {
      for (let left = size; left > 0;) {
        const bytes = await reader.some(left);
        if (bytes === null) throw new Damage(`ends inside ${what}, ${left} bytes short`);
        left -= bytes.length;
        yield bytes;
      }
    })(),
  );
}
