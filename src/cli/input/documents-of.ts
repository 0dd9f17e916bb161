import { isUtf8 } from 'node:buffer';
import { binaryKind, looksLikeJsonl, severalOf, wideEncoding } from '../../index.ts';
import type { Source } from '../../index.ts';
import { byteReader, containerOf, Damage, membersOf, rest } from '../../archives/index.ts';
import type { ByteReader, Container, Member } from '../../archives/index.ts';
import { collecting, collectionAt, documentOf, extensionOf } from './collected.ts';
import { openFile, wholeFile } from './open-file.ts';
import type { OpenFile } from './open-file.ts';
import { nameOf, nameOfSource } from './file-name.ts';
import type { FoundFile, Problem } from './find-files.ts';
import { jsonlBlocks, linesOf } from './jsonl-lines.ts';
import { isJsonl, longHead, needsAll, notText, toldApart, tooLargeWhole, unread } from './told-apart.ts';
import { failed, tooLarge } from './problems.ts';
import { messageOf } from '../error-message.ts';
import type { ReadOptions } from '../options/types.ts';

/** Said of a file with many documents by who has agreed to read only small ones. */
export interface Deferred {
  readonly kind: 'deferred';
}

/** Whole lines of JSONL, a document each. */
export interface Lines {
  readonly kind: 'lines';
  /** What is the same for all of them; `member` is where the lines stand, not yet which of them. */
  readonly source: Omit<Source, 'bytes'>;
  /** Number of the first, 1-based. */
  readonly first: number;
  /** One after the other, in pieces that need not end where lines end. */
  readonly parts: readonly Uint8Array[];
}

const HEAD = 2 ** 16;

/** The documents of one file, or the problem it is. Files of many documents are read in a stream; those over `deferOver` bytes are deferred. */
export async function* readSources(
  file: FoundFile,
  options: ReadOptions,
  deferOver: number,
): AsyncGenerator<Source | Problem | Deferred> {
  for await (const found of readPieces(file, options, deferOver)) {
    if ('kind' in found && found.kind === 'lines')
      yield* sourcesIn(found, Buffer.concat(found.parts), options.maxBytes);
    else yield found;
  }
}

/** The documents in lines of JSONL, whose bytes are `block`. */
export function* sourcesIn(
  { source, first }: Pick<Lines, 'source' | 'first'>,
  block: Buffer,
  maxBytes: number,
): Generator<Source | Problem> {
  for (const { number, bytes } of linesOf(block, first, maxBytes)) {
    const line = { ...source, member: inner(source.member, `line:${number}`) };
    yield bytes === null ? tooLarge(nameOfSource(line), maxBytes) : { ...line, bytes };
  }
}

/** As `readSources`, but lines of JSONL many at a time, to be told apart by whoever normalizes them. */
export async function* readPieces(file: FoundFile, options: ReadOptions, deferOver: number): AsyncGenerator<Found> {
  let open: OpenFile | null = null;
  try {
    open = file.path === null ? (await import('./stdin.ts')).openStdin() : openFile(file.path);
    const size = open.size > 0 ? open.size : null;
    const { descriptor } = open;
    const known = { file, options, descriptor, size, deferOver };
    yield* sourcesOf(byteReader(open.chunks), {
      ...known,
      member: null,
      charset: null,
      url: null,
      fetched: null,
      depth: 0,
    });
    if (open.changed()) yield failed(file.name, 'changed', 'changed while it was being read');
  } catch (error) {
    yield failed(file.name, 'unreadable', messageOf(error));
  } finally {
    open?.close();
  }
}

/** Containers in containers in containers are an attack or a mistake. */
const DEEPEST = 4;

/** Where bytes stand, and what is known of them. */
interface Place {
  readonly file: FoundFile;
  readonly options: ReadOptions;
  readonly deferOver: number;
  /** For random access; null for what is not a file itself. */
  readonly descriptor: number | null;
  /** Null where it is not known before the end. */
  readonly size: number | null;
  /** Inside the file; parts of a place in a container in a container are parted by `!`. */
  readonly member: string | null;
  readonly charset: string | null;
  readonly url: string | null;
  readonly fetched: string | null;
  readonly depth: number;
}

type Found = Source | Lines | Problem | Deferred;

async function* sourcesOf(reader: ByteReader, place: Place): AsyncGenerator<Found> {
  const { options } = place;
  const forced = options.format === 'auto' || options.format === undefined ? null : options.format;
  const head = await longHead(reader, await headOf(reader, forced), HEAD);
  const container = containerOf(head);
  const extension = extensionOf(shownName(place).toString());
  const opens = forced === null && looksLikeJsonl(head, options.textField ?? 'text');
  const lines =
    forced === 'jsonl' ||
    (opens && !needsAll(head, HEAD, { name: shownName(place).toString(), size: place.size, options }));
  const collection = container === null && !lines ? collectionAt(head, extension, options) : null;
  if (lines && wideEncoding(head) !== null) yield damaged(place, 'JSONL in UTF-16 is not read; write it in UTF-8');
  else if (
    (place.size ?? 0) > place.deferOver &&
    (container !== null || collection !== null || lines || holdsSeveral(head, place, forced))
  )
    yield { kind: 'deferred' };
  else if (collection !== null)
    yield* membersIn(() => collection.members(reader, collecting({ ...place, head, extension }, options)), place);
  else if (container === null && !lines) yield* wholeOf(reader, place, forced);
  else if (container !== null) yield* insideOf(container, reader, place);
  else yield* linesIn(reader, place);
}

/** Enough to tell what it is; of a pipe of lines no more than the first bytes, so that its first line is answered before the second comes. */
async function headOf(reader: ByteReader, forced: Source['format']): Promise<Buffer> {
  if (forced !== 'jsonl') return reader.peek(HEAD);
  const first = await reader.peek(1);
  return first[0] === 0x7b ? first : reader.peek(12);
}

async function* insideOf(container: Container, reader: ByteReader, place: Place): AsyncGenerator<Found> {
  if (place.depth >= DEEPEST) {
    yield damaged(place, `holds more than ${DEEPEST} containers in one another`);
    return;
  }
  const members =
    container === 'zip' ? await zipMembers(reader, place) : membersOf(container, reader, place.options.maxBytes);
  if (members === null) yield tooLarge(shownName(place), place.options.maxBytes);
  else yield* membersIn(() => members, place);
}

async function* membersIn(open: () => AsyncIterable<Member>, place: Place): AsyncGenerator<Found> {
  try {
    for await (const member of open()) yield* memberSources(member, place);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    yield damaged(place, error.message);
  }
}

/** A directory at its end makes ZIP unfit for streams: outside a file of its own it is held in memory, within the limit for documents. */
async function zipMembers(reader: ByteReader, place: Place): Promise<AsyncIterable<Member> | null> {
  const { unzip } = await import('../../archives/zip.ts');
  if (place.descriptor !== null) return unzip(place.descriptor);
  const bytes = await rest(reader, place.options.maxBytes);
  return bytes === null ? null : unzip(bytes);
}

async function* memberSources(member: Member, outer: Place): AsyncGenerator<Found> {
  const place = {
    ...outer,
    descriptor: null,
    size: member.size,
    deferOver: Infinity,
    member: inner(outer.member, member.name),
    charset: member.charset ?? (member.name === null ? outer.charset : null),
    url: member.url ?? outer.url,
    fetched: member.fetched ?? outer.fetched,
    depth: outer.depth + 1,
  };
  if (member.skip !== null) {
    const name = shownName(place);
    if (member.unread === true) yield unread(name, member.skip, place.options);
    else yield { kind: 'skipped', name, reason: 'not-a-document', why: member.skip };
    return;
  }
  try {
    if (member.document === undefined) yield* sourcesOf(member.bytes, place);
    else
      yield await documentOf(member, member.document, baseOf(place), {
        name: shownName(place),
        limit: place.options.maxBytes,
      });
  } catch (error) {
    if (!(error instanceof Damage) || member.name === null) throw error;
    yield damaged(place, error.message);
  }
}

function inner(outer: string | null, name: string | null): string | null {
  return outer === null || name === null ? (name ?? outer) : `${outer}!${name}`;
}

async function* linesIn(reader: ByteReader, place: Place): AsyncGenerator<Lines | Problem> {
  const { maxBytes } = place.options;
  const source = { ...baseOf(place), format: 'jsonl' as const };
  for await (const { first, parts } of jsonlBlocks(reader, maxBytes)) {
    if (parts === null)
      yield tooLarge(nameOfSource({ ...source, member: inner(place.member, `line:${first}`) }), maxBytes);
    else yield { kind: 'lines', source, first, parts };
  }
}

function holdsSeveral(head: Buffer, place: Place, format: Source['format']): boolean {
  return severalOf({ ...baseOf(place), format, bytes: head }, place.options).length > 0;
}

async function* wholeOf(reader: ByteReader, place: Place, format: Source['format']): AsyncGenerator<Found> {
  const { options } = place;
  const name = shownName(place);
  const head = await reader.peek(HEAD);
  const bytes = await bytesOf(reader, place);
  const binary = binaryKind(bytes ?? head);
  if (binary !== null) yield notText(name, binary, options);
  else if (bytes === null) yield tooLargeWhole({ ...baseOf(place), format, bytes: head }, options);
  else if (format === null && isJsonl(bytes, options))
    yield { kind: 'lines', source: { ...baseOf(place), format: 'jsonl' }, first: 1, parts: [bytes] };
  else yield* toldApart({ ...baseOf(place), format, bytes }, options);
}

/** All bytes, or null if they are too many. What is more than the head is read anew, into one piece of memory. */
async function bytesOf(reader: ByteReader, { options, size, descriptor }: Place): Promise<Buffer | null> {
  if ((size ?? 0) > options.maxBytes) return null;
  return descriptor !== null && size !== null && size > HEAD
    ? wholeFile(descriptor, size)
    : rest(reader, options.maxBytes);
}

function baseOf({ file, member, charset, url, fetched }: Place): Omit<Source, 'bytes' | 'format'> {
  const pathBytes = isUtf8(file.name) ? null : file.name;
  return { path: nameOf(file.name), pathBytes, member, charset, url, fetched };
}

function shownName({ file, member }: Place): Buffer {
  return member === null ? file.name : Buffer.from(`${nameOf(file.name)} ${member}`);
}

function damaged(place: Place, why: string): Problem {
  return failed(shownName(place), 'damaged', why);
}
