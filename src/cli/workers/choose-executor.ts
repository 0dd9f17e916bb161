import { inThread } from './executor.ts';
import type { Executor } from './executor.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import { pool } from './pool.ts';
import type { RunOptions } from '../options/types.ts';
import { workerCount } from './worker-count.ts';

/** A smaller run finishes before a worker could start. */
const MAX_FILES = 16;
const MAX_BYTES = 2 ** 18;

/** The executor, and the files including those examined to choose it. */
export interface Chosen {
  readonly executor: Executor;
  readonly files: AsyncIterable<FoundFile | Problem>;
}

/** Tiny runs stay in this thread unless --jobs or --timeout is given; all others use workers. */
export async function chooseExecutor(found: Files, options: RunOptions): Promise<Chosen> {
  const seen: (FoundFile | Problem)[] = [];
  let size = 0;
  const files = Symbol.iterator in found ? found[Symbol.iterator]() : found[Symbol.asyncIterator]();
  let more = await files.next();
  for (; more.done !== true && seen.length < MAX_FILES && size <= MAX_BYTES; more = await files.next()) {
    seen.push(more.value);
    if (more.value.kind === 'file') size += await sizeOf(more.value);
  }
  const all = chain(seen, more, files);
  const tiny = more.done === true && size <= MAX_BYTES && options.jobs === undefined && options.timeout === undefined;
  if (tiny) return { executor: inThread(options), files: all };
  return { executor: pool(options, workerCount(options)), files: all };
}

async function* chain<T>(
  seen: readonly T[],
  more: IteratorResult<T>,
  rest: Iterator<T> | AsyncIterator<T>,
): AsyncGenerator<T> {
  yield* seen;
  for (let next = more; next.done !== true; next = await rest.next()) yield next.value;
}

/** In bytes; Infinity if unknown before the end. */
async function sizeOf({ path, size, live }: FoundFile): Promise<number> {
  if (!live) return size;
  return path === null ? stdinSize() : Infinity;
}

/** Size of standard input if it ends at once; else Infinity. */
async function stdinSize(): Promise<number> {
  const { stdinHead } = await import('../input/stdin.ts');
  return stdinHead(MAX_BYTES);
}
