import { byteReader } from './byte-reader.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';
import { Bomb, Damage, Gap } from './damage.ts';
import type { StreamMembers } from './opening.ts';

/** Bytes that are looked at again where a stream is damaged: what is decompressed across the end of a cut member fails soon. */
const MEMORY_BYTES = 2 ** 22;
/** Places that are tried in one stream; more are an attack. */
const MAX_TRIES = 1000;

/** A kind of compressed stream of members, each of which can be decompressed by itself. */
export interface Members {
  /** Decompresses from the next byte on; for a trial, of which the output is not used, without members. */
  readonly open: (reader: ByteReader, members: StreamMembers | null) => AsyncGenerator<Buffer, void>;
  /** Offset in the bytes, at or behind `from`, at which a member may begin; -1 if there is none. */
  readonly find: (bytes: Buffer, from: number) => number;
}

/**
 * What a compressed stream of members holds. Behind a damaged member it goes on at the next one of which the beginning, or all of a small one, can be
 * decompressed: Gap is thrown, and the next call returns what follows. Throws Damage if there is none.
 */
export function resuming(raw: ByteReader, { open, find }: Members, before = 0): Chunks {
  const memory = remembering(raw);
  let member = { at: raw.offset(), before };
  const begins = (at: number, count: number): void => {
    member = { at, before: count };
  };
  const openAt = (at: number, count: number): AsyncGenerator<Buffer, void> =>
    open(byteReader(memory.from(at, true), at), { before: count, begins });
  let content = openAt(member.at, before);
  let tries = 0;
  const nextMember = async (from: number): Promise<number | null> => {
    for (let at = await memory.find(find, from); at !== null; at = await memory.find(find, at + 1)) {
      if (tries++ >= MAX_TRIES) return null;
      if (await isWhole(open(byteReader(memory.from(at, false), at), null))) return at;
    }
    return null;
  };
  return {
    next: async () => {
      try {
        return await content.next();
      } catch (error) {
        if (!(error instanceof Damage) || error instanceof Bomb) throw error;
        const at = await nextMember(member.at + 1);
        if (at === null) throw error;
        content = openAt(at, member.before + 1);
        throw new Gap(error.message, at);
      }
    },
    return: () => content.return(),
  };
}

/** Whether the beginning of a member can be decompressed. Of a small one, the second call verifies the checksum. */
async function isWhole(member: AsyncGenerator<Buffer, void>): Promise<boolean> {
  try {
    await member.next();
    await member.next();
    return true;
  } catch (error) {
    if (error instanceof Damage) return false;
    throw error;
  } finally {
    await member.return();
  }
}

interface Memory {
  /** The bytes from an offset on, which must be remembered; `once` if they are not looked at again. */
  readonly from: (at: number, once: boolean) => AsyncGenerator<Buffer, void>;
  /** The first offset from one on at which something may begin; null at the end of the input. */
  readonly find: (find: Members['find'], from: number) => Promise<number | null>;
}

/** An input whose last bytes can be read again. */
function remembering(raw: ByteReader): Memory {
  const chunks: Buffer[] = [];
  let start = raw.offset();
  let end = start;
  /** What is behind it is kept, however long, until something is read from there. */
  let tried = Infinity;
  const pull = async (): Promise<Buffer | null> => {
    const bytes = await raw.some();
    if (bytes === null) return null;
    chunks.push(bytes);
    end += bytes.length;
    start += trimmed(chunks, Math.min(end - MEMORY_BYTES, tried) - start);
    return bytes;
  };
  return {
    from: async function* (offset, once) {
      if (once) tried = Infinity;
      for (let next = offset; ;) {
        const bytes = next < end ? chunkAt(chunks, next - start) : await pull();
        if (bytes === null) return;
        next += bytes.length;
        yield bytes;
      }
    },
    find: async (find, from) => {
      let first = start;
      let bytes = Buffer.concat(chunks);
      for (let offset = Math.max(from, start); ;) {
        const found = find(bytes, offset - first);
        if (found >= 0) return (tried = first + found);
        const tail = bytes.subarray(-MAX_MARK_BYTES);
        const more = await pull();
        if (more === null) return null;
        first = offset = end - more.length - tail.length;
        bytes = Buffer.concat([tail, more]);
      }
    },
  };
}

/** Drops the first chunks as far as they end in front of an offset in them; returns the number of bytes dropped. */
function trimmed(chunks: Buffer[], offset: number): number {
  let size = 0;
  for (let [first] = chunks; first !== undefined && size + first.length <= offset; [first] = chunks) {
    size += first.length;
    chunks.shift();
  }
  return size;
}

/** The bytes from an offset in chunks to the end of its chunk; null if it is outside. */
function chunkAt(chunks: readonly Buffer[], offset: number): Buffer | null {
  let from = 0;
  for (const chunk of chunks) {
    if (offset < from + chunk.length) return chunk.subarray(offset - from);
    from += chunk.length;
  }
  return null;
}

/** Longest mark at the beginning of a member, in bytes. */
const MAX_MARK_BYTES = 6;
