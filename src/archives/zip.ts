import { crc32 } from 'node:zlib';
import { fromBuffer, fromFd } from 'yauzl';
import type { Entry, Options, ZipFile } from 'yauzl';
import { byteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { expansion } from './bomb-guard.ts';
import type { Files } from './epub.ts';
import { memberName } from './member.ts';
import type { Member } from './member.ts';

const HOW: Options = { lazyEntries: true, autoClose: false, decodeStrings: false };
/** Files of other programs that are archives inside: their first entry tells them. */
const DOCUMENTS = ['[Content_Types].xml', 'mimetype', '_rels/.rels'];
const PROGRAMS = ['META-INF/', 'META-INF/MANIFEST.MF', 'AndroidManifest.xml'];

/** The files of a ZIP archive, in the order of its directory. Every one must have the length and checksum the directory states. */
export async function* unzip(archive: Buffer | number): AsyncGenerator<Member, void> {
  const zip = await open(archive);
  const growth = expansion();
  const start = await nextEntry(zip);
  const all = start !== null && BOOK.test(nameOf(start)) ? await restOf(zip, start) : null;
  if (all !== null) {
    const byName = new Map(all.map((entry) => [nameOf(entry), entry]));
    const files: Files = {
      names: [...byName.keys()].filter((name) => !name.endsWith('/')),
      open: (name) => byteReader(contentOf(zip, byName.get(name), growth)),
    };
    const { chaptersOf, isEpub } = await import('./epub.ts');
    if (await isEpub(files)) {
      yield* chaptersOf(files);
      return;
    }
  }
  let first = true;
  for await (const entry of all ?? entriesFrom(zip, start)) {
    const name = nameOf(entry);
    const size = entry.uncompressedSize;
    const base = { name, size, charset: null, url: null };
    const other = first ? otherProgram(name) : null;
    if (other !== null) {
      yield { ...base, name: null, bytes: byteReader([].values()), ...other };
      return;
    }
    first = false;
    if (!name.endsWith('/')) yield { ...base, bytes: byteReader(contentOf(zip, entry, growth)), skip: null };
  }
}

/** How the first file of a book is named. */
const BOOK = /^(?:mimetype$|META-INF\/|OEBPS\/|OPS\/|EPUB\/)/;
/** Most files in a book; an archive with more of them is none. */
const MOST = 2 ** 16;

/** All entries, the first of which is at hand. */
async function restOf(zip: ZipFile, first: Entry): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entriesFrom(zip, first)) {
    if (all.push(entry) > MOST) throw new Damage(`is a book of more than ${MOST} files`);
  }
  return all;
}

async function* entriesFrom(zip: ZipFile, first: Entry | null): AsyncGenerator<Entry, void> {
  for (let entry = first; entry !== null; entry = await nextEntry(zip)) yield entry;
}

/** What an archive is whose first entry has this name, if it is not one for people. */
function otherProgram(name: string): Pick<Member, 'skip' | 'unread'> | null {
  if (DOCUMENTS.includes(name)) return { skip: 'office document', unread: true };
  return PROGRAMS.includes(name) ? { skip: 'not text (program)' } : null;
}

function open(archive: Buffer | number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, zip: ZipFile): void => {
      if (error === null) resolve(zip);
      else reject(damaged(error));
    };
    if (typeof archive === 'number') fromFd(archive, HOW, opened);
    else fromBuffer(archive, HOW, opened);
  });
}

function damaged(error: unknown): Damage {
  return new Damage(`is a damaged ZIP archive (${error instanceof Error ? error.message : String(error)})`);
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    zip.removeAllListeners();
    zip.once('entry', resolve);
    zip.once('end', () => {
      resolve(null);
    });
    zip.once('error', (error) => {
      reject(damaged(error));
    });
    zip.readEntry();
  });
}

/** Bit 11 promises UTF-8; a Unicode name may also stand beside the old one. */
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
  growth: ReturnType<typeof expansion>,
): AsyncGenerator<Buffer, void> {
  if (entry === undefined) throw new Damage('is missing');
  if (entry.isEncrypted()) throw new Damage('is encrypted');
  growth.add(entry.compressedSize, 0);
  let crc = 0;
  try {
    for await (const bytes of await streamOf(zip, entry)) {
      crc = crc32(bytes, crc);
      growth.add(0, bytes.length);
      yield bytes;
    }
  } catch (error) {
    throw error instanceof Damage ? error : damaged(error);
  }
  if (crc !== entry.crc32) throw new Damage('its checksum in the ZIP archive is wrong');
}

function streamOf(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(error);
    });
  });
}
