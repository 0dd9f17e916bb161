import { existsSync, fstatSync, opendirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import type { Range } from './range.ts';
import { suggestionFor } from './near-files.ts';
import { messageOf } from '../error-message.ts';
import { isAddress } from '../store/address.ts';
import { escapeLine } from '../terminal/escape.ts';

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
  | 'timeout'
  | 'crash'
  /** A record that does not meet a condition. It is counted and not named, since it is written. */
  | `rejected: ${string}`;

const SLASH = '/';
/** Number of missing inputs for which similar names are suggested. */
const MAX_SUGGESTIONS = 5;

/**
 * The files under the inputs: inputs as given, folders sorted by path bytes, hidden files left out.
 * `own` are the files that the run writes, which are never read. Holds the names of one folder and its ancestors in memory.
 */
export function* findFiles(inputs: readonly string[], own: readonly Stats[]): Generator<FoundFile | Problem> {
  let missing = 0;
  for (const input of inputs) {
    if (input === '-') {
      yield { kind: 'file', path: null, name: Buffer.from('-'), size: 0, live: true };
      continue;
    }
    const name = rawArgument(input);
    // A path that looks like an address is one of a store.
    const path = isAddress(input) ? Buffer.concat([Buffer.from('./'), name]) : name;
    const stats = stat(path);
    if (typeof stats === 'string') {
      const meant = missing++ < MAX_SUGGESTIONS && !existsSync(path) ? suggestionFor(path.toString()) : '';
      yield { kind: 'failed', name, reason: 'unreadable', why: stats + meant };
    } else if (stats.isDirectory()) yield* filesOfFolder(path, stats, own);
    else yield found(path, name, stats, own);
  }
}

function found(path: Buffer, name: Buffer, stats: Stats, own: readonly Stats[]): FoundFile | Problem {
  if (isOneOf(stats, own)) return { kind: 'skipped', name, reason: 'own-output', why: 'is written by this run' };
  if (stats.isSocket()) return { kind: 'failed', name, reason: 'not-a-file', why: 'is a socket, which is not read' };
  return { kind: 'file', path, name, size: stats.size, live: !stats.isFile() };
}

function* filesOfFolder(root: Buffer, stats: Stats, own: readonly Stats[]): Generator<FoundFile | Problem> {
  let count = 0;
  for (const item of walk(root.toString('latin1'), '', [stats], own)) {
    count++;
    yield item;
  }
  if (count > 0) return;
  yield { kind: 'failed', name: root, reason: 'empty-folder', why: 'holds no files (hidden ones are left out)' };
}

/** Paths are bytes stored as Latin-1 strings: an eighth of the memory of buffers, in the same order. */
function* walk(
  folder: string,
  relative: string,
  above: readonly Stats[],
  own: readonly Stats[],
): Generator<FoundFile | Problem> {
  const keys = entriesOf(folder);
  if (typeof keys === 'string') {
    const name = bytesOf(relative === '' ? folder : relative.slice(0, -1));
    yield { kind: 'failed', name, reason: 'unreadable', why: keys };
    return;
  }
  for (const key of keys) {
    const entry = key.endsWith(SLASH) ? key.slice(0, -1) : key;
    const path = bytesOf(folder + SLASH + entry);
    const name = bytesOf(relative + entry);
    const stats = stat(path);
    if (typeof stats === 'string') yield { kind: 'failed', name, reason: 'unreadable', why: stats };
    else if (stats.isDirectory() && isOneOf(stats, own)) yield found(path, name, stats, own);
    else if (stats.isDirectory()) yield* into(folder + SLASH + entry, relative + entry, stats, above, own);
    else if (stats.isFile()) yield found(path, name, stats, own);
    else yield { kind: 'skipped', name, reason: 'not-a-file', why: 'is neither a file nor a folder' };
  }
}

function* into(
  path: string,
  relative: string,
  stats: Stats,
  above: readonly Stats[],
  own: readonly Stats[],
): Generator<FoundFile | Problem> {
  if (isOneOf(stats, above)) {
    const why = 'is a link to a folder it stands in';
    yield { kind: 'skipped', name: bytesOf(relative), reason: 'not-a-file', why };
    return;
  }
  yield* walk(path, relative + SLASH, [...above, stats], own);
}

/** Sorted so that full paths are in byte order: a folder sorts as its name with a slash. */
function entriesOf(folder: string): readonly string[] | string {
  const keys: string[] = [];
  try {
    const handle = opendirSync(bytesOf(folder), { encoding: 'latin1', bufferSize: 512 });
    try {
      for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) {
        if (!entry.name.startsWith('.')) keys.push(isFolder(folder, entry) ? entry.name + SLASH : entry.name);
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
  const stats = stat(bytesOf(folder + SLASH + entry.name));
  return typeof stats !== 'string' && stats.isDirectory();
}

function bytesOf(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}

function stat(path: Buffer): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return messageOf(error);
  }
}

/** Whether a file is one of others, by whatever name. */
export function isOneOf(stats: Stats, others: readonly Stats[]): boolean {
  return others.some(({ ino, dev }) => stats.ino === ino && stats.dev === dev);
}

/** Name of the first input that can be read only once; null if there is none. */
export function liveInput(inputs: readonly string[]): string | null {
  for (const input of inputs) {
    if (input === '-') return 'standard input';
    const stats = stat(rawArgument(input));
    if (typeof stats === 'string' || stats.isFile() || stats.isDirectory()) continue;
    return `${stats.isFIFO() ? 'the pipe' : 'the device'} ${escapeLine(input)}`;
  }
  return null;
}

/** Identities of the regular files behind descriptors and paths. */
export function regularFiles(places: readonly (number | string)[]): readonly Stats[] {
  return places.flatMap((place) => {
    try {
      const stats = typeof place === 'number' ? fstatSync(place) : statSync(place);
      return stats.isFile() ? [stats] : [];
    } catch {
      return [];
    }
  });
}

/** An argument's bytes. Node decodes names that are not UTF-8 lossily; on Linux the original bytes are still available. */
function rawArgument(argument: string): Buffer {
  if (!argument.includes('\uFFFD')) return Buffer.from(argument);
  try {
    const line = readFileSync('/proc/self/cmdline');
    const raw = split(line, 0).find((bytes) => bytes.toString('utf8') === argument);
    return raw ?? Buffer.from(argument);
  } catch {
    return Buffer.from(argument);
  }
}

function split(bytes: Buffer, byte: number): readonly Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(byte); end >= 0; end = bytes.indexOf(byte, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}
