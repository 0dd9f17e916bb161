import { fstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { messageOf } from './message-of.ts';

/** A file to be read. Names are bytes: not every name is UTF-8. */
export interface FoundFile {
  readonly kind: 'file';
  /** What the system is asked for; null for standard input. */
  readonly path: Buffer | null;
  /** What records say: relative to the input folder, or as typed. */
  readonly name: Buffer;
}

/** Something that is no file to read: `failed` counts against the exit code, `skipped` does not. */
export interface Problem {
  readonly kind: 'failed' | 'skipped';
  readonly name: Buffer;
  readonly why: string;
}

const SEPARATOR = Buffer.from('/');

/** The files under the inputs: inputs as given, folders sorted by path bytes, hidden files left out. `own` is where the output goes; it is never read. */
export function* findFiles(inputs: readonly string[], own: Stats | null): Generator<FoundFile | Problem> {
  for (const input of inputs) {
    if (input === '-') {
      yield { kind: 'file', path: null, name: Buffer.from('-') };
      continue;
    }
    const path = rawArgument(input);
    const stats = stat(path);
    if (typeof stats === 'string') yield { kind: 'failed', name: path, why: stats };
    else if (stats.isDirectory()) yield* filesOfFolder(path, stats, own);
    else if (isSame(stats, own)) yield { kind: 'skipped', name: path, why: 'is where the records go' };
    else yield { kind: 'file', path, name: path };
  }
}

function* filesOfFolder(root: Buffer, stats: Stats, own: Stats | null): Generator<FoundFile | Problem> {
  let found = 0;
  for (const item of walk(root, null, [stats], own)) {
    found++;
    yield item;
  }
  if (found === 0) yield { kind: 'failed', name: root, why: 'holds no files (hidden ones are left out)' };
}

function* walk(
  folder: Buffer,
  relative: Buffer | null,
  above: readonly Stats[],
  own: Stats | null,
): Generator<FoundFile | Problem> {
  const entries = entriesOf(folder);
  if (typeof entries === 'string') {
    yield { kind: 'failed', name: relative ?? folder, why: entries };
    return;
  }
  for (const { name, stats } of entries) {
    const path = Buffer.concat([folder, SEPARATOR, name]);
    const shown = relative === null ? name : Buffer.concat([relative, SEPARATOR, name]);
    if (typeof stats === 'string') yield { kind: 'failed', name: shown, why: stats };
    else if (stats.isDirectory()) yield* into(path, shown, stats, above, own);
    else if (!stats.isFile()) yield { kind: 'skipped', name: shown, why: 'is neither a file nor a folder' };
    else if (isSame(stats, own)) yield { kind: 'skipped', name: shown, why: 'is where the records go' };
    else yield { kind: 'file', path, name: shown };
  }
}

function* into(
  path: Buffer,
  shown: Buffer,
  stats: Stats,
  above: readonly Stats[],
  own: Stats | null,
): Generator<FoundFile | Problem> {
  if (above.some((folder) => isSame(stats, folder))) {
    yield { kind: 'skipped', name: shown, why: 'is a link to a folder it stands in' };
    return;
  }
  yield* walk(path, shown, [...above, stats], own);
}

interface Entry {
  readonly name: Buffer;
  /** Of what the name leads to, or why it leads nowhere. */
  readonly stats: Stats | string;
}

/** Sorted so that whole paths are in byte order: a folder sorts as its name and a slash. */
function entriesOf(folder: Buffer): readonly Entry[] | string {
  try {
    return readdirSync(folder, { encoding: 'buffer' })
      .filter((name) => name[0] !== 0x2e)
      .map((name) => ({ name, stats: stat(Buffer.concat([folder, SEPARATOR, name])) }))
      .map((entry) => ({ entry, key: sortKey(entry) }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ entry }) => entry);
  } catch (error) {
    return messageOf(error);
  }
}

function sortKey({ name, stats }: Entry): Buffer {
  return typeof stats !== 'string' && stats.isDirectory() ? Buffer.concat([name, SEPARATOR]) : name;
}

function stat(path: Buffer): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return messageOf(error);
  }
}

function isSame(stats: Stats, other: Stats | null): boolean {
  return other !== null && stats.ino === other.ino && stats.dev === other.dev;
}

/** Where a descriptor or a path leads, if that is a regular file. */
export function regularFile(place: number | string): Stats | null {
  try {
    const stats = typeof place === 'number' ? fstatSync(place) : statSync(place);
    return stats.isFile() ? stats : null;
  } catch {
    return null;
  }
}

/** An argument's bytes. Node has read a name that is not UTF-8 with losses; on Linux the true bytes can still be had. */
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
