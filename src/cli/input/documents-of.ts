import { severalOf, wideEncoding } from '../../index.ts';
import type { Source } from '../../index.ts';
import {
  archiveOf,
  Bomb,
  byteReader,
  Damage,
  Gap,
  NoTextColumn,
  passed,
  rest,
  TooLarge,
  unwarc,
} from '../../archives/index.ts';
import type { Archive, Budget, ByteReader, Chunks, Member, Opening } from '../../archives/index.ts';
import { collecting, collectionAt, documentOf, extensionOf } from './collected.ts';
import { archiveBehind } from './archive-behind.ts';
import { changeOf } from './change-of.ts';
import { wholeFile } from './open-file.ts';
import { openInput } from './open-input.ts';
import type { Open } from './open-input.ts';
import type { OpenFile } from './open-file.ts';
import { nameOf, nameOfSource } from './file-name.ts';
import { baseOf, damaged, linesAt, outermost, shownPlace } from './place.ts';
import type { Place } from './place.ts';
import { MAX_WINDOW, rangeReader } from './range.ts';
import type { Range } from './range.ts';
import type { FoundFile, Problem } from './find-files.ts';
import { jsonlBlocks, withLineFeeds } from './jsonl-lines.ts';
import { inner, sourcesIn } from './line-sources.ts';
import type { Lines } from './line-sources.ts';
import { failed, tooLarge } from './problems.ts';
import { repeatCounter } from './repeated-lines.ts';
import { areLines, formatAsked, HEAD_BYTES, headOf, unread } from './file-kind.ts';
import { inWhole } from './whole.ts';
import { messageOf } from '../error-message.ts';
import type { ReadOptions } from '../options/types.ts';

/** Signals a file of many documents to a caller that reads only small ones. */
export interface Deferred {
  readonly kind: 'deferred';
}

/** The documents of a file, or its problem. Files of many documents are streamed; those over `deferOver` bytes are deferred. */
export async function* readSources(
  file: FoundFile,
  options: ReadOptions,
  deferOver: number,
  opened: Open = openInput,
): AsyncGenerator<Source | Problem | Deferred> {
  for await (const found of readPieces(file, options, deferOver, opened)) {
    if ('kind' in found && found.kind === 'lines') yield* sourcesIn(found, Buffer.concat(found.parts), options);
    else yield found;
  }
}

/** As `readSources`, but with JSONL lines in blocks, which the caller splits. */
export async function* readPieces(
  file: FoundFile,
  options: ReadOptions,
  deferOver: number,
  opened: Open = openInput,
): AsyncGenerator<Found> {
  let open: OpenFile | null = null;
  try {
    open = await opened(file, options);
    const size = open.size > 0 ? open.size : null;
    const access = size === null ? null : open.access;
    const repeats = file.path === null ? repeatCounter() : null;
    const place = outermost(file, options, { access, size, deferOver, repeats });
    if (file.range === undefined) yield* sourcesOf(byteReader(countingChunks(open.chunks, place.budget)), place);
    else yield* sourcesOfRange(open, file.range, place);
    const change = open.changed() ? 'changed while it was being read' : changeOf(file, open);
    if (change !== null) yield failed(file.name, 'changed', change);
  } catch (error) {
    yield failed(file.name, open?.changed() === true ? 'changed' : 'unreadable', messageOf(error));
  } finally {
    open?.close();
  }
}

/** The documents of a range of a file, as they would be found in all of it. */
async function* sourcesOfRange(open: OpenFile, range: Range, place: Place): AsyncGenerator<Found> {
  if (open.size !== range.of) {
    const why = `has ${open.size} bytes, and had ${range.of} when the plan was made`;
    yield failed(place.file.name, 'changed', `${why}: plan it again, in another folder`);
    return;
  }
  const reader = rangeReader(open, range, place.budget, place.options);
  const inside = { ...place, access: null, size: null };
  if (range.kind === 'warc') yield* membersIn(() => unwarc(reader, unpackOptions(inside)), inside);
  else if (range.packing === null) yield* linesIn(reader, place, range.from.line);
  else yield* linesOfMembers(reader, inside, range.from.line);
}

async function* linesOfMembers(reader: ByteReader, place: Place, line: number): AsyncGenerator<Found> {
  try {
    yield* linesIn(reader, place, line);
  } catch (error) {
    yield told(error, place);
  }
}

/** Chunks that count towards the bytes read from the file. */
function countingChunks(chunks: Chunks, { read }: Budget): Chunks {
  return {
    next: async () => {
      const next = await chunks.next();
      if (next.done !== true) read(next.value.length);
      return next;
    },
    return: async () => (await chunks.return?.()) ?? { done: true, value: undefined },
  };
}

/** Deeper nesting is an attack or a mistake. */
const MAX_DEPTH = 4;

type Found = Source | Lines | Problem | Deferred;

async function* sourcesOf(reader: ByteReader, place: Place): AsyncGenerator<Found> {
  const { options } = place;
  const forced = formatAsked(options);
  const name = shownPlace(place).toString();
  const head = await headOf(reader, forced, name);
  const archive = archiveOf(head);
  const extension = extensionOf(name);
  const lines = areLines(head, { name, size: place.size, options });
  const collection = archive === null && !lines ? collectionAt(head, extension, options) : null;
  if (lines && wideEncoding(head) !== null) yield damaged(place, 'JSONL in UTF-16 is not read; write it in UTF-8');
  else if (
    (place.size ?? 0) > place.deferOver &&
    (archive !== null || collection !== null || lines || holdsSeveral(head, place, forced))
  )
    yield { kind: 'deferred' };
  else if (collection !== null)
    yield* membersIn(() => collection.members(reader, collecting({ ...place, head, extension }, options)), place);
  else if (archive === null && !lines) yield* wholeOf(reader, place);
  else if (archive !== null) yield* insideOf(archive, reader, place);
  else yield* linesIn(reader, place);
}

async function* insideOf(archive: Archive, reader: ByteReader, place: Place): AsyncGenerator<Found> {
  if (place.depth >= MAX_DEPTH) {
    yield damaged(place, `nests archives more than ${MAX_DEPTH} deep`);
    return;
  }
  yield* membersIn(() => archive.members(reader, unpackOptions(place)), place);
}

function unpackOptions({ options, budget, access }: Place): Opening {
  const { maxBytes, maxWindow = MAX_WINDOW } = options;
  return { maxBytes, maxWindow, budget, file: access };
}

async function* membersIn(open: () => AsyncIterable<Member | Damage>, place: Place): AsyncGenerator<Found> {
  try {
    for await (const member of open())
      if (member instanceof Damage) yield told(member, place);
      else yield* memberSources(member, place);
  } catch (error) {
    yield told(error, place);
  }
}

/** Reports a failure in an archive at its place. A bomb is reported for the outermost file. */
function told(error: unknown, place: Place): Problem {
  if (error instanceof Bomb && place.depth > 0) throw error;
  if (error instanceof TooLarge) return tooLarge(shownPlace(place), place.options.maxBytes);
  if (!(error instanceof Damage)) throw error;
  if (error instanceof NoTextColumn) return failed(shownPlace(place), 'no-text-field', error.message);
  return damaged(place, error.message);
}

async function* memberSources(member: Member, outer: Place): AsyncGenerator<Found> {
  const place = {
    ...outer,
    access: null,
    size: member.size,
    deferOver: Infinity,
    member: inner(outer.member, member.name),
    charset: member.charset ?? (member.name === null ? outer.charset : null),
    isText: member.isText ?? (member.name === null && outer.isText),
    url: member.url ?? outer.url,
    fetched: member.fetched ?? outer.fetched,
    depth: outer.depth + 1,
    isUnpacked: member.name === null,
  };
  if (member.skip !== null) {
    const name = shownPlace(place);
    if (member.unread === true) yield unread(name, member.skip, place.options);
    else yield { kind: 'skipped', name, reason: 'not-a-document', why: member.skip };
    return;
  }
  try {
    if (member.document === undefined) yield* sourcesOf(member.bytes, place);
    else
      yield await documentOf(member, member.document, baseOf(place), {
        name: shownPlace(place),
        limit: place.options.maxBytes,
      });
  } catch (error) {
    if (member.name === null) throw error;
    yield told(error, place);
  }
}

async function* linesIn(raw: ByteReader, place: Place, line = 1): AsyncGenerator<Lines | Problem> {
  const { maxBytes } = place.options;
  const reader = await withLineFeeds(raw);
  for await (const block of jsonlBlocks(reader, maxBytes, line)) {
    if (block instanceof Gap) {
      yield damaged(place, passed(block).message);
      continue;
    }
    const { first, parts } = block;
    if (parts === null)
      yield tooLarge(
        nameOfSource({ path: nameOf(place.file.name), member: inner(place.member, `line:${first}`) }),
        maxBytes,
      );
    else yield linesAt(place, first, parts);
  }
}

function holdsSeveral(head: Buffer, place: Place, format: Source['format']): boolean {
  return severalOf({ ...baseOf(place), format, bytes: head }, place.options).length > 0;
}

async function* wholeOf(reader: ByteReader, place: Place): AsyncGenerator<Found> {
  const head = await reader.peek(HEAD_BYTES);
  const bytes = await bytesOf(reader, place);
  const behind = await archiveBehind(bytes, head, place);
  const found = behind === null ? inWhole(bytes, head, place) : null;
  if (typeof behind === 'string') yield unread(shownPlace(place), behind, place.options);
  else if (behind !== null) yield* insideOf(behind, reader, place);
  else if (found !== null) yield* found;
  else if (bytes !== null) yield* linesIn(byteReader([bytes].values()), place);
}

/** All bytes, or null if there are too many. Beyond the head they are read into one buffer. */
async function bytesOf(reader: ByteReader, { options, size, access }: Place): Promise<Buffer | null> {
  if ((size ?? 0) > options.maxBytes) return null;
  const descriptor = access?.descriptor ?? null;
  return descriptor !== null && size !== null && size > HEAD_BYTES
    ? wholeFile(descriptor, size)
    : rest(reader, options.maxBytes);
}
