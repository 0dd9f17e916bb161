import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** V8's code of a module: compiling it anew took longer than a small run. */
interface Code {
  readonly script: Script;
  readonly cache: string;
  /** Of the source it was made from. */
  readonly checksum: number;
  readonly found: boolean;
}

/** Bytes of the checksum at the end of the file. */
const CHECKSUM = 4;

type Wrapped = (exports: unknown, require: NodeJS.Require, module: Module, filename: string, dirname: string) => void;

/** Loads the bundle, then a part of the command that stands beside it. */
export function loadPart(name: string): { readonly part: unknown; readonly code: Code } {
  const code = loadCode(fileURLToPath(new URL('normalize.cjs', import.meta.url)));
  return { part: createRequire(import.meta.url)(`./${name}.cjs`), code };
}

/**
 * Loads a wrapped CommonJS module with the code that V8 made of it before, if the file beside it holds any for this version of V8, and leaves
 * it where `require` finds it.
 */
function loadCode(file: string): Code {
  const stats = statSync(file);
  const cache = `${file}.${cachedDataVersionTag()}.${Math.floor(stats.mtimeMs)}.code`;
  const source = readFileSync(file);
  const checksum = crc32(source);
  const cachedData = codeIn(cache, checksum, stats);
  const script = new Script(source.toString('latin1'), {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
  });
  const require = createRequire(file);
  const module = new Module(file);
  module.filename = file;
  require.cache[file] = module;
  const wrapped = script.runInThisContext() as Wrapped;
  wrapped.call(module.exports, module.exports, require, module, file, dirname(file));
  module.loaded = true;
  return { script, cache, checksum, found: cachedData !== null && script.cachedDataRejected === false };
}

/** Keeps the code of all functions that have run, `sample` too, unless it was found or the folder cannot be written to. */
export function keepCode({ script, cache, checksum, found }: Code, sample: () => void): void {
  if (found || !isWritable(dirname(cache))) return;
  sample();
  const unfinished = `${cache}.${process.pid}`;
  try {
    write(unfinished, withChecksum(script.createCachedData(), checksum));
    renameSync(unfinished, cache);
  } catch {
    // The next run tries again.
    remove(unfinished);
  }
}

/**
 * The code in a file; null unless it is whole and was made from this source. V8 runs what it is given: it compares no more of a source
 * than its length, and a flipped bit crashes the process.
 */
function codeIn(cache: string, source: number, bundle: Stats): Buffer | null {
  const bytes = contentsOf(cache, bundle);
  if (bytes === null || bytes.length <= CHECKSUM) return null;
  const code = bytes.subarray(0, -CHECKSUM);
  return crc32(code, source) === bytes.readUInt32LE(code.length) ? code : null;
}

function withChecksum(code: Buffer, source: number): Buffer {
  const end = Buffer.alloc(CHECKSUM);
  end.writeUInt32LE(crc32(code, source));
  return Buffer.concat([code, end]);
}

/** A new file that all may read and only its owner may change, whatever the umask. */
function write(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeAll(descriptor, bytes);
    fchmodSync(descriptor, 0o644);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Another run has made or removed it.
  }
}

/** False where the package is installed for all users, or on a read-only disk. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Null if there is no such file, or one that somebody else may have written: code in it would run with the rights of this user. */
function contentsOf(file: string, bundle: Stats): Buffer | null {
  let descriptor: number | null = null;
  try {
    // Not to wait for a writer, should it be a pipe.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    return isTrusted(fstatSync(descriptor), bundle) ? readFileSync(descriptor) : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Written by this user, root, or the owner of the bundle itself; Windows tells no owners. */
function isTrusted(file: Stats, bundle: Stats): boolean {
  if (!file.isFile()) return false;
  if (process.getuid === undefined) return true;
  return [process.getuid(), 0, bundle.uid].includes(file.uid) && (file.mode & 0o022) === 0;
}
