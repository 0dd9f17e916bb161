import type { Source } from '../../index.ts';
import type { BatchResult, Item, PageMark } from './batch.ts';
import { batchMemory, documentBatches, fileBatches } from './make-batches.ts';
import type { Streamed, Work } from './make-batches.ts';
import type { Executor } from './executor.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { inOrder } from './in-order.ts';
import type { Files } from '../input/input-files.ts';
import { readPieces } from '../input/documents-of.ts';
import type { Lines } from '../input/line-sources.ts';
import { fileOf } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';
import { withoutLines } from './result.ts';
import type { Result } from './result.ts';
import { floorsOf } from '../stats/samples.ts';
import { addTo, countProblem, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

const NOTHING = new Uint8Array(0);

/**
 * Runs files in batches and yields the results in order. A file of many documents is streamed here, and its documents run in batches
 * too. `counted` are the figures of the results so far: documents that could not be samples any more are not sampled.
 */
export async function* batchResults(
  files: Files,
  executor: Executor,
  options: RunOptions,
  counted: Stats = newStats(),
): AsyncGenerator<Result, void> {
  const results = pageResults(files, executor, options, counted);
  if (options.joinPages !== true || options.observing === true) {
    yield* results;
    return;
  }
  const { joinedResults } = await import('./joined-results.ts');
  yield* joinedResults(results, options, counted);
}

async function* pageResults(
  files: Files,
  executor: Executor,
  options: RunOptions,
  counted: Stats,
): AsyncGenerator<Result, void> {
  const informed: Executor = {
    ...executor,
    run: (batch) => executor.run({ ...batch, floors: floorsOf(counted.samples) }),
  };
  const run = (work: Work): Promise<(Result | Streamed)[]> => runWork(work, informed);
  for await (const results of inOrder(fileBatches(files), executor.width, run)) {
    for (const result of results) {
      if ('kind' in result) yield* streamResults(result.file, informed, options);
      else yield result;
    }
  }
}

async function* streamResults(file: FoundFile, executor: Executor, options: RunOptions): AsyncGenerator<Result, void> {
  const memory = batchMemory();
  const run = async (work: Work): Promise<(Result | Streamed)[]> => {
    const results = await runWork(work, executor);
    if ('items' in work && work.bytes !== null) memory.give(work.bytes);
    return results;
  };
  const batches = documentBatches(undeferred(file, options), memory);
  for await (const results of inOrder(batches, executor.width, run)) {
    for (const result of results) if (!('kind' in result)) yield { ...result, marks: inGroup(result.marks, file) };
  }
  const stats = newStats();
  addTo(stats, 'files', (file.range?.from.offset ?? 0) === 0 ? 1 : 0);
  yield withoutLines({ problems: [], stats, files: 1, last: file.name });
}

/** The documents of a file are a group. */
function inGroup(marks: readonly PageMark[], { path, name }: FoundFile): readonly PageMark[] {
  return marks.map((mark) => ({ ...mark, group: `${(path ?? name).toString('latin1')}!` }));
}

async function* undeferred(file: FoundFile, options: RunOptions): AsyncGenerator<Source | Lines | Problem> {
  for await (const piece of readPieces(file, options, Infinity)) {
    if (!('kind' in piece) || piece.kind !== 'deferred') yield piece;
  }
}

async function runWork(work: Work, executor: Executor): Promise<(Result | Streamed)[]> {
  if ('items' in work) return split(work.items, await executor.run(work));
  if (work.kind === 'stream') return [work];
  const stats = newStats();
  countProblem(stats, work);
  return [withoutLines({ problems: [work], stats, files: 0, last: work.name })];
}

/** Splits a result at the files that are still to be streamed. The first piece carries all figures. */
function split(
  items: readonly Item[],
  { bytes, rejected, marks, outcomes, stats }: BatchResult,
): (Result | Streamed)[] {
  const pieces: (Result | Streamed)[] = [];
  let problems: Problem[] = [];
  let start = 0;
  let rejectedStart = 0;
  let marksStart = 0;
  let files = 0;
  const piece = (end: number, rejectedEnd: number, marksEnd: number, item: Item | undefined): void => {
    const last = item?.kind === 'file' ? Buffer.from(item.name, 'latin1') : NOTHING;
    const own = pieces.length === 0 ? stats : newStats();
    const lines = bytes.subarray(start, end);
    const [from, rejectedFrom] = [start, rejectedStart];
    const placed = marks
      .slice(marksStart, marksEnd)
      .map((mark) => ({ ...mark, at: mark.at - from, rejectedAt: mark.rejectedAt - rejectedFrom }));
    const others = rejected.subarray(rejectedStart, rejectedEnd);
    pieces.push({ lines, rejected: others, marks: placed, problems, stats: own, files, last });
    marksStart = marksEnd;
    problems = [];
    start = end;
    rejectedStart = rejectedEnd;
    files = 0;
  };
  for (const [index, item] of items.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error(`No outcome for item ${index} of ${items.length}`);
    for (const problem of outcome.problems) problems.push(problem);
    if (outcome.deferred) {
      if (item.kind !== 'file') throw new Error(`Item ${index} of ${items.length} is no file and cannot be deferred`);
      piece(outcome.end, outcome.rejectedEnd, outcome.marksEnd, item);
      pieces.push({ kind: 'stream', file: fileOf(item) });
    } else if (item.kind === 'file') files++;
  }
  piece(bytes.length, rejected.length, marks.length, items.at(-1));
  return pieces;
}
