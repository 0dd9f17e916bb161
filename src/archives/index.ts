import { unarc } from './arc.ts';
import type { Archive } from './archive.ts';
import { byteReader, chunksBy, rest } from './byte-reader.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';
import { Behind, Gap, passed, TooLarge } from './damage.ts';
import { UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';
import { unpackedAround } from './packed.ts';
import { isSavedResponse, savedResponse } from './saved-response.ts';
import { begins, isTar, isWarc, isZip, isZstd } from './sniff.ts';
import { untar } from './tar.ts';
import { unwarc } from './warc.ts';

export type { Archive } from './archive.ts';
export { budget } from './budget.ts';
export type { Budget } from './budget.ts';
export { appendedZip, mayBeAppended, packedProgram } from './appended.ts';
export { seek } from './around.ts';
export { byteReader, chunksBy, drain, growing, rest } from './byte-reader.ts';
export type { ByteReader, Chunks, Growing } from './byte-reader.ts';
export { Bomb, Damage, Gap, NoTextColumn, passed, TooLarge, Unreadable } from './damage.ts';
export { unpacked, unpackedAround } from './packed.ts';
export type { Packing } from './packed.ts';
export { recordOffsets, unwarc } from './warc.ts';
export type { FileAccess, RandomAccess } from './random-access.ts';
export type { Known, Member } from './member.ts';
export type { UnpackOptions as Opening } from './opening.ts';
export { collectionOf } from './collections.ts';
export type { Collecting, Collection } from './collections.ts';

/** All supported formats; the first match wins. Rare formats are loaded on demand. */
const ARCHIVES: readonly Archive[] = [
  {
    name: 'gzip',
    recognizes: begins('\x1f\x8b\x08'),
    members: only((reader, options) => unpackedAround('gzip', reader, options)),
  },
  {
    name: 'zstd',
    recognizes: isZstd,
    members: only((reader, options) => unpackedAround('zstd', reader, options)),
  },
  {
    name: 'xz',
    recognizes: begins('\xfd7zXZ\0'),
    members: only((reader, options) => unpackedAround('xz', reader, options)),
  },
  {
    name: 'bzip2',
    recognizes: (head) => /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/.test(head.toString('latin1', 0, 10)),
    members: only((reader, options) => unpackedAround('bzip2', reader, options)),
  },
  { name: 'zip', recognizes: isZip, members: zipMembers },
  { name: 'warc', recognizes: isWarc, members: unwarc },
  { name: 'arc', recognizes: begins('filedesc://'), members: unarc },
  { name: 'tar', recognizes: isTar, members: untar },
  { name: 'http', recognizes: isSavedResponse, members: savedResponse },
];

/** The archive format of a head of at least 512 bytes, or of the whole file; null for a document. */
export function archiveOf(head: Buffer): Archive | null {
  return ARCHIVES.find(({ recognizes: opens }) => opens(head)) ?? null;
}

/** A compressed stream has a single unnamed member. It is whole if only bytes behind it are none of it; these are thrown after it. */
function only(unpack: (reader: ByteReader, options: UnpackOptions) => Chunks | Promise<Chunks>): Archive['members'] {
  return async function* (reader, options) {
    const behind: Behind[] = [];
    const content = upTo(behind, await unpack(reader, options));
    let first = await firstOf(content);
    for (; first instanceof Gap; first = await firstOf(content)) yield passed(first);
    yield { ...UNKNOWN, name: null, bytes: byteReader(withFirst(first, content)) };
    const [error] = behind;
    if (error !== undefined) throw error;
  };
}

type First = IteratorResult<Uint8Array, unknown> | Gap;

/** The first chunk, or a gap in front of it. */
async function firstOf(content: Chunks): Promise<First> {
  try {
    return await content.next();
  } catch (error) {
    if (error instanceof Gap) return error;
    throw error;
  }
}

function withFirst(first: Exclude<First, Gap>, content: Chunks): Chunks {
  let isTaken = false;
  return chunksBy(content, async () => {
    if (isTaken) return content.next();
    isTaken = true;
    return first;
  });
}

/** What is unpacked, without the bytes behind it, which are put into a list. */
function upTo(behind: Behind[], content: Chunks): Chunks {
  return chunksBy(content, async () => {
    try {
      return await content.next();
    } catch (error) {
      if (!(error instanceof Behind)) throw error;
      behind.push(error);
      return { done: true, value: undefined };
    }
  });
}

/** ZIP cannot be streamed, since its directory is at the end: unless it is a file, it is held in memory, within the limit for documents. */
async function* zipMembers(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member, void> {
  const { unzip } = await import('./zip.ts');
  if (options.file !== null) options.budget.read(options.file.size);
  const archive = options.file ?? (await rest(reader, options.maxBytes));
  if (archive === null)
    throw new TooLarge(`a ZIP archive of more than ${options.maxBytes} bytes that is not a file itself`);
  yield* unzip(archive, options);
}
