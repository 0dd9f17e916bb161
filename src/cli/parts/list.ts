import { closeSync, fsyncSync, openSync, readSync, writeFileSync } from 'node:fs';
import { UserError } from '../../index.ts';
import type { FoundFile, Problem, Reason } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import type { Range } from '../input/range.ts';
import { isAddressPath } from '../store/address.ts';
import { rowOf } from './part-index.ts';
import type { Part, Plan } from './plan-file.ts';

/** Number of files, bytes and parts in a list, and of the cuts in files if there are any. */
export type Totals = Pick<Plan, 'files' | 'bytes' | 'parts' | 'cuts'>;

/** Writes the list of a plan, one JSON line per file or problem, and the index of its parts. Throws a system error. */
export async function writeList(
  paths: { readonly list: string; readonly index: string },
  found: Files,
  partBytes: number,
  see: (item: FoundFile | Problem) => void = () => undefined,
): Promise<Totals> {
  const list = appender(paths.list);
  const index = appender(paths.index);
  const totals = { files: 0, bytes: 0, parts: 0 };
  let cuts = 0;
  const add = (line: string, item: FoundFile | Problem): void => {
    list.add(line);
    see(item);
    if (item.kind !== 'file' || item.range === undefined) return;
    // It took minutes to find: a plan that is killed goes on behind it.
    list.write();
    if (item.range.from.offset > 0) cuts++;
  };
  try {
    for await (const part of divided(found, partBytes, add)) {
      index.add(rowOf(part));
      totals.files += part.files;
      totals.bytes += part.bytes;
      totals.parts++;
    }
    list.flush();
    index.flush();
    return cuts === 0 ? totals : { ...totals, cuts };
  } finally {
    list.close();
    index.close();
  }
}

/** Divides what was found into parts, adding each entry to the list. */
async function* divided(
  found: Files,
  partBytes: number,
  add: (line: string, item: FoundFile | Problem) => void,
): AsyncGenerator<Part> {
  let open = { files: 0, bytes: 0, from: 0, to: 0 };
  for await (const item of found) {
    const line = `${JSON.stringify(entryOf(item))}\n`;
    add(line, item);
    open = {
      ...open,
      to: open.to + Buffer.byteLength(line),
      files: open.files + 1,
      bytes: open.bytes + (item.kind === 'file' ? item.size : 0),
    };
    if (open.bytes < partBytes && open.files < MAX_FILES) continue;
    yield open;
    open = { files: 0, bytes: 0, from: open.to, to: open.to };
  }
  if (open.files > 0) yield open;
}

/** A new file, written in blocks. */
function appender(path: string): Record<'write' | 'flush' | 'close', () => void> & { add: (line: string) => void } {
  const descriptor = openSync(path, 'wx');
  let waiting = '';
  const write = (): void => {
    writeFileSync(descriptor, waiting);
    waiting = '';
  };
  return {
    write,
    add: (line) => {
      waiting += line;
      if (waiting.length > 2 ** 16) write();
    },
    flush: () => {
      write();
      fsyncSync(descriptor);
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

/** Maximum number of files in a part. */
const MAX_FILES = 50_000;

type Entry =
  | { path: string; name: string; size: number; range?: Range }
  | { kind: Problem['kind']; name: string; reason: Reason; why: string };

function entryOf(item: FoundFile | Problem): Entry {
  const name = Buffer.from(item.name).toString('latin1');
  if (item.kind !== 'file') return { kind: item.kind, name, reason: item.reason, why: item.why };
  if (item.path === null) throw new UserError('--out-dir cannot take standard input: it cannot be read again');
  const path = absolutePath(item.path).toString('latin1');
  const range = item.range === undefined ? {} : { range: item.range };
  return { path, name, size: item.size, ...range };
}

/** A path from the root, or an address. */
export function absolutePath(path: Buffer): Buffer {
  const whole = path[0] === 0x2f || isAddressPath(path);
  return whole ? path : Buffer.concat([Buffer.from(`${process.cwd()}/`), path]);
}

/** The files of a part, streamed from the list. */
export function* filesOf(list: string, part: Part): Generator<FoundFile | Problem> {
  const descriptor = openSync(list, 'r');
  try {
    let rest = Buffer.alloc(0);
    for (let at = part.from; at < part.to;) {
      const piece = Buffer.alloc(Math.min(2 ** 20, part.to - at));
      const read = readSync(descriptor, piece, 0, piece.length, at);
      if (read === 0) throw new UserError(`${list}: is cut short`);
      at += read;
      const bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      const end = bytes.lastIndexOf(10) + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n'))
        if (line !== '') yield foundOf(JSON.parse(line) as Entry);
      rest = bytes.subarray(end);
    }
  } finally {
    closeSync(descriptor);
  }
}

function foundOf(entry: Entry): FoundFile | Problem {
  const name = Buffer.from(entry.name, 'latin1');
  return 'kind' in entry
    ? { ...entry, name }
    : { ...entry, kind: 'file', path: Buffer.from(entry.path, 'latin1'), name, live: false };
}
