import { crc32 } from 'node:zlib';
import { seek } from './around.ts';
import { byteReader, drain, slice } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { inflate } from './gzip.ts';
import { memberName, UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';

/** The header in front of a file's data, as far as it says how to read them. */
interface Header {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** Compressed and original size, and checksum; null if they are behind the data. */
  readonly stated: Stated | null;
}

interface Stated {
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
}

const HEADER_BYTES = 30;
const MAGIC = 0x04034b50;
const DESCRIPTOR_MAGIC = 0x08074b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive whose directory is lost, or of several behind one another, by the headers in front of them, in order. Then throws
 * `lost`, unless each byte is that of a file or of a directory.
 */
export async function* filesInOrder(
  reader: ByteReader,
  { budget }: UnpackOptions,
  lost: Damage,
): AsyncGenerator<Member, void> {
  let whole = true;
  for (;;) {
    const directory = await directoryAt(reader);
    if (directory === 'whole' && (await reader.peek(1)).length === 0 && whole) return;
    const header = await headerAt(reader);
    if (header === null) {
      whole = false;
      // What begins here is no whole header, whatever it looks like.
      if ((await reader.some(1)) === null || !(await seek(reader, headerIn))) throw lost;
      continue;
    }
    const { name, stated } = header;
    const what = `'${name}' in the ZIP archive`;
    const data = stated === null ? reader : slice(reader, stated.packed, what);
    const end = { known: stated !== null };
    const content = (async function* () {
      for await (const bytes of checked(header, data, what)) {
        budget.unpacked(bytes.length);
        yield bytes;
      }
      end.known = true;
    })();
    const bytes = byteReader(content);
    if (!name.endsWith('/')) yield { ...UNKNOWN, name, size: stated?.size ?? null, bytes };
    await drain(bytes).catch(keepDamage);
    // Where its data end is not known, the next header is looked for.
    if (!end.known) whole = false;
    if (stated !== null) await drain(data).catch(keepDamage);
  }
}

/** Methods of compression that a header may state. */
const METHODS: readonly number[] = [0, 8, 9, 12, 14, 93, 95, 98];
const SIGNATURE = Buffer.from('PK\x03\x04', 'latin1');

/** Where the first header begins in bytes; -1 if none does. */
function headerIn(bytes: Buffer): number {
  for (let at = bytes.indexOf(SIGNATURE); at >= 0; at = bytes.indexOf(SIGNATURE, at + 1)) {
    if (at + HEADER_BYTES > bytes.length) return -1;
    const name = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + bytes.readUInt16LE(at + 26));
    const isNamed = name.length > 0 && name.length <= MAX_NAME_BYTES && name.every((byte) => byte >= 0x20);
    if (bytes.readUInt16LE(at + 4) <= MAX_VERSION && METHODS.includes(bytes.readUInt16LE(at + 8)) && isNamed) return at;
  }
  return -1;
}

const MAX_NAME_BYTES = 2 ** 10;
/** Highest version of the format that a header requires, in tenths. */
const MAX_VERSION = 63;

/** Signatures of the records of a directory. */
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const LONG_END = 0x06064b50;

/** Records of a directory: where the lengths of what follows its fixed part stand, of two bytes but for those of ZIP64. */
const RECORDS: ReadonlyMap<number, { readonly size: number; readonly lengths: readonly number[] }> = new Map([
  [ENTRY, { size: 46, lengths: [28, 30, 32] }],
  [END, { size: 22, lengths: [20] }],
  [0x07064b50, { size: 20, lengths: [] }],
]);

/** Takes the directory that begins here, if one does: `whole` if its end record comes last. */
async function directoryAt(reader: ByteReader): Promise<'whole' | 'none'> {
  let last = 0;
  let entries = 0;
  for (;;) {
    const head = await reader.peek(46);
    const signature = head.length < 20 ? 0 : head.readUInt32LE();
    const record = RECORDS.get(signature);
    const size =
      signature === LONG_END
        ? 12 + Number(head.readBigUInt64LE(4))
        : record === undefined || head.length < record.size
          ? 0
          : record.lengths.reduce((sum, at) => sum + head.readUInt16LE(at), record.size);
    if (size === 0 || size > MAX_RECORD_BYTES || (await reader.peek(size)).length < size)
      return last === END ? 'whole' : 'none';
    if (signature === ENTRY) entries++;
    // An end record that states more entries than there are has lost some.
    if (signature === END && head.readUInt16LE(10) > entries) return 'none';
    await reader.exactly(size, 'a record of the directory');
    last = signature;
  }
}

const MAX_RECORD_BYTES = 2 ** 18;

/** Damage of a file was thrown to the one who read it. */
function keepDamage(error: unknown): void {
  if (!(error instanceof Damage)) throw error;
}

/** The next header; null if there is none, or not all of it. */
async function headerAt(reader: ByteReader): Promise<Header | null> {
  const head = await reader.peek(HEADER_BYTES);
  if (head.length < HEADER_BYTES || head.readUInt32LE() !== MAGIC) return null;
  const nameEnd = HEADER_BYTES + head.readUInt16LE(26);
  const end = nameEnd + head.readUInt16LE(28);
  if ((await reader.peek(end)).length < end) return null;
  const all = await reader.exactly(end, 'the header of a file');
  const flags = head.readUInt16LE(6);
  return {
    name: memberName(all.subarray(HEADER_BYTES, nameEnd)).replaceAll('\\', '/'),
    method: head.readUInt16LE(8),
    encrypted: (flags & 1) !== 0,
    stated: (flags & 8) !== 0 ? null : statedIn(all, all.subarray(nameEnd)),
  };
}

/** Sizes of 4 GiB and more are in an extra field. */
function statedIn(head: Buffer, extra: Buffer): Stated {
  const crc = head.readUInt32LE(14);
  const small = { packed: head.readUInt32LE(18), size: head.readUInt32LE(22), crc };
  if (small.packed !== 0xffffffff && small.size !== 0xffffffff) return small;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1 || at + 20 > extra.length) continue;
    return { size: Number(extra.readBigUInt64LE(at + 4)), packed: Number(extra.readBigUInt64LE(at + 12)), crc };
  }
  return small;
}

/** The content of a file. Throws Damage if it has not the length and checksum that are stated, in front of it or behind. */
async function* checked(header: Header, data: ByteReader, what: string): AsyncGenerator<Buffer, void> {
  let crc = 0;
  let size = 0;
  for await (const bytes of contentOf(header, data, what)) {
    if (bytes.length === 0) continue;
    crc = crc32(bytes, crc);
    size += bytes.length;
    yield bytes;
  }
  const stated = header.stated ?? (await statedBehind(data, size, what));
  if (size !== stated.size) throw new Damage('its length in the ZIP archive is wrong');
  if (crc !== stated.crc) throw new Damage('its checksum in the ZIP archive is wrong');
}

async function* contentOf(
  { method, encrypted, stated }: Header,
  data: ByteReader,
  what: string,
): AsyncGenerator<Buffer, void> {
  if (encrypted) throw new Damage('is encrypted');
  if (method === DEFLATED) {
    yield* inflate(stated === null ? data : byteReader(withOneMore(data)), what);
    return;
  }
  if (method !== STORED || stated === null)
    throw new Damage('cannot be read without the directory at the end of the ZIP archive, which is lost');
  for (let bytes = await data.some(); bytes !== null; bytes = await data.some()) yield bytes;
}

/** Data and a byte behind them: the end of deflated data is known only when there is more. */
async function* withOneMore(data: ByteReader): AsyncGenerator<Buffer, void> {
  for (let bytes = await data.some(); bytes !== null; bytes = await data.some()) yield bytes;
  yield Buffer.alloc(1);
}

/** The record behind data of an unknown size, with or without its signature, its sizes of four bytes or eight. */
async function statedBehind(reader: ByteReader, size: number, what: string): Promise<Stated> {
  const signed = (await reader.peek(4)).length === 4 && (await reader.peek(4)).readUInt32LE() === DESCRIPTOR_MAGIC;
  if (signed) await reader.exactly(4, what);
  const crc = (await reader.exactly(4, what)).readUInt32LE();
  const sizes = await reader.peek(16);
  const long = sizes.length === 16 && Number(sizes.readBigUInt64LE(8)) === size;
  const stated = await reader.exactly(long ? 16 : 8, what);
  return { packed: 0, size: long ? size : stated.readUInt32LE(4), crc };
}
