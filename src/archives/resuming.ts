import { byteReader } from './byte-reader.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';
import { Bomb, Damage, Gap } from './damage.ts';
import type { StreamMembers } from './opening.ts';

/** Bytes that are looked at again where a stream is damaged: what is decompressed across the end of a cut member fails soon. */
const MEMORY_BYTES = 2 ** 21;
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
  let content = open(byteReader(memory.from(member.at), member.at), { before, begins });
  let tries = 0;
  const isMember = async (at: number): Promise<boolean> => {
    const trial = open(byteReader(memory.from(at), at), null);
    try {
      // Of a small member the second call verifies its checksum.
      await trial.next();
      await trial.next();
      return true;
    } catch (error) {
      if (error instanceof Damage) return false;
      throw error;
    } finally {
      await trial.return();
    }
  };
  const nextMember = async (from: number): Promise<number | null> => {
    for (let at = await memory.find(find, from); at !== null; at = await memory.find(find, at + 1)) {
      if (tries++ >= MAX_TRIES) return null;
      if (await isMember(at)) return at;
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
        content = open(byteReader(memory.from(at), at), { before: member.before + 1, begins });
        throw new Gap(error.message, at);
      }
    },
    return: () => content.return(),
  };
}

interface Memory {
  /** The bytes from an offset on, which must be remembered. */
  readonly from: (at: number) => AsyncGenerator<Buffer, void>;
  /** The first offset from one on at which something may begin; null at the end of the input. */
  readonly find: (find: Members['find'], from: number) => Promise<number | null>;
}

/** An input whose last bytes can be read again. */
function remembering(raw: ByteReader): Memory {
  const chunks: Buffer[] = [];
  let start = raw.offset();
  let end = start;
  const pull = async (): Promise<boolean> => {
    const bytes = await raw.some();
    if (bytes === null) return false;
    chunks.push(bytes);
    end += bytes.length;
    while (end - start - (chunks[0]?.length ?? 0) > MEMORY_BYTES) start += chunks.shift()?.length ?? 0;
    return true;
  };
  /** The remembered bytes from an offset on, to the end of a chunk; null if there are none. */
  const at = (offset: number): Buffer | null => {
    let from = start;
    for (const chunk of chunks) {
      if (offset < from + chunk.length) return chunk.subarray(offset - from);
      from += chunk.length;
    }
    return null;
  };
  return {
    from: async function* (offset) {
      for (let next = offset; ;) {
        const bytes = at(next);
        if (bytes === null && !(await pull())) return;
        if (bytes === null) continue;
        next += bytes.length;
        yield bytes;
      }
    },
    find: async (find, from) => {
      let first = start;
      let bytes = Buffer.concat(chunks);
      for (let offset = Math.max(from, start); ;) {
        const found = find(bytes, offset - first);
        if (found >= 0) return first + found;
        const tail = bytes.subarray(-MAX_MARK_BYTES);
        if (!(await pull())) return null;
        first = offset = end - (chunks.at(-1)?.length ?? 0) - tail.length;
        bytes = Buffer.concat([tail, ...chunks.slice(-1)]);
      }
    },
  };
}

/** Longest mark at the beginning of a member, in bytes. */
const MAX_MARK_BYTES = 4;
