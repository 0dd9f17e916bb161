import type { FileMetaData, parquetMetadataAsync } from 'hyparquet';
import { Damage } from './damage.ts';
import { structEnd } from './parquet-guard.ts';
import { bytesAt } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';

/** Footers longer than this, in bytes, are an attack: a thousand columns in ten thousand row groups take less. */
const MAX_FOOTER_BYTES = 2 ** 28;

/** The footer of a file, checked before memory is allocated for it. Throws Damage. */
export async function metadataOf(parse: typeof parquetMetadataAsync, access: RandomAccess): Promise<FileMetaData> {
  const tail = await bytesAt(access, Math.max(0, access.size - 8), access.size, 'a Parquet file');
  const magic = tail.toString('latin1', 4);
  if (magic === 'PARE') throw new Damage('is an encrypted Parquet file');
  if (magic !== 'PAR1') throw new Damage('is a Parquet file that is cut short: its end mark is missing');
  const length = tail.readUInt32LE(0);
  if (length > Math.min(access.size - 8, MAX_FOOTER_BYTES)) throw new Damage('is a Parquet file with a damaged footer');
  structEnd(await bytesAt(access, access.size - 8 - length, access.size - 8, 'the footer'), 0);
  const slice = async (start: number, end = access.size): Promise<ArrayBuffer> =>
    copied(await bytesAt(access, start, end, 'the footer'));
  return parse({ byteLength: access.size, slice }, { geoparquet: false });
}

/** A copy in memory of its own, as hyparquet requires. */
export function copied(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
