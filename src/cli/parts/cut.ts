import { archiveOf, budget, byteReader, Damage, recordOffsets, Unreadable, unpacked } from '../../archives/index.ts';
import type { ByteReader, Packing } from '../../archives/index.ts';
import { wideEncoding } from '../../index.ts';
import { codeOf } from '../error-message.ts';
import { areLines, formatAsked, headOf } from '../input/file-kind.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import type { OpenFile } from '../input/open-file.ts';
import { openInput } from '../input/open-input.ts';
import { BEGINNING, MAX_WINDOW } from '../input/range.ts';
import type { Cut, Range } from '../input/range.ts';
import type { ReadOptions } from '../options/types.ts';
import { isAddressPath } from '../store/address.ts';

/** Default of `--cut`: no crawl of the usual gigabyte is read for its plan, and no task takes hours. */
export const CUT_BYTES: number = 2 ** 32;

/** A file with a larger member is not cut behind its beginning: reading on would gain little, and take long where all is one member. */
const MAX_MEMBER_BYTES = 2 ** 32;

/** Which files are cut, and how long ranges are, in bytes. */
export interface Cutting {
  readonly over: number;
  readonly every: number;
}

/** The files, large ones of which are cut. */
export async function* cutFiles(
  files: Files,
  options: ReadOptions,
  cutting: Cutting,
): AsyncGenerator<FoundFile | Problem, void> {
  for await (const item of files) {
    if (item.kind !== 'file' || item.size <= cutting.over || !isCuttable(item)) yield item;
    else yield* await rangesOf(item, options, cutting);
  }
}

/** Files in a store would be fetched twice. */
function isCuttable({ path, live }: FoundFile): boolean {
  return path !== null && !live && !isAddressPath(path);
}

/** The ranges of a file, which is read for it; the file itself if its format cannot be cut, or if it cannot be read: the run tells why. */
async function rangesOf(file: FoundFile, options: ReadOptions, cutting: Cutting): Promise<readonly FoundFile[]> {
  let open: OpenFile | null = null;
  try {
    open = await openInput(file, options);
    const found = await cutsIn(open, file, options, cutting);
    if (found === null || found.cuts.length === 0 || open.changed()) return [file];
    const { kind, packing, cuts } = found;
    const of = open.size;
    return [BEGINNING, ...cuts].map((from, index) => {
      const { at, skip } = cuts[index] ?? { at: of, skip: 0 };
      const range: Range = { kind, packing, of, from, to: index < cuts.length ? { at, skip } : null };
      return { ...file, size: at - from.at, range };
    });
  } catch (error) {
    if (!isFault(error)) throw error;
    return [file];
  } finally {
    open?.close();
  }
}

function isFault(error: unknown): boolean {
  return error instanceof Damage || error instanceof Unreadable || codeOf(error) !== null;
}

type Cuts = Pick<Range, 'kind' | 'packing'> & { readonly cuts: readonly Cut[] };

async function cutsIn(open: OpenFile, file: FoundFile, options: ReadOptions, { every }: Cutting): Promise<Cuts | null> {
  const forced = formatAsked(options);
  const reader = byteReader(open.chunks);
  const name = file.name.toString();
  const head = await headOf(reader, forced, name);
  const packing = packingOf(head);
  const cutter = cutterOf(packing !== null, every);
  const content = packing === null ? reader : byteReader(watched(packing, reader, options, cutter));
  const start = packing === null ? head : await headOf(content, forced, name);
  const size = packing === null ? open.size : null;
  const kind = kindOf(start, { name, size, options });
  if (kind === null) return null;
  const found: Found = (offset, line) => {
    cutter.document(offset, line);
    return packing === null || reader.offset() - cutter.lastMember() <= MAX_MEMBER_BYTES;
  };
  try {
    await (kind === 'warc' ? eachRecord(content, found) : eachLine(content, found));
  } catch (error) {
    // What is behind a damage is left in one range, which fails as the file would.
    if (!isFault(error)) throw error;
  }
  return { kind, packing, cuts: cutter.cuts };
}

function packingOf(head: Buffer): Packing | null {
  const name = archiveOf(head)?.name;
  return name === 'gzip' || name === 'zstd' ? name : null;
}

function kindOf(head: Buffer, place: Parameters<typeof areLines>[1]): Range['kind'] | null {
  const archive = archiveOf(head);
  if (archive !== null) return archive.name === 'warc' ? 'warc' : null;
  return areLines(head, place) && wideEncoding(head) === null ? 'lines' : null;
}

/** Collects cuts, while the members and documents of a file go by. */
interface Cutter {
  readonly cuts: readonly Cut[];
  /** A member begins `at` a byte of the file, and at an `offset` of the content. */
  readonly member: (at: number, before: number, offset: number) => void;
  readonly lastMember: () => number;
  /** A document begins at an offset of the content. */
  readonly document: (offset: number, line: number) => void;
}

/** Members that are remembered until the next document begins. */
const MAX_WAITING = 1000;

/** Cuts in front of the first document at or behind a place where reading can begin: a document, or in a compressed file a member. */
function cutterOf(packed: boolean, every: number): Cutter {
  const cuts: Cut[] = [];
  let target = every;
  let last = 0;
  let waiting: { readonly at: number; readonly members: number; readonly offset: number }[] = [];
  return {
    cuts,
    member: (at, members, offset) => {
      last = at;
      if (at >= target && waiting.length < MAX_WAITING) waiting.push({ at, members, offset });
    },
    lastMember: () => last,
    document: (offset, line) => {
      if (!packed && offset >= target) waiting.push({ at: offset, members: 0, offset });
      if (offset === 0) return;
      const place = waiting.findLast((member) => member.offset <= offset);
      if (place === undefined) return;
      const { at, members } = place;
      cuts.push({ at, members, skip: offset - place.offset, offset, line });
      target = at + every;
      waiting = waiting.filter((member) => member.offset > offset && member.at >= target);
    },
  };
}

/** The content of a compressed file; its members are told to the cutter. */
async function* watched(
  packing: Packing,
  reader: ByteReader,
  { maxWindow = MAX_WINDOW }: ReadOptions,
  { member }: Cutter,
): AsyncGenerator<Buffer, void> {
  const spent = budget();
  let offset = 0;
  let read = 0;
  const begins = (at: number, before: number): void => {
    member(at, before, offset);
  };
  for await (const chunk of unpacked(packing, reader, { budget: spent, maxWindow, members: { before: 0, begins } })) {
    spent.read(reader.offset() - read);
    read = reader.offset();
    offset += chunk.length;
    yield chunk;
  }
}

/** Is told the offset and line of a document; false if no others are wanted. */
type Found = (offset: number, line: number) => boolean;

async function eachRecord(reader: ByteReader, found: Found): Promise<void> {
  for await (const offset of recordOffsets(reader)) if (!found(offset, 1)) return;
}

const NEWLINE = 10;

async function eachLine(reader: ByteReader, found: Found): Promise<void> {
  let line = 1;
  let ended = false;
  for (let at = reader.offset(), chunk = await reader.some(); chunk !== null; chunk = await reader.some()) {
    if (ended && !found(at, line)) return;
    for (let end = chunk.indexOf(NEWLINE) + 1; end > 0; end = chunk.indexOf(NEWLINE, end) + 1) {
      line++;
      if (end < chunk.length && !found(at + end, line)) return;
    }
    ended = chunk.at(-1) === NEWLINE;
    at += chunk.length;
  }
}
