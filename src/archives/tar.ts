import { around } from './around.ts';
import type { ByteReader } from './byte-reader.ts';
import { drain, rest, slice } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { isHeader } from './sniff.ts';
import { failing, memberName, UNKNOWN } from './member.ts';
import type { Member } from './member.ts';

const BLOCK = 512;
/** Names and attributes longer than this, in bytes, are an attack. */
const MAX_ATTRIBUTE_BYTES = 2 ** 20;

/** What preceding entries state about the next one. */
interface Overrides {
  readonly name: Uint8Array | null;
  readonly size: number | null;
  readonly sparse: boolean;
}

const NO_OVERRIDES: Overrides = { name: null, size: null, sparse: false };

/**
 * The files of a tar archive (ustar, pax, GNU), or of several behind one another. Damage if a header's checksum is wrong or the end mark, two empty
 * blocks, is missing; behind it, reading goes on at the next header.
 */
export async function* untar(reader: ByteReader): AsyncGenerator<Member | Damage, void> {
  yield* around(reader, () => filesOf(reader), headerIn);
}

/** Place of the mark in a header, which old programs did not write. */
const MARK_AT = 257;

/** Where the first header begins in bytes; -1 if none does. */
function headerIn(bytes: Buffer): number {
  for (let mark = bytes.indexOf('ustar'); mark >= 0; mark = bytes.indexOf('ustar', mark + 1)) {
    const at = mark - MARK_AT;
    if (at >= 0 && at + BLOCK <= bytes.length && isHeader(bytes.subarray(at, at + BLOCK))) return at;
  }
  return -1;
}

/** The files up to the first damage between them. */
async function* filesOf(reader: ByteReader): AsyncGenerator<Member, void> {
  let overrides = NO_OVERRIDES;
  for (;;) {
    const at = reader.offset();
    const header = await reader.exactly(BLOCK, 'a tar archive without its end mark');
    if (isEmpty(header)) {
      if (!(await another(reader, at))) return;
      continue;
    }
    if (!isHeader(header)) throw new Damage(`the tar header at byte ${at} is altered`);
    const type = header.toString('latin1', 156, 157);
    const size = LINK_TYPES.includes(type) ? 0 : (overrides.size ?? sizeOf(header, at));
    if (type === 'S') await sparseMap(reader, header);
    const bytes = slice(reader, size, `the tar entry at byte ${at}`);
    if ('xL'.includes(type)) overrides = overridesBy(type, await content(bytes, at), overrides);
    else if (!IGNORED_TYPES.includes(type)) {
      const member = memberOf(type, header, bytes, { ...overrides, size });
      overrides = NO_OVERRIDES;
      if (member !== null) yield member;
    }
    await drain(bytes);
    bytes.mustBeWhole();
    if (bytes.isCut()) return;
    await reader.exactly((BLOCK - (size % BLOCK)) % BLOCK, `the tar entry at byte ${at}`);
  }
}

/** Entry types that are ignored: global attributes, long link names, volume labels. */
const IGNORED_TYPES = 'gKV';
/** Hard and symbolic links: no data follows, whatever size the header states. */
const LINK_TYPES = '12';

const FILE_TYPES = ['0', '\0', '7'];

/** The member of an entry; null for folders, devices and pipes. */
function memberOf(type: string, header: Buffer, bytes: ByteReader, overrides: Overrides): Member | null {
  const name = memberName(overrides.name ?? nameOf(header));
  const base = { ...UNKNOWN, name, size: overrides.size, bytes };
  if (LINK_TYPES.includes(type))
    return { ...base, size: null, skip: `is a link to ${memberName(untilNul(header.subarray(157, 257)))}` };
  if (type === 'S' || overrides.sparse)
    return { ...base, size: null, bytes: failing(new Damage('is a sparse tar entry, which is not supported')) };
  return FILE_TYPES.includes(type) && !name.endsWith('/') ? base : null;
}

/** Skips the continuation blocks of a sparse file's map. */
async function sparseMap(reader: ByteReader, header: Buffer): Promise<void> {
  for (let more = header[482] === 1; more;) more = (await reader.exactly(BLOCK, 'a sparse file of tar'))[504] === 1;
}

function isEmpty(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** Whether another archive follows the end mark. Else only zeros may, to fill a tape record. */
async function another(reader: ByteReader, at: number): Promise<boolean> {
  const second = await reader.exactly(BLOCK, 'the end mark of a tar archive');
  if (!isEmpty(second)) throw new Damage(`an empty tar header at byte ${at}`);
  for (let block = await reader.peek(BLOCK); block.length > 0; block = await reader.peek(BLOCK)) {
    if (block.length === BLOCK && isHeader(block)) return true;
    if (!isEmpty(block)) throw new Damage(`bytes after the end mark of the tar archive at byte ${at}`);
    await reader.exactly(block.length, 'zeros');
  }
  await reader.some(); // Throws what the stream ends with.
  return false;
}

async function content(bytes: ByteReader, at: number): Promise<Buffer> {
  const all = await rest(bytes, MAX_ATTRIBUTE_BYTES);
  if (all === null)
    throw new Damage(`the tar header at byte ${at} has a name or attributes of more than ${MAX_ATTRIBUTE_BYTES} bytes`);
  return all;
}

function nameOf(header: Buffer): Buffer {
  const name = untilNul(header.subarray(0, 100));
  const prefix =
    header.toString('latin1', 257, 263) === 'ustar\0' ? untilNul(header.subarray(345, 500)) : Buffer.alloc(0);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

function untilNul(bytes: Buffer): Buffer {
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}

/** The size field: octal digits, or binary if the first bit is set. */
function sizeOf(header: Buffer, at: number): number {
  const field = header.subarray(124, 136);
  const octal = field.toString('latin1').replaceAll('\0', ' ').trim();
  const size =
    ((field[0] ?? 0) & 0x80) !== 0 ? Number(field.readBigUInt64BE(4)) : parseInt(octal === '' ? '0' : octal, 8);
  if (!Number.isSafeInteger(size)) throw new Damage(`the tar header at byte ${at} has no valid size`);
  return size;
}

function overridesBy(type: string, bytes: Buffer, before: Overrides): Overrides {
  if (type === 'L') return { ...before, name: untilNul(bytes) };
  let { name, size, sparse } = before;
  for (const [key, value] of attributes(bytes)) {
    if (key === 'path' && !sparse) name = value;
    if (key === 'size') size = Number(value.toString('latin1'));
    if (key === 'GNU.sparse.name') name = value;
    sparse ||= key.startsWith('GNU.sparse.');
  }
  return { name, size, sparse };
}

/** The pax attributes: a sequence of `length key=value\n`. */
function* attributes(bytes: Buffer): Generator<[key: string, value: Buffer]> {
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? NaN : Number(bytes.toString('latin1', at, space));
    if (!Number.isSafeInteger(length) || length <= space - at) return;
    const line = bytes.subarray(space + 1, at + length - 1);
    const equals = line.indexOf(0x3d);
    if (equals > 0) yield [line.toString('latin1', 0, equals), line.subarray(equals + 1)];
    at += length;
  }
}
