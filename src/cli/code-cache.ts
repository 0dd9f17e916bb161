import { accessSync, constants, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** V8's code of a module: compiling it anew took longer than a small run. */
interface Code {
  readonly script: Script;
  readonly cache: string;
  readonly found: boolean;
}

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
  // V8 itself compares no more of a source than its length.
  const cache = `${file}.${cachedDataVersionTag()}.${Math.floor(statSync(file).mtimeMs)}.code`;
  const cachedData = contentsOf(cache);
  const script = new Script(readFileSync(file, 'latin1'), {
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
  return { script, cache, found: cachedData !== null && script.cachedDataRejected === false };
}

/** Keeps the code of all functions that have run, `sample` too, unless it was found or the folder cannot be written to. */
export function keepCode({ script, cache, found }: Code, sample: () => void): void {
  if (found || !isWritable(dirname(cache))) return;
  sample();
  const unfinished = `${cache}.${process.pid}`;
  try {
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {
    // the next run tries again
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

function contentsOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
