import { unarc } from './arc.ts';
import { byteReader, rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { TooLarge } from './damage.ts';
import { gunzip } from './gzip.ts';
import { UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { Opening } from './opening.ts';
import { begins, isTar, isWarc, isZip, isZstd } from './sniff.ts';
import type { Test } from './sniff.ts';
import { untar } from './tar.ts';
import { unwarc } from './warc.ts';

export { budget } from './budget.ts';
export type { Budget } from './budget.ts';
export { byteReader, drain, growing, rest } from './byte-reader.ts';
export type { ByteReader, Chunks, Growing } from './byte-reader.ts';
export { Bomb, Damage, NoTextColumn, TooLarge } from './damage.ts';
export type { Known, Member } from './member.ts';
export type { Opening } from './opening.ts';
export { collectionOf } from './collections.ts';
export type { Collecting, Collection } from './collections.ts';

/** An archive format: its name, its detection, and its members. */
export interface Archive {
  readonly name: string;
  readonly opens: Test;
  /** Throws Damage or TooLarge where it cannot be read any further; a damaged member throws when it is read. */
  readonly members: (reader: ByteReader, how: Opening) => AsyncGenerator<Member, void>;
}

/** All supported formats; the first match wins. Rare formats are loaded on demand. */
const ARCHIVES: readonly Archive[] = [
  { name: 'gzip', opens: begins('\x1f\x8b\x08'), members: only((reader, how) => gunzip(reader, how.budget)) },
  {
    name: 'zstd',
    opens: isZstd,
    members: only(async (reader, how) => (await import('./zstd.ts')).unzstd(reader, how)),
  },
  {
    name: 'xz',
    opens: begins('\xfd7zXZ\0'),
    members: only(async (reader, how) => (await import('./xz.ts')).unxz(reader, how.budget)),
  },
  {
    name: 'bzip2',
    opens: (head) => /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/.test(head.toString('latin1', 0, 10)),
    members: only(async (reader, how) => (await import('./bzip2.ts')).bunzip(reader, how.budget)),
  },
  { name: 'zip', opens: isZip, members: zipMembers },
  { name: 'warc', opens: isWarc, members: unwarc },
  { name: 'arc', opens: begins('filedesc://'), members: unarc },
  { name: 'tar', opens: isTar, members: untar },
];

/** The archive format of a head of at least 512 bytes, or of the whole file; null for a document. */
export function archiveOf(head: Buffer): Archive | null {
  return ARCHIVES.find(({ opens }) => opens(head)) ?? null;
}

type Unpacked = AsyncGenerator<Buffer, void>;

/** A compressed stream has a single unnamed member. */
function only(unpack: (reader: ByteReader, how: Opening) => Unpacked | Promise<Unpacked>): Archive['members'] {
  return async function* (reader, how) {
    yield { ...UNKNOWN, name: null, bytes: byteReader(await unpack(reader, how)) };
  };
}

/** ZIP cannot be streamed, since its directory is at the end: unless it is a file, it is held in memory, within the limit for documents. */
async function* zipMembers(reader: ByteReader, how: Opening): AsyncGenerator<Member, void> {
  const { unzip } = await import('./zip.ts');
  if (how.file !== null) how.budget.read(how.file.size);
  const archive = how.file?.descriptor ?? (await rest(reader, how.maxBytes));
  if (archive === null)
    throw new TooLarge(`a ZIP archive of more than ${how.maxBytes} bytes that is not a file itself`);
  yield* unzip(archive, how);
}
