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
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { growAtOnce, setUsualFlags } from './workers/patience.ts';

/** V8's cached code of a module: compiling it takes longer than a small run. */
interface Code {
  readonly script: Script;
  readonly cache: string;
  /** Checksum of the source. */
  readonly checksum: number;
  readonly found: boolean;
}

/** Size of the checksum at the end of the file, in bytes. */
const CHECKSUM_BYTES = 4;

type Wrapped = (exports: unknown, require: NodeJS.Require, module: Module, filename: string, dirname: string) => void;

/** Loads the bundle, then a chunk beside it. */
export function loadPart(name: string): { readonly part: unknown; readonly code: Code } {
  const code = loadCode(fileURLToPath(new URL('normalize.cjs', import.meta.url)), name === 'program');
  return { part: createRequire(import.meta.url)(`./${name}.cjs`), code };
}

/**
 * Loads a wrapped CommonJS module, with V8's cached code if the file beside it is valid for this version of V8, and registers it
 * for `require`. `growing`: this thread may change flags, since no worker is starting.
 */
function loadCode(file: string, growing: boolean): Code {
  const stats = statSync(file);
  const cache = `${file}.${cachedDataVersionTag()}.${Math.floor(stats.mtimeMs)}.code`;
  const source = readFileSync(file);
  const checksum = crc32(source);
  const cachedData = codeIn(cache, checksum, stats);
  // V8 drops the code of functions that have not run for a while: a cache written by a long run would lack half of it.
  if (cachedData === null) setFlagsFromString('--no-flush-bytecode');
  const script = new Script(source.toString('latin1'), {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
  });
  const require = createRequire(file);
  // While flags are those under which node has kept the code of its own modules.
  for (const name of ['node:crypto', 'node:os']) require(name);
  if (growing) growAtOnce(true);
  const module = new Module(file);
  module.filename = file;
  require.cache[file] = module;
  const wrapped = script.runInThisContext() as Wrapped;
  wrapped.call(module.exports, module.exports, require, module, file, dirname(file));
  module.loaded = true;
  return { script, cache, checksum, found: cachedData !== null && script.cachedDataRejected === false };
}

/** Writes the code cache, with all functions that have run including `sample`, unless it was loaded or the folder is read-only. */
export function keepCode({ script, cache, checksum, found }: Code, sample: () => void): void {
  if (found || !isWritable(dirname(cache))) return;
  sample();
  setUsualFlags();
  setFlagsFromString('--flush-bytecode'); // Code made under other flags would be rejected by the next run.
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
 * The cached code; null unless it is intact and belongs to this source. V8 itself checks only the length of the source,
 * and a flipped bit in the code crashes the process.
 */
function codeIn(cache: string, source: number, bundle: Stats): Buffer | null {
  const bytes = contentsOf(cache, bundle);
  if (bytes === null || bytes.length <= CHECKSUM_BYTES) return null;
  const code = bytes.subarray(0, -CHECKSUM_BYTES);
  return crc32(code, source) === bytes.readUInt32LE(code.length) ? code : null;
}

function withChecksum(code: Buffer, source: number): Buffer {
  const end = Buffer.alloc(CHECKSUM_BYTES);
  end.writeUInt32LE(crc32(code, source));
  return Buffer.concat([code, end]);
}

/** Creates a file with mode 644 whatever the umask. */
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
    // Another run has created or removed it.
  }
}

/** False if the package is installed for all users or on a read-only disk. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Null if the file is missing or may have been written by another user: its code would run with this user's rights. */
function contentsOf(file: string, bundle: Stats): Buffer | null {
  let descriptor: number | null = null;
  try {
    // O_NONBLOCK avoids waiting if it is a pipe.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    return isTrusted(fstatSync(descriptor), bundle) ? readFileSync(descriptor) : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** True if the owner is this user, root, or the owner of the bundle. Windows reports no owners. */
function isTrusted(file: Stats, bundle: Stats): boolean {
  if (!file.isFile()) return false;
  if (process.getuid === undefined) return true;
  return [process.getuid(), 0, bundle.uid].includes(file.uid) && (file.mode & 0o022) === 0;
}
