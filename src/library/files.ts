import { nameOf } from '../cli/input/file-name.ts';
import type { Problem } from '../cli/input/find-files.ts';
import { inputFiles } from '../cli/input/input-files.ts';
import { MAX_BYTES } from '../cli/options/size.ts';
import type { RunOptions } from '../cli/options/types.ts';
import { chooseExecutor } from '../cli/workers/choose-executor.ts';
import { batchResults } from '../cli/workers/results.ts';
import { checkNames, parseJson, UserError } from '../index.ts';
import type { CorpusRecord, Options } from '../index.ts';
import { checkFileOptions, described } from './check-arguments.ts';

/** Options of `normalizeFiles`: those of `normalize` and those for reading files. */
export interface FileOptions extends Options {
  /** Number of worker threads. Default: one per core, none for a few small files. */
  readonly jobs?: number;
  /** Time limit per document, in seconds. Default 60. */
  readonly timeout?: number;
  /** Largest document, in bytes. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Largest zstd window, in bytes. Default 128 MiB. */
  readonly maxWindow?: number;
  /** True makes one record of the pages of a text: files in one folder, or documents in one archive. Default false. */
  readonly joinPages?: boolean;
  /** Result for a JSONL line without a document: a record with a warning (default), nothing, or a problem. */
  readonly onError?: 'record' | 'skip' | 'fail';
  /** True reports unsupported archives and documents as skipped instead of failed. Default false. */
  readonly skipUnknown?: boolean;
}

/** A file or document without a record. */
export interface FileProblem {
  readonly problem: 'failed' | 'skipped';
  /** As in `source.path` of records, followed by the member, if any. */
  readonly path: string;
  /** A stable code, as in ledgers: `unreadable`, `damaged`, `too-large`, `timeout` … */
  readonly reason: string;
  /** A human-readable explanation. */
  readonly message: string;
  /** Number of problems of this kind that this one stands for, if more than one. */
  readonly count?: number;
}

/**
 * Yields the records of files, folders and archives, in the order of the command's output. Inputs without a record yield a value with
 * the key `problem`, before the records of their batch. Throws a TypeError at once for wrong arguments, never because of content.
 * Worker threads end when the iteration does.
 */
export function normalizeFiles(
  inputs: readonly string[],
  options: FileOptions = {},
): AsyncGenerator<CorpusRecord | FileProblem, void> {
  if (!Array.isArray(inputs) || !inputs.every((input) => typeof input === 'string'))
    throw new TypeError(
      `normalizeFiles: the first argument must be an array of files and folders; got ${described(inputs)}`,
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
  const { executor, files } = await chooseExecutor(inputFiles(inputs, { pages: options.joinPages }), options);
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
