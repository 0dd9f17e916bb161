import { nameOf } from '../cli/input/file-name.ts';
import { findFiles } from '../cli/input/find-files.ts';
import type { Problem } from '../cli/input/find-files.ts';
import type { RunOptions } from '../cli/options/types.ts';
import { chooseExecutor } from '../cli/workers/choose-executor.ts';
import { batchResults } from '../cli/workers/results.ts';
import { checkNames, parseJson, UserError } from '../index.ts';
import type { CorpusRecord, Options } from '../index.ts';
import { checkFileOptions, described } from './check-arguments.ts';

/** Options of `normalize`, and those of reading files. */
export interface FileOptions extends Options {
  /** Number of worker threads; all cores if absent, and none for a few small files. */
  readonly jobs?: number;
  /** Seconds that one document may take; 60 if absent. */
  readonly timeout?: number;
  /** The largest document, in bytes; 64 MiB if absent. */
  readonly maxBytes?: number;
  /** The largest window of zstd, in bytes; 128 MiB if absent. */
  readonly maxWindow?: number;
  /** What becomes of a JSONL line without a document: a record with a warning (default), nothing, or a problem. */
  readonly onError?: 'record' | 'skip' | 'fail';
  /** True: archives and documents that are not read are skipped, not failed. */
  readonly skipUnknown?: boolean;
}

/** A file or document that gave no record. */
export interface FileProblem {
  readonly problem: 'failed' | 'skipped';
  /** As records name it in `source.path`, followed by the member, if any. */
  readonly path: string;
  /** A stable code, as in ledgers: `unreadable`, `damaged`, `too-large`, `timeout` … */
  readonly reason: string;
  /** For a person. */
  readonly message: string;
  /** How many of the kind it stands for, itself the first, where that is more than one. */
  readonly count?: number;
}

const MAX_BYTES = 2 ** 26;

/**
 * The records of files, folders and archives, in the order in which the command writes them. What gave no record comes as a value
 * with the key `problem`, near its place: batches give their problems before their records. Throws a TypeError at once for wrong arguments; no content makes it throw. Worker threads end when the loop does.
 */
export function normalizeFiles(
  inputs: readonly string[],
  options: FileOptions = {},
): AsyncGenerator<CorpusRecord | FileProblem, void> {
  if (!Array.isArray(inputs) || !inputs.every((input) => typeof input === 'string'))
    throw new TypeError(
      `normalizeFiles: the first argument is an array of files and folders; got ${described(inputs)}`,
    );
  checkFileOptions(options, 'normalizeFiles');
  const complete = { maxBytes: MAX_BYTES, partBytes: MAX_BYTES, parts: 'jsonl', ...options } as const;
  try {
    checkNames(options);
  } catch (error) {
    if (error instanceof UserError) throw new TypeError(`normalizeFiles: options.${error.message}`, { cause: error });
    throw error;
  }
  return results(inputs, complete);
}

async function* results(
  inputs: readonly string[],
  options: RunOptions,
): AsyncGenerator<CorpusRecord | FileProblem, void> {
  const { executor, files } = await chooseExecutor(findFiles(inputs, null), options);
  try {
    for await (const { problems, lines } of batchResults(files, executor, options)) {
      for (const problem of problems) yield problemOf(problem);
      for (const line of linesOf(lines)) yield parseJson(line) as CorpusRecord;
    }
  } finally {
    await executor.close();
  }
}

function problemOf({ kind, name, reason, why, count = 1 }: Problem): FileProblem {
  return { problem: kind, path: nameOf(name), reason, message: why, ...(count > 1 ? { count } : {}) };
}

function* linesOf(bytes: Uint8Array): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < buffer.length;) {
    const end = buffer.indexOf(10, start);
    yield buffer.toString('utf8', start, end);
    start = end + 1;
  }
}
