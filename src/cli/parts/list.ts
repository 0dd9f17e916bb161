import { UserError } from '../../index.ts';
import type { FoundFile, Problem, Reason } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import type { Range } from '../input/range.ts';
import type { Sink } from '../output/sink.ts';
import { isAddressPath } from '../store/address.ts';
import type { OutDir } from './out-dir.ts';
import { rowOf } from './part-index.ts';
import type { Part, Plan } from './plan-file.ts';

/** Number of files, bytes and parts in a list, and of the cuts in files if there are any. */
export type Totals = Pick<Plan, 'files' | 'bytes' | 'parts' | 'cuts'>;

/** Writes the list of a plan, one JSON line per file or problem, and the index of its parts. Leaves neither behind if that fails. */
export async function writeList(
  dir: OutDir,
  names: { readonly list: string; readonly index: string },
  found: Files,
  { see = () => undefined, ...dividing }: Dividing & { readonly see?: (item: FoundFile | Problem) => void },
): Promise<Totals> {
  const list = appender(await dir.growing(names.list));
  const index = appender(await dir.growing(names.index));
  const totals = { files: 0, bytes: 0, parts: 0 };
  let cuts = 0;
  const add = async (line: string, item: FoundFile | Problem): Promise<void> => {
    const isCut = item.kind === 'file' && item.range !== undefined;
    list.add(line);
    // A cut took minutes to find: a plan that is killed goes on behind it.
    if (isCut || list.isFull()) await list.write();
    see(item);
    if (isCut && item.range.from.offset > 0) cuts++;
  };
  try {
    for await (const part of divided(found, dividing, add)) {
      index.add(rowOf(part));
      if (index.isFull()) await index.write();
      totals.files += part.files;
      totals.bytes += part.bytes;
      totals.parts++;
    }
    await list.close();
    await index.close();
    return cuts === 0 ? totals : { ...totals, cuts };
  } catch (error) {
    await list.abandon();
    await index.abandon();
    throw error;
  }
}

/** How files are divided into parts. */
interface Dividing {
  /** Bytes of input in a part. */
  readonly partBytes: number;
  /** Tells of two files that follow each other whether they must be in one part; null: no two must. */
  readonly together?: ((file: FoundFile, next: FoundFile) => boolean) | null;
}

/** Divides what was found into parts, adding each entry to the list. */
async function* divided(
  found: Files,
  { partBytes, together = null }: Dividing,
  add: (line: string, item: FoundFile | Problem) => Promise<void>,
): AsyncGenerator<Part> {
  let open = { files: 0, bytes: 0, from: 0, to: 0 };
  let last: FoundFile | null = null;
  for await (const item of found) {
    const isFull = open.bytes >= partBytes || open.files >= MAX_FILES;
    const must = last !== null && item.kind === 'file' && together?.(last, item) === true;
    if (isFull && !must) {
      yield open;
      open = { files: 0, bytes: 0, from: open.to, to: open.to };
    }
    if (item.kind === 'file') last = item;
    const line = `${JSON.stringify(entryOf(item))}\n`;
    await add(line, item);
    open = {
      ...open,
      to: open.to + Buffer.byteLength(line),
      files: open.files + 1,
      bytes: open.bytes + (item.kind === 'file' ? item.size : 0),
    };
  }
  if (open.files > 0) yield open;
}

interface Appender {
  readonly add: (line: string) => void;
  readonly isFull: () => boolean;
  readonly write: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}

/** Units of text that are written at a time. */
const BLOCK_UNITS = 2 ** 16;

/** Lines written in blocks. */
function appender(sink: Sink): Appender {
  let waiting = '';
  const write = async (): Promise<void> => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    await sink.write(bytes);
  };
  return {
    write,
    add: (line) => {
      waiting += line;
    },
    isFull: () => waiting.length > BLOCK_UNITS,
    close: async () => {
      await write();
      await sink.close();
    },
    abandon: sink.abandon,
  };
}

/** Maximum number of files in a part. */
const MAX_FILES = 50_000;

type Entry =
  | { path: string; name: string; size: number; modified?: number; range?: Range }
  | { kind: Problem['kind']; name: string; reason: Reason; why: string };

function entryOf(item: FoundFile | Problem): Entry {
  const name = Buffer.from(item.name).toString('latin1');
  if (item.kind !== 'file') return { kind: item.kind, name, reason: item.reason, why: item.why };
  if (item.path === null) throw new UserError('--out-dir cannot take standard input: it cannot be read again');
  const path = absolutePath(item.path).toString('latin1');
  const modified = item.modified === undefined ? {} : { modified: item.modified };
  const range = item.range === undefined ? {} : { range: item.range };
  return { path, name, size: item.size, ...modified, ...range };
}

/** A path from the root, or an address. */
export function absolutePath(path: Buffer): Buffer {
  const whole = path[0] === 0x2f || isAddressPath(path);
  return whole ? path : Buffer.concat([Buffer.from(`${process.cwd()}/`), path]);
}

/** The files of a part, streamed from the list. Throws a UserError if it is cut short. */
export async function* filesOf(
  dir: OutDir,
  list: string,
  { from, to }: Pick<Part, 'from' | 'to'>,
): AsyncGenerator<FoundFile | Problem, void> {
  let rest = Buffer.alloc(0);
  for (let at = from; at < to;) {
    const piece = await dir.range(list, at, Math.min(at + 2 ** 20, to));
    if (piece.length === 0) throw new UserError(`${dir.pathOf(list)}: is cut short`);
    at += piece.length;
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(10) + 1;
    for (const line of bytes.toString('utf8', 0, end).split('\n'))
      if (line !== '') yield foundOf(JSON.parse(line) as Entry);
    rest = bytes.subarray(end);
  }
}

function foundOf(entry: Entry): FoundFile | Problem {
  const name = Buffer.from(entry.name, 'latin1');
  if ('kind' in entry) return { ...entry, name };
  const { size, modified, range } = entry;
  const planned = { size: range?.of ?? size, ...(modified === undefined ? {} : { modified }) };
  return { ...entry, kind: 'file', path: Buffer.from(entry.path, 'latin1'), name, live: false, planned };
}
