import { createHash } from 'node:crypto';
import { around, TELLING_BYTES } from './around.ts';
import { byteReader, drain, slice } from './byte-reader.ts';
import type { ByteReader, Slice } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { charsetOf, documentOf, notADocument, statesText, takeHead } from './http-message.ts';
import type { Head } from './http-message.ts';
import { failing, timeOf, UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';

/** Documents of a WARC file (ISO 28500): response, resource and conversion records. Throws Damage if the length or block digest of a record is wrong. */
export async function* unwarc(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member | Damage, void> {
  yield* around(reader, () => documentsOf(reader, options), recordIn);
}

/** The documents up to the first damage between them. */
async function* documentsOf(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member, void> {
  const types = new Set<string>();
  const isWhole = reader.offset() === 0;
  while ((await reader.peek(1)).length > 0) {
    const { head, what, block: stated } = await recordOf(reader);
    const cut = await cutAt(reader, lengthOf(head, what));
    if (cut !== null && cut.end === null) {
      await reader.exactly(cut.at, what);
      throw wrongLength(what);
    }
    const block = cut === null ? stated : slice(reader, cut.end ?? 0, what);
    const checked = byteReader(verified(block, head, what));
    types.add(typeOf(head));
    if (WANTED.has(typeOf(head))) yield await memberOf(head, checked, options);
    await drain(block);
    block.mustBeWhole();
    if (cut !== null) throw wrongLength(what);
    if (block.isCut()) return;
    await recordEnd(reader, what);
  }
  if (isWhole && types.size > 0 && ![...types].some((type) => WANTED.has(type))) yield withoutPages([...types]);
}

/** Stands for a whole file without documents. */
function withoutPages(types: readonly string[]): Member {
  const metadata = types.includes('metadata') ? ', as in a WAT file; the pages are in WARC and WET files' : '';
  const skip = `has no pages: its records are of the type ${types.join(', ')}${metadata}`;
  return { ...UNKNOWN, name: null, bytes: byteReader([].values()), skip };
}

function wrongLength(what: string): Damage {
  return new Damage(`the length of ${what} is wrong: another record begins inside of it`);
}

const RECORD = /WARC\/\d\.\d{1,2}\r?\n(?:[\w-]{1,60}:[^\r\n]*\r?\n)+\r?\n/g;

/** Where the first record begins in bytes; -1 if none does. */
function recordIn(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  for (const { 0: head, index } of text.matchAll(RECORD))
    if (/^WARC-Type:/im.test(head) && /^Content-Length:\s*\d/im.test(head)) return index;
  return -1;
}

/** Longest record whose end is looked at in advance, in bytes. */
const MAX_AHEAD_BYTES = 2 ** 22;

/** The next record, inside of one that states too great a length. */
interface Cut {
  readonly at: number;
  /** Where the record before it ends as records do: it is whole, and only its length is wrong. Null if it does not. */
  readonly end: number | null;
}

/**
 * Where the next record begins in one that was cut short, as by a crawler that was killed and went on writing, or whose line ends were changed after it
 * was written (ClueWeb09): its stated length leads into the records behind it. Null if the length is right, or too great to tell.
 */
async function cutAt(reader: ByteReader, length: number): Promise<Cut | null> {
  if (length > MAX_AHEAD_BYTES) return null;
  const end = length + END.length;
  const bytes = await reader.peek(end);
  if (endLength(bytes.subarray(length)) > 0) return null;
  const ahead = await reader.peek(end + TELLING_BYTES);
  const at = recordIn(ahead);
  if (at < 0 || at >= end) return null;
  const lines = /\r\n\r\n$|\n\n$/.exec(ahead.toString('latin1', Math.max(0, at - END.length), at))?.[0].length;
  return { at, end: lines === undefined ? null : at - lines };
}

const END = '\r\n\r\n';

/** Bytes of the empty lines behind a record; 0 if there are none. Some writers end lines without a carriage return. */
function endLength(bytes: Buffer): number {
  const text = bytes.toString('latin1', 0, END.length);
  return text === END ? END.length : text.startsWith('\n\n') ? 2 : 0;
}

/** Offsets at which the records of a WARC file begin. Throws Damage where it cannot be read any further; digests are not compared. */
export async function* recordOffsets(reader: ByteReader): AsyncGenerator<number, void> {
  while ((await reader.peek(1)).length > 0) {
    const at = reader.offset();
    const { what, block } = await recordOf(reader);
    yield at;
    await drain(block);
    await recordEnd(reader, what);
  }
}

interface WarcRecord {
  readonly head: Head;
  /** Its name in messages. */
  readonly what: string;
  readonly block: Slice;
}

async function recordOf(reader: ByteReader): Promise<WarcRecord> {
  const at = reader.offset();
  const head = await takeHead(reader);
  if (head === null || !/^WARC\/\d\.\d{1,2}$/.test(head.start))
    throw new Damage(`no WARC record at byte ${at}, or its header is truncated`);
  const what = `the WARC record at byte ${at}`;
  return { head, what, block: slice(reader, lengthOf(head, what), what) };
}

async function recordEnd(reader: ByteReader, what: string): Promise<void> {
  const length = endLength(await reader.peek(END.length));
  if (length === 0 && (await reader.peek(END.length)).length === END.length)
    throw new Damage(`the length of ${what} is wrong`);
  await reader.exactly(length === 0 ? END.length : length, what);
}

function lengthOf(head: Head, what: string): number {
  const stated = head.fields.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(stated)) throw new Damage(`${what} has no valid length`);
  return Number(stated);
}

function typeOf({ fields }: Head): string {
  return fields.get('warc-type') ?? 'none';
}

const WANTED: ReadonlySet<string> = new Set(['response', 'resource', 'conversion']);

async function memberOf(record: Head, block: ByteReader, options: UnpackOptions): Promise<Member> {
  const { fields } = record;
  const url = bare(fields.get('warc-target-uri') ?? '');
  const base = {
    ...UNKNOWN,
    // The standard requires an identifier, but not all writers give one.
    name: bare(fields.get('warc-record-id') ?? '') || url,
    url: url || null,
    fetched: timeOf(fields.get('warc-date')),
    bytes: block,
  };
  if (fields.has('warc-segment-number'))
    return { ...base, bytes: failing(new Damage('is a segmented record, which is not supported')) };
  const type = fields.get('content-type');
  if (/^application\/http/i.test(type ?? '')) return { ...base, ...(await documentOf(block, options)) };
  return { ...base, charset: charsetOf(type), isText: statesText(type), skip: notADocument(type) };
}

function bare(value: string): string {
  return value.replace(/^</, '').replace(/>$/, '');
}

/** The bytes of a block. Throws Damage at its end if the digest is not the stated one. */
async function* verified(block: ByteReader, head: Head, what: string): AsyncGenerator<Buffer, void> {
  const stated = head.fields.get('warc-block-digest');
  const [, algorithm = '', digest = ''] = /^(sha1|sha256|sha512|md5):([\w=+/-]+)$/i.exec(stated ?? '') ?? [];
  const hash = algorithm === '' ? null : createHash(algorithm.toLowerCase());
  for (let bytes = await block.some(); bytes !== null; bytes = await block.some()) {
    hash?.update(bytes);
    yield bytes;
  }
  const found = hash?.digest() ?? null;
  if (found !== null && !isWritten(found, digest)) throw new Damage(`the digest of ${what} is wrong`);
}

/** Digests are written in base 32 (traditionally), 16 or 64. */
function isWritten(found: Buffer, digest: string): boolean {
  const plain = unpadded(digest);
  return (
    [found.toString('hex'), base32(found).toLowerCase()].includes(plain.toLowerCase()) ||
    [found.toString('base64url'), unpadded(found.toString('base64'))].includes(plain)
  );
}

function unpadded(text: string): string {
  return text.split('=')[0] ?? '';
}

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Buffer): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE_32[(held >> (bits - 5)) & 31] ?? '';
  }
  return bits > 0 ? text + (BASE_32[(held << (5 - bits)) & 31] ?? '') : text;
}
