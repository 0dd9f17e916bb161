import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Module, createRequire } from 'node:module';
import { dirname } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** V8's code of a module: compiling it anew took longer than a small run. */
export interface Code {
  readonly script: Script;
  readonly cache: string;
  readonly found: boolean;
}

type Wrapped = (exports: unknown, require: NodeJS.Require, module: Module, filename: string, dirname: string) => void;

/**
 * Loads a wrapped CommonJS module with the code that V8 made of it before, if the file beside it holds any for this version of V8, and leaves
 * it where `require` finds it.
 */
export function loadCode(file: string): Code {
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

/** Keeps the code of all functions that have run. A folder that cannot be written to costs time, nothing else. */
export function keepCode({ script, cache }: Code): void {
  const unfinished = `${cache}.${process.pid}`;
  try {
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {
    // the package is installed for all users, or on a read-only disk
  }
}

function contentsOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
