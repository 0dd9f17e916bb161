import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromBuffer, fromFd, fromRandomAccessReader, RandomAccessReader } from 'yauzl';
import type { Entry, Options, ZipFile } from 'yauzl';
import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Bomb, Damage, Unreadable } from './damage.ts';
import type { Files } from './epub.ts';
import { memberName, UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';
import type { FileAccess } from './random-access.ts';
import { filesInOrder } from './zip-in-order.ts';

const YAUZL_OPTIONS: Options = { lazyEntries: true, autoClose: false, decodeStrings: false };
/** First entries that mark a file of another program: office documents, and programs. */
const DOCUMENTS = ['[Content_Types].xml', 'mimetype', '_rels/.rels'];
const PROGRAMS = ['META-INF/', 'META-INF/MANIFEST.MF', 'AndroidManifest.xml'];

/** The files of a ZIP archive, in directory order, or the chapters of a book. Throws Damage if a stated length or checksum is wrong. */
export async function* unzip(archive: Buffer | FileAccess, options: UnpackOptions): AsyncGenerator<Member, void> {
  const zip = await open(archive).catch((error: unknown) => {
    if (!(error instanceof Damage)) throw error;
    return NO_DIRECTORY.test(error.message) ? new Damage(LOST) : error;
  });
  if (zip instanceof Damage) {
    yield* withoutDirectory(archive, options, zip);
    return;
  }
  const entries = entriesOf(zip);
  const start = await firstOf(entries);
  if (start instanceof Damage) {
    yield* withoutDirectory(archive, options, start);
    return;
  }
  const all = start !== null && BOOK_FIRST_ENTRY.test(nameOf(start)) ? await restOf(entries, start) : null;
  if (all !== null) {
    const byName = new Map(all.map((entry) => [nameOf(entry), entry]));
    const files: Files = {
      names: [...byName.keys()].filter((name) => !name.endsWith('/')),
      open: (name) => byteReader(contentOf(zip, byName.get(name), options)),
    };
    const { chaptersOf, isEpub } = await import('./epub.ts');
    if (await isEpub(files)) {
      yield* chaptersOf(files);
      return;
    }
  }
  const read = new Map<string, number>();
  try {
    yield* filesOf(zip, all ?? entriesFrom(entries, start), options, read);
  } catch (error) {
    if (!(error instanceof Damage) || error instanceof Bomb) throw error;
    yield* withoutDirectory(archive, options, error, read);
  }
}

/** The files of a directory, as far as it can be read; `read` counts them by name. */
async function* filesOf(
  zip: ZipFile,
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  options: UnpackOptions,
  read: Map<string, number>,
): AsyncGenerator<Member, void> {
  let first = true;
  for await (const entry of entries) {
    const name = nameOf(entry);
    read.set(name, (read.get(name) ?? 0) + 1);
    const other = first ? otherProgram(name) : null;
    if (other !== null) {
      yield { ...UNKNOWN, name: null, bytes: byteReader([].values()), ...other };
      return;
    }
    first = false;
    const size = entry.uncompressedSize;
    if (!name.endsWith('/')) yield { ...UNKNOWN, name, size, bytes: byteReader(contentOf(zip, entry, options)) };
  }
}

/** The first entry of a directory, null if it is empty, or its damage. */
async function firstOf(entries: Entries): Promise<Entry | Damage | null> {
  try {
    return (await entries.next()).value ?? null;
  } catch (error) {
    if (error instanceof Damage) return error;
    throw error;
  }
}

/** The files of an archive without its directory, but for the first ones of each name that `read` counts. Throws `lost` after them; at once if they are parts of one document or program. */
async function* withoutDirectory(
  archive: Buffer | FileAccess,
  options: UnpackOptions,
  lost: Damage,
  read: ReadonlyMap<string, number> = new Map(),
): AsyncGenerator<Member, void> {
  const chunks = 'descriptor' in archive ? rangesOf(archive, 0, archive.size) : [archive].values();
  const toSkip = new Map(read);
  for await (const member of filesInOrder(byteReader(chunks), options, lost)) {
    const name = member.name ?? '';
    if (BOOK_FIRST_ENTRY.test(name) || otherProgram(name) !== null) throw lost;
    const left = toSkip.get(name) ?? 0;
    if (left === 0) yield member;
    else toSkip.set(name, left - 1);
  }
}

/** yauzl's errors about the end of an archive. */
const NO_DIRECTORY = /end of central dir|comment length/i;
const LOST =
  'is a damaged ZIP archive: the directory at its end is missing, or other bytes follow it; files are read as far as the headers in front of them lead';

/** Name of the first file of a book. */
const BOOK_FIRST_ENTRY = /^(?:mimetype$|META-INF\/|OEBPS\/|OPS\/|EPUB\/)/;
/** Most files in a book; more are refused. */
const MAX_BOOK_FILES = 2 ** 16;

type Entries = AsyncGenerator<Entry, void>;

/** All entries, given the first one. Throws Damage if there are too many. */
async function restOf(entries: Entries, first: Entry): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entriesFrom(entries, first)) {
    if (all.push(entry) > MAX_BOOK_FILES) throw new Damage(`is a book of more than ${MAX_BOOK_FILES} files`);
  }
  return all;
}

async function* entriesFrom(entries: Entries, first: Entry | null): Entries {
  if (first !== null) yield first;
  yield* entries;
}

/** What an archive is by the name of its first entry; null for a plain archive. */
function otherProgram(name: string): Pick<Member, 'skip' | 'unread'> | null {
  if (DOCUMENTS.includes(name)) return { skip: 'office document', unread: true };
  return PROGRAMS.includes(name) ? { skip: 'not text (program)' } : null;
}

/**
 * The entries of the directory. Its end record counts them in 16 bits, and some programs write that number modulo 65,536
 * or wrong, so entries are read as long as there are any, and must be at least as many as stated.
 */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry, void> {
  const stated = zip.entryCount;
  zip.entryCount = Infinity;
  for (let read = 0; ; read++) {
    const entry = await nextEntry(zip);
    if (entry instanceof Error) {
      if (read < stated || (read > stated && !END_OF_DIRECTORY.test(entry.message))) throw damaged(entry);
      if (entry.message.endsWith(END_RECORD) && !isLastRecord(zip))
        throw damaged('another archive follows its directory');
      return;
    }
    yield entry;
  }
}

/** yauzl's error in front of an end record that has bytes behind it. */
const END_RECORD = 'signature: 0x6054b50';
/** Size of an end record without its comment. */
const END_BYTES = 22;

/** Whether the record after the last entry is the one that the archive was opened by: archives of equal sizes behind one another lead into the first. */
function isLastRecord({ readEntryCursor, fileSize, comment }: ZipFile): boolean {
  return Number(readEntryCursor) + END_BYTES + comment.length === fileSize;
}

/** yauzl's error at the end of the directory: the signature of the next structure, or too few bytes for an entry. */
const END_OF_DIRECTORY = /signature: 0x(?:6054b50|6064b50|5054b50)$|unexpected EOF/;

function open(archive: Buffer | FileAccess): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, zip: ZipFile): void => {
      if (error === null) resolve(zip);
      else reject(error instanceof Unreadable ? error : damaged(error));
    };
    if (!('descriptor' in archive)) fromBuffer(archive, YAUZL_OPTIONS, opened);
    else if (archive.descriptor !== null) fromFd(archive.descriptor, YAUZL_OPTIONS, opened);
    else fromRandomAccessReader(readerOf(archive), archive.size, YAUZL_OPTIONS, opened);
  });
}

const RANGE_BYTES = 2 ** 20;

/** A file in a store as yauzl reads it. */
function readerOf(file: FileAccess): RandomAccessReader {
  return new (class extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(rangesOf(file, start, end));
    }
  })();
}

async function* rangesOf(file: FileAccess, start: number, end: number): AsyncGenerator<Buffer, void> {
  for (let at = start; at < end; at += RANGE_BYTES) yield await file.read(at, Math.min(at + RANGE_BYTES, end));
}

/** The failure of an archive. One of the input is thrown as it is. */
function damaged(error: unknown): Damage {
  if (error instanceof Unreadable) throw error;
  return new Damage(`is a damaged ZIP archive (${error instanceof Error ? error.message : String(error)})`);
}

function nextEntry(zip: ZipFile): Promise<Entry | Error> {
  return new Promise((resolve) => {
    zip.removeAllListeners();
    zip.once('entry', resolve);
    zip.once('error', resolve);
    zip.readEntry();
  });
}

/** The name of an entry. A Unicode name in the extra field takes precedence if its checksum matches the raw name. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const unicode = entry.extraFields.find((field) => field.id === 0x7075)?.data;
  const valid =
    unicode !== undefined && unicode.length > 5 && unicode[0] === 1 && unicode.readUInt32LE(1) === crc32(raw);
  return memberName(valid ? unicode.subarray(5) : raw).replaceAll('\\', '/');
}

async function* contentOf(
  zip: ZipFile,
  entry: Entry | undefined,
  options: UnpackOptions,
): AsyncGenerator<Buffer, void> {
  if (entry === undefined) throw new Damage('is missing');
  if (entry.isEncrypted()) throw new Damage('is encrypted');
  const method = METHODS.get(entry.compressionMethod) ?? null;
  if (method === null)
    throw new Damage(`is compressed with ZIP method ${entry.compressionMethod}, which is not supported`);
  let crc = 0;
  let size = 0;
  try {
    for await (const bytes of await method(zip, entry, options)) {
      // `crc32` restarts on an empty buffer.
      if (bytes.length === 0) continue;
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw error instanceof Damage ? error : damaged(error);
  }
  if (size !== entry.uncompressedSize) throw new Damage('its length in the ZIP archive is wrong');
  if (crc !== entry.crc32) throw new Damage('its checksum in the ZIP archive is wrong');
}

type Method = (
  zip: ZipFile,
  entry: Entry,
  options: UnpackOptions,
) => AsyncIterable<Buffer> | Promise<AsyncIterable<Buffer>>;

/** Stored, deflate, bzip2, zstd and xz. */
const METHODS: ReadonlyMap<number, Method> = new Map<number, Method>([
  [0, counted],
  [8, counted],
  [
    12,
    async (zip, entry, options) => (await import('./bzip2.ts')).bunzip(await packedBytes(zip, entry), options.budget),
  ],
  [93, async (zip, entry, options) => (await import('./zstd.ts')).unzstd(await packedBytes(zip, entry), options)],
  [95, async (zip, entry, options) => (await import('./xz.ts')).unxz(await packedBytes(zip, entry), options.budget)],
]);

async function* counted(zip: ZipFile, entry: Entry, { budget }: UnpackOptions): AsyncGenerator<Buffer, void> {
  for await (const bytes of await streamOf(zip, entry, true)) {
    budget.unpacked(bytes.length);
    yield bytes;
  }
}

async function packedBytes(zip: ZipFile, entry: Entry): Promise<ByteReader> {
  return byteReader((await streamOf(zip, entry, false))[Symbol.asyncIterator]());
}

function streamOf(zip: ZipFile, entry: Entry, decodeFileData: boolean): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, stream: AsyncIterable<Buffer>): void => {
      if (error === null) resolve(stream);
      else reject(error);
    };
    if (decodeFileData) zip.openReadStream(entry, opened);
    else zip.openReadStream(entry, { decodeFileData }, opened);
  });
}
