import type { ByteReader } from './byte-reader.ts';
import { gunzip } from './gzip.ts';
import type { UnpackOptions } from './opening.ts';

/** Compressed streams that can be read from any of their members on. */
export type Packing = 'gzip' | 'zstd';

/** The content of a compressed stream. */
export async function* unpacked(
  packing: Packing,
  reader: ByteReader,
  options: Pick<UnpackOptions, 'budget' | 'maxWindow' | 'members'>,
): AsyncGenerator<Buffer, void> {
  if (packing === 'gzip') yield* gunzip(reader, options.budget, options.members);
  else yield* (await import('./zstd.ts')).unzstd(reader, options);
}
