import type { ByteReader } from './byte-reader.ts';
import { Bomb, Damage, Gap, passed } from './damage.ts';
import type { Member } from './member.ts';

/** Bytes in which a beginning is looked for, and those of them behind it that are needed to tell it. */
const SEEK_BYTES = 2 ** 18;
export const TELLING_BYTES: number = 2 ** 14;

/**
 * Moves to the next place that `find` finds in the bytes from it on, past gaps in the stream; false at the end. A beginning with
 * fewer than 16 kB behind it is looked for again with more.
 */
export async function seek(reader: ByteReader, find: (bytes: Buffer) => number): Promise<boolean> {
  for (;;) {
    const bytes = await reader.peek(SEEK_BYTES).catch((error: unknown) => {
      // Nothing was left in front of the gap.
      if (error instanceof Gap) return null;
      throw error;
    });
    if (bytes === null) continue;
    if (bytes.length === 0) return false;
    const last = bytes.length < SEEK_BYTES ? bytes.length : bytes.length - TELLING_BYTES;
    const at = find(bytes);
    const found = at >= 0 && at < last;
    await reader.exactly(found ? at : last, 'bytes in front of a beginning');
    if (found) return true;
  }
}

/** What is read up to a damage, and on from the next beginning behind it, as `seek` finds it. */
export async function* around(
  reader: ByteReader,
  read: () => AsyncGenerator<Member, void>,
  find: (bytes: Buffer) => number,
): AsyncGenerator<Member | Damage, void> {
  for (;;) {
    try {
      yield* read();
      return;
    } catch (error) {
      if (!(error instanceof Damage) || error instanceof Bomb || !(await seek(reader, find))) throw error;
      yield passed(error, reader.offset());
    }
  }
}
