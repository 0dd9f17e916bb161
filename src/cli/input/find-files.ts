import { existsSync, opendirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { basename } from 'node:path';
import { messageOf } from '../error-message.ts';
import { isBesideParts } from '../parts/file-names.ts';
import { isAddress } from '../store/address.ts';
import { suggestionFor } from './near-files.ts';
import { withPagesTogether } from './page-order.ts';
import type { Range } from './range.ts';
import { isOneOf, rawArgument, statOf } from './stats-of.ts';

/** A file to be read. Names are bytes: not every name is UTF-8. */
export interface FoundFile {
  readonly kind: 'file';
  /** Path passed to the system; null for standard input. */
  readonly path: Buffer | null;
  /** Name in records: relative to the input folder, or as typed. */
  readonly name: Buffer;
  /** In bytes, when found; 0 for pipes and devices. */
  readonly size: number;
  /** True for standard input, pipes and devices: they are read once, sequentially, and may block. */
  readonly live: boolean;
  /** The documents that are read, if not all; `size` is theirs. */
  readonly range?: Range;
  /** When it was last written, in Unix milliseconds; absent if unknown. */
  readonly modified?: number;
  /** What it was when a plan listed it. */
  readonly planned?: Planned;
}

/** A file as a plan lists it. */
export interface Planned {
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** As in FoundFile. */
  readonly modified?: number;
}

/** An input without a record: `failed` affects the exit code, `skipped` does not. */
export interface Problem {
  readonly kind: 'failed' | 'skipped';
  readonly name: Uint8Array;
  /** Stable code, for ledgers. */
  readonly reason: Reason;
  /** For a person. */
  readonly why: string;
  /** Number of problems of the same kind it stands for; default 1. */
  readonly count?: number;
}

export type Reason =
  | 'unreadable'
  | 'empty-folder'
  | 'not-a-file'
  | 'own-output'
  | 'not-text'
  | 'not-a-document'
  | 'no-text-field'
  | 'unsupported'
  | 'too-large'
  | 'changed'
  | 'damaged'
  | 'invalid-line'
  | 'condition'
  /** A page that is in the record of another. It is counted and not named. */
  | 'joined'
  | 'timeout'
  | 'crash'
  /** A record that does not meet a condition. It is counted and not named, since it is written. */
  | `rejected: ${string}`;

/** How inputs are walked. */
export interface Walk {
  /** The files that the run writes, which are never read. */
  readonly own?: readonly Stats[] | undefined;
  /** Name of the last file of the first input that is already known, as Latin-1. */
  readonly after?: string | undefined;
  /** False: symbolic links in folders are left out; they are followed by default. */
  readonly follow?: boolean | undefined;
  /** True: the pages of one text follow each other. */
  readonly pages?: boolean | undefined;
}

/** Paths that the walk needs `stat` results for; the caller fills in `answers`, in order. */
export interface Question {
  readonly kind: 'question';
  readonly paths: readonly Buffer[];
  answers: readonly (Stats | string)[];
}

/** Paths in a question. */
const MAX_PATHS = 256;
const SLASH = '/';
/** Number of missing inputs for which similar names are suggested. */
const MAX_SUGGESTIONS = 5;

/**
 * The files under the inputs: inputs as given, folders sorted by path bytes, hidden files left out.
 * Holds the names of one folder and its ancestors in memory.
 */
export function* walkInputs(
  inputs: readonly string[],
  { own = [], after = '', pages = false, follow }: Walk,
): Generator<FoundFile | Problem | Question, void> {
  let missing = 0;
  const ordered = pages ? withPagesTogether(inputs) : inputs;
  for (const [index, input] of ordered.entries()) {
    if (input === '-') {
      yield { kind: 'file', path: null, name: Buffer.from('-'), size: 0, live: true };
      continue;
    }
    const name = rawArgument(input);
    // A path that looks like an address is one of a store.
    const path = isAddress(input) ? Buffer.concat([Buffer.from('./'), name]) : name;
    const stats = statOf(path);
    if (typeof stats === 'string') {
      const meant = missing++ < MAX_SUGGESTIONS && !existsSync(path) ? suggestionFor(path.toString()) : '';
      yield { kind: 'failed', name, reason: 'unreadable', why: stats + meant };
    } else if (stats.isDirectory())
      yield* filesOfFolder(path, stats, { own, after: index === 0 ? after : '', pages, follow });
    else yield found(path, name, stats, own);
  }
}

/** The files under the inputs, see `walkInputs`. */
export function* findFiles(inputs: readonly string[], how: Walk = {}): Generator<FoundFile | Problem, void> {
  for (const item of walkInputs(inputs, how)) {
    if (item.kind === 'question') item.answers = item.paths.map(statOf);
    else yield item;
  }
}

function found(path: Buffer, name: Buffer, stats: Stats, own: readonly Stats[]): FoundFile | Problem {
  if (isOneOf(stats, own)) return { kind: 'skipped', name, reason: 'own-output', why: 'is written by this run' };
  if (isBesideParts(basename(name.toString('latin1'))))
    return { kind: 'skipped', name, reason: 'own-output', why: 'tells of the parts of a run' };
  if (stats.isSocket()) return { kind: 'failed', name, reason: 'not-a-file', why: 'is a socket, which is not read' };
  return { kind: 'file', path, name, size: stats.size, live: !stats.isFile(), modified: stats.mtimeMs };
}

function* filesOfFolder(root: Buffer, stats: Stats, how: Walk): Generator<FoundFile | Problem | Question, void> {
  let any = how.after !== undefined && how.after !== '';
  for (const item of walk({ folder: root.toString('latin1'), relative: '', above: [stats] }, how)) {
    any ||= item.kind !== 'question';
    yield item;
  }
  if (any) return;
  yield { kind: 'failed', name: root, reason: 'empty-folder', why: 'holds no files (hidden ones are left out)' };
}

/** A folder on the way. Paths are bytes stored as Latin-1 strings: an eighth of the memory of buffers, in the same order. */
interface Place {
  readonly folder: string;
  /** Its path below the input, with a slash at the end unless it is empty. */
  readonly relative: string;
  /** The folder itself and those above it. */
  readonly above: readonly Stats[];
}

function* walk(place: Place, how: Walk): Generator<FoundFile | Problem | Question, void> {
  const { folder, relative } = place;
  const all = entriesOf(folder, how.follow ?? true);
  if (typeof all === 'string') {
    const name = bytesOf(relative === '' ? folder : relative.slice(0, -1));
    yield { kind: 'failed', name, reason: 'unreadable', why: all };
    return;
  }
  const { after = '' } = how;
  const left = after === '' ? all : all.filter((key) => isToCome(relative + key, after));
  const keys = how.pages === true ? withPagesTogether(left) : left;
  for (let start = 0; start < keys.length; start += MAX_PATHS) {
    const some = keys.slice(start, start + MAX_PATHS).map((key) => (key.endsWith(SLASH) ? key.slice(0, -1) : key));
    const question: Question = {
      kind: 'question',
      paths: some.map((entry) => bytesOf(folder + SLASH + entry)),
      answers: [],
    };
    yield question;
    for (const [index, entry] of some.entries()) yield* entered(place, entry, question.answers[index] ?? '', how);
  }
}

/** Whether an entry comes behind a file, or holds files that do. A folder sorts as its name with a slash. */
function isToCome(path: string, after: string): boolean {
  return path > after || (path.endsWith(SLASH) && after.startsWith(path));
}

function* entered(
  { folder, relative, above }: Place,
  entry: string,
  stats: Stats | string,
  how: Walk,
): Generator<FoundFile | Problem | Question, void> {
  const name = bytesOf(relative + entry);
  const path = folder + SLASH + entry;
  const { own = [] } = how;
  if (typeof stats === 'string') yield { kind: 'failed', name, reason: 'unreadable', why: stats };
  else if (stats.isFile() || (stats.isDirectory() && isOneOf(stats, own))) yield found(bytesOf(path), name, stats, own);
  else if (!stats.isDirectory())
    yield { kind: 'skipped', name, reason: 'not-a-file', why: 'is neither a file nor a folder' };
  else if (isOneOf(stats, above))
    yield { kind: 'skipped', name, reason: 'not-a-file', why: 'is a link to a folder it stands in' };
  else yield* walk({ folder: path, relative: relative + entry + SLASH, above: [...above, stats] }, how);
}

/** Sorted so that full paths are in byte order: a folder sorts as its name with a slash. */
function entriesOf(folder: string, follow: boolean): readonly string[] | string {
  const keys: string[] = [];
  try {
    const handle = opendirSync(bytesOf(folder), { encoding: 'latin1', bufferSize: 512 });
    try {
      for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) {
        if (entry.name.startsWith('.') || (!follow && entry.isSymbolicLink())) continue;
        keys.push(isFolder(folder, entry) ? entry.name + SLASH : entry.name);
      }
    } finally {
      handle.closeSync();
    }
  } catch (error) {
    return messageOf(error);
  }
  return keys.sort();
}

function isFolder(folder: string, entry: Dirent): boolean {
  if (entry.isDirectory() || entry.isFile()) return entry.isDirectory();
  const stats = statOf(bytesOf(folder + SLASH + entry.name));
  return typeof stats !== 'string' && stats.isDirectory();
}

function bytesOf(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
