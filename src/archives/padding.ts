import type { ByteReader } from './byte-reader.ts';
import { Behind } from './damage.ts';

/** Consumes the zeros behind the last `member` of a stream, which fill blocks of tapes and disks. Throws Behind if anything else follows. */
export async function zeroPadding(reader: ByteReader, member: string): Promise<void> {
  const at = reader.offset();
  for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some()) {
    if (bytes.some((byte) => byte !== 0)) throw new Behind(`no ${member} or zero padding after byte ${at}`);
  }
}
