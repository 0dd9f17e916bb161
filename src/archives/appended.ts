import { crc32 } from 'node:zlib';
import type { Archive } from './archive.ts';
import type { FileAccess } from './random-access.ts';

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY = Buffer.from('PK\x01\x02', 'latin1');
/** Size of an end record without its comment, and the most that may follow its beginning. */
const ZIP_END_BYTES = 22;
const MAX_COMMENT_BYTES = 2 ** 16;
/** The record for large archives, and its size with the locator below it. */
const LARGE_END = Buffer.from('PK\x06\x06', 'latin1');
const LARGE_END_BYTES = 76;
/** Signatures of other archives, with a test of what follows: programs that read such archives hold the signature, too. */
const OTHERS: readonly {
  readonly what: string;
  readonly signature: Buffer;
  readonly begins: (bytes: Buffer) => boolean;
}[] = [
  {
    what: 'program that unpacks a 7-Zip archive',
    signature: Buffer.from("7z\xbc\xaf'\x1c", 'latin1'),
    begins: (bytes) => bytes.length >= 32 && crc32(bytes.subarray(12, 32)) === bytes.readUInt32LE(8),
  },
  {
    what: 'program that unpacks a RAR archive',
    signature: Buffer.from('Rar!\x1a\x07', 'latin1'),
    begins: (bytes) => /^.{6}(?:\0..s..\r\0|\x01\0)/s.test(bytes.toString('latin1', 0, 14)),
  },
];

/** A cheap test of a file that is held, which nearly all files without an archive behind them fail. */
export function mayBeAppended(bytes: Buffer): boolean {
  return isProgram(bytes) || bytes.subarray(-ZIP_END_BYTES - MAX_COMMENT_BYTES).includes(ZIP_END);
}

function isProgram(bytes: Buffer): boolean {
  return /^(?:MZ|\x7fELF)/.test(bytes.toString('latin1', 0, 4));
}

/** The ZIP archive at the end of a file that begins as something else, such as a program that unpacks it; null if there is none. */
export async function appendedZip(file: Buffer | FileAccess): Promise<Archive | null> {
  const zip = await zipAtEnd(file);
  if (zip === null) return null;
  return {
    name: 'zip',
    recognizes: () => false,
    members: async function* (_, options) {
      const { unzip } = await import('./zip.ts');
      if ('descriptor' in zip) options.budget.read(zip.size);
      yield* unzip(zip, options);
    },
  };
}

/** Bytes of a program too large to be held in which an archive is looked for: longer than programs that unpack. */
const PROGRAM_BYTES = 2 ** 22;

/** What an archive in a program is that cannot be read; null if there is none. */
export async function packedProgram(file: Buffer | FileAccess): Promise<string | null> {
  const bytes = 'descriptor' in file ? await file.read(0, Math.min(file.size, PROGRAM_BYTES)) : file;
  if (!isProgram(bytes)) return null;
  for (const { what, signature, begins } of OTHERS)
    for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1))
      if (begins(bytes.subarray(at))) return what;
  return null;
}

/** The ZIP archive at the end of a file; offsets in it may count from its own beginning or from that of the file. */
async function zipAtEnd(file: Buffer | FileAccess): Promise<Buffer | FileAccess | null> {
  const size = 'descriptor' in file ? file.size : file.length;
  const from = Math.max(0, size - ZIP_END_BYTES - MAX_COMMENT_BYTES);
  const tail = 'descriptor' in file ? await file.read(from, size) : file.subarray(from);
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + ZIP_END_BYTES > tail.length) continue;
    const record = directoryIn(tail, at);
    const end = from + at + ZIP_END_BYTES + tail.readUInt16LE(at + 20);
    const directory = from + record.at - record.size;
    const start = directory - record.offset;
    if (end > size || start < 0 || tail.readUInt16LE(at + 10) === 0) continue;
    const first =
      'descriptor' in file ? await file.read(directory, directory + 4) : file.subarray(directory, directory + 4);
    if (first.equals(DIRECTORY)) return part(file, start, end);
  }
  return null;
}

/** What an end record says about the directory in front of it, or the record for large archives above it. */
function directoryIn(
  tail: Buffer,
  at: number,
): { readonly at: number; readonly size: number; readonly offset: number } {
  const large = at - LARGE_END_BYTES;
  return large >= 0 && tail.subarray(large, large + 4).equals(LARGE_END)
    ? { at: large, size: Number(tail.readBigUInt64LE(large + 40)), offset: Number(tail.readBigUInt64LE(large + 48)) }
    : { at, size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
}

function part(file: Buffer | FileAccess, start: number, end: number): Buffer | FileAccess {
  if (!('descriptor' in file)) return file.subarray(start, end);
  return { size: end - start, descriptor: null, read: (from, to) => file.read(start + from, start + to) };
}
