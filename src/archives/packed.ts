import { budget } from './budget.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';
import { gunzip } from './gzip.ts';
import type { StreamMembers, UnpackOptions } from './opening.ts';
import { resuming } from './resuming.ts';

/** Compressed streams that can be read from any of their members on; a file is cut between those of gzip and zstd. */
export type Packing = 'gzip' | 'zstd' | 'bzip2' | 'xz';

type Options = Pick<UnpackOptions, 'budget' | 'maxWindow' | 'members'>;

/** The content of a compressed stream, up to the first damage. */
export async function* unpacked(packing: Packing, reader: ByteReader, options: Options): AsyncGenerator<Buffer, void> {
  const { budget: spent, members } = options;
  if (packing === 'gzip') yield* gunzip(reader, spent, members);
  else if (packing === 'zstd') yield* (await import('./zstd.ts')).unzstd(reader, options);
  else if (packing === 'bzip2') yield* (await import('./bzip2.ts')).bunzip(reader, spent, members);
  else yield* (await import('./xz.ts')).unxz(reader, spent, members);
}

const MARKS: Readonly<Record<Packing, Buffer>> = {
  gzip: Buffer.from([0x1f, 0x8b, 0x08]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
  bzip2: Buffer.from('BZh', 'latin1'),
  xz: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
};

/** The content of a compressed stream, with a Gap where members are damaged and others follow. */
export function unpackedAround(packing: Packing, reader: ByteReader, options: Options): Chunks {
  const open = (from: ByteReader, members: StreamMembers | null): AsyncGenerator<Buffer, void> =>
    unpacked(packing, from, members === null ? { ...options, budget: budget() } : { ...options, members });
  const find = (bytes: Buffer, from: number): number => bytes.indexOf(MARKS[packing], from);
  return resuming(reader, { open, find }, options.members?.before ?? 0);
}
