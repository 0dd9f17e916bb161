import { Damage } from './damage.ts';

/** Chunks of bytes to pull, from a file, a pipe or an enclosing archive. */
export type Chunks = AsyncIterator<Uint8Array, unknown, undefined> | Iterator<Uint8Array, unknown, undefined>;

/** Chunks that `next` makes of others, and that end with them. Unlike a generator, they can go on after `next` has thrown. */
export function chunksBy(
  chunks: Chunks,
  next: () => Promise<IteratorResult<Uint8Array, unknown>>,
): AsyncIterator<Uint8Array, unknown, undefined> {
  return { next, return: async () => (await chunks.return?.()) ?? { done: true, value: undefined } };
}

/**
 * A position in a byte stream. Buffers no more than was asked for, plus a chunk. If the input fails, the bytes before the
 * failure are returned first: to `peek`, `atHand` and `some` the input seems to end there, and the next call throws.
 */
export interface ByteReader {
  /** The next `size` bytes without consuming them; fewer only at the end of the input. */
  readonly peek: (size: number) => Promise<Buffer>;
  /** The next bytes without consuming them, as many as are buffered but at most `size`; empty only at the end of the input. */
  readonly atHand: (size: number) => Promise<Buffer>;
  /** The next bytes, as many as are buffered but at most `size`; null at the end. */
  readonly some: (size?: number) => Promise<Buffer | null>;
  /** Exactly `size` bytes. Throws Damage, saying that the input ends inside `what`, if there are fewer. */
  readonly exactly: (size: number, what: string) => Promise<Buffer>;
  /** Number of bytes available without waiting. */
  readonly held: () => number;
  /** Offset of the next byte: the number of bytes consumed so far, and of those in front of the input. */
  readonly offset: () => number;
  /** Releases the input. */
  readonly close: () => Promise<void>;
}

/** A reader over chunks, whose first byte has the offset `start`. */
export function byteReader(chunks: Chunks, start = 0): ByteReader {
  const { held, fill, take, fail } = buffered(chunks);
  let taken = start;
  const taking = (size: number): Buffer => {
    const bytes = take(size);
    taken += bytes.length;
    return bytes;
  };
  return {
    peek: async (size) => {
      await fill(size);
      return held().subarray(0, size);
    },
    atHand: async (size) => {
      await fill(1);
      return held().subarray(0, size);
    },
    some: async (size = Infinity) => {
      await fill(1);
      return held().length === 0 ? null : taking(Math.min(size, held().length));
    },
    exactly: async (size, what) => {
      await fill(size);
      if (held().length < size) fail();
      if (held().length < size) throw new Damage(`ends inside ${what}, after ${taken + held().length} bytes`);
      return taking(size);
    },
    held: () => held().length,
    offset: () => taken,
    close: async () => {
      await chunks.return?.();
    },
  };
}

/** Bytes pulled but not yet consumed. */
interface Buffered {
  readonly held: () => Buffer;
  /** Pulls until `size` bytes are buffered or the input ends or fails. Throws the input's error if nothing is buffered. */
  readonly fill: (size: number) => Promise<void>;
  readonly take: (size: number) => Buffer;
  /** Throws the input's error once; after that the input is pulled again. */
  readonly fail: () => void;
}

function buffered(chunks: Chunks): Buffered {
  let held: Buffer = Buffer.alloc(0);
  let failure: { readonly error: unknown } | null = null;
  const fail = (): void => {
    if (failure === null) return;
    const { error } = failure;
    failure = null;
    throw error;
  };
  return {
    held: () => held,
    fill: async (size) => {
      if (held.length >= size) return;
      if (failure === null) ({ bytes: held, failure } = await filled(held, size, chunks));
      if (held.length === 0) fail();
    },
    take: (size) => {
      const bytes = held.subarray(0, size);
      held = held.subarray(bytes.length);
      return bytes;
    },
    fail,
  };
}

interface Filled {
  readonly bytes: Buffer;
  /** The error that the input threw after these bytes. */
  readonly failure: { readonly error: unknown } | null;
}

/** Appends chunks to `held` until there are `size` bytes or the input ends. */
async function filled(held: Buffer, size: number, chunks: Chunks): Promise<Filled> {
  const parts = held.length > 0 ? [held] : [];
  try {
    for (let length = held.length; length < size;) {
      const next = await chunks.next();
      if (next.done === true) break;
      if (next.value.length > 0) parts.push(bufferOf(next.value));
      length += next.value.length;
    }
  } catch (error) {
    return { bytes: joined(parts), failure: { error } };
  }
  return { bytes: joined(parts), failure: null };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
}

/** Reads the rest of the input; null if it is more than `limit` bytes. */
export async function rest(reader: ByteReader, limit: number): Promise<Buffer | null> {
  const all = growing();
  for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some()) {
    if (all.size() + bytes.length > limit) return null;
    all.add(bytes);
  }
  return all.take();
}

/** Collects bytes that come in pieces. However small the pieces, it takes at most four times the memory of the bytes. */
export interface Growing {
  readonly add: (bytes: Buffer) => void;
  readonly size: () => number;
  /** Returns all bytes collected and empties the collection. */
  readonly take: () => Buffer;
}

const SMALL_PIECE_BYTES = 2 ** 12;

export function growing(): Growing {
  let parts: Buffer[] = [];
  let size = 0;
  let tail = Buffer.alloc(0);
  let used = 0;
  const settle = (): void => {
    if (used > 0) parts.push(tail.subarray(0, used));
    tail = tail.subarray(used);
    used = 0;
  };
  return {
    add: (bytes) => {
      size += bytes.length;
      if (bytes.length < SMALL_PIECE_BYTES) {
        if (tail.length - used < bytes.length) {
          settle();
          tail = Buffer.allocUnsafeSlow(16 * SMALL_PIECE_BYTES);
        }
        used += bytes.copy(tail, used);
        return;
      }
      settle();
      parts.push(bytes);
    },
    size: () => size,
    take: () => {
      settle();
      const all = joined(parts);
      parts = [];
      size = 0;
      return all;
    },
  };
}

/** Reads and discards the rest of the input. */
export async function drain(reader: ByteReader): Promise<void> {
  while ((await reader.some()) !== null);
}

/** A reader over part of a stream. */
export interface Slice extends ByteReader {
  /** True once the stream has ended inside it, which was thrown to the caller that read so far. */
  readonly isCut: () => boolean;
  /** Throws what the stream threw inside it, once more, if it did. */
  readonly mustBeWhole: () => void;
}

/** A reader over the next `size` bytes of a reader, one at a time. Throws Damage if there are fewer. */
export function slice(reader: ByteReader, size: number, what: string): Slice {
  let cut = false;
  let failure: { readonly error: unknown } | null = null;
  const some = (most: number): Promise<Buffer | null> =>
    reader.some(most).catch((error: unknown) => {
      failure = { error };
      throw error;
    });
  const bytes = byteReader(
    (async function* () {
      for (let left = size; left > 0;) {
        const bytes = await some(left);
        cut = bytes === null;
        if (bytes === null) throw new Damage(`ends inside ${what}, ${left} bytes short`);
        left -= bytes.length;
        yield bytes;
      }
    })(),
  );
  return {
    ...bytes,
    isCut: () => cut,
    mustBeWhole: () => {
      if (failure !== null) throw failure.error;
    },
  };
}
