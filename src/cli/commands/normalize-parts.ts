import { RunError } from '../run-error.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { UserError } from '../../index.ts';
import type { Executor } from '../workers/executor.ts';
import { claimed } from '../parts/claim.ts';
import { LEASE_SECONDS } from '../parts/lease.ts';
import { addFailures, addPart, newFailedParts } from '../parts/failed-parts.ts';
import { addFailedInputs, failedIn, failedLines, newFailedInputs } from '../parts/failed-inputs.ts';
import type { FailedInputs } from '../parts/failed-inputs.ts';
import { droppedIn } from '../parts/ledger.ts';
import { allParts, ledgersOf } from '../parts/over-parts.ts';
import { figureFiles, figurePaths } from '../output/figure-files.ts';
import type { FigureFiles } from '../output/figure-files.ts';
import { openPlan } from '../parts/plan.ts';
import type { PartFolder } from '../parts/part-folder.ts';
import { remainsRemover, runPart } from '../parts/run-part.ts';
import { pool } from '../workers/pool.ts';
import { workerCount } from '../workers/worker-count.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Progress } from '../terminal/progress.ts';
import { amount } from '../terminal/amounts.ts';
import { reporter } from '../terminal/report.ts';
import type { Report } from '../terminal/report.ts';
import { tell } from '../terminal/stderr.ts';
import { summary } from '../terminal/summary.ts';
import type { RunOptions } from '../options/types.ts';
import { doneIn } from '../parts/state.ts';
import { forgetFailed } from '../parts/retry.ts';
import { partsIn, shardOf } from '../parts/shard.ts';
import { addStats, newStats, statusOf } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

interface Run {
  readonly parts: PartFolder;
  readonly options: RunOptions;
  readonly executor: Executor;
  readonly progress: Progress;
  readonly report: Report;
  readonly stats: Stats;
  readonly stop: Stop;
}

/** Exit code of an interrupt, or null. */
interface Stop {
  asked: number | null;
}

/** A part to be made. */
interface Turn {
  readonly part: number;
  /** False once another process has taken the part over. */
  readonly isMine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** The parts of a run. */
interface Turns {
  /** Those that are to be made, some of which may be made by others before they come up. */
  readonly todo: Iterable<Turn> | AsyncIterable<Turn>;
  /** Number of files in them. */
  readonly files: number;
  /** Number of parts in all, and of those that were made before, if that is known. */
  readonly count: number;
  readonly before: number | null;
  readonly done: (made: readonly number[]) => Promise<number>;
  /** The parts that the run answers for. */
  readonly mine: (made: readonly number[]) => readonly number[];
}

/** Processes the unfinished parts of a folder, one after the other on all workers. Returns the exit code. */
export async function runParts(folder: string, inputs: readonly string[], options: RunOptions): Promise<number> {
  const started = process.uptime();
  const stop: Stop = { asked: null };
  const shard = options.shard === 'claim' ? null : shardOf(options.shard ?? '1/1', process.env);
  if (shard === null && options.retry !== undefined)
    throw new UserError(
      '--retry cannot be used with --shard claim, whose processes would make each part again: `normalize plan` with --retry failed marks the parts, once',
    );
  const parts = await openPlan(folder, inputs, options);
  const turns = await (shard === null
    ? claims(parts, options, stop)
    : shares(parts, [...partsIn(shard, parts.plan.parts)], options));
  const figures = await figureFiles(options);
  const progress = startProgress(options.quiet ?? false, folder, turns.files, 'input');
  const executor = pool({ ...options, figures: 'samples' }, workerCount(options));
  const run: Run = { parts, options, executor, progress, report: reporter(options), stats: newStats(), stop };
  const { code, made } = await doParts(run, turns.todo);
  await executor.close();
  progress.stop();
  if (options.quiet !== true) await tellDone(run, turns, made, process.uptime() - started);
  if (code === 0) return await ended(run, { all: turns.mine(made), made, tell: tellEarlier }, figures);
  await figures.abandon();
  if (options.quiet !== true || code > 128)
    tell(
      `normalize: ${await turns.done(made)} of ${amount(turns.count, 'part')} ${turns.count === 1 ? 'is' : 'are'} done; the same command does the rest`,
    );
  return code;
}

/** Tells what was made, and what was there. */
async function tellDone(
  { stats, options }: Run,
  turns: Turns,
  made: readonly number[],
  seconds: number,
): Promise<void> {
  const { before, count } = turns;
  const there = before ?? (made.length === 0 ? await turns.done(made) : 0);
  if (there > 0) tell(`normalize: ${there} of ${amount(count, 'part')} ${there === 1 ? 'was' : 'were'} there already`);
  if (made.length > 0 || there === 0) tell(summary(stats, seconds, options));
}

/** The parts of a shard. */
async function shares(parts: PartFolder, mine: readonly number[], { retry, quiet }: RunOptions): Promise<Turns> {
  const again = retry === 'failed' ? await forgetFailed(parts, mine) : 0;
  if (retry === 'failed' && quiet !== true)
    tell(`normalize: ${amount(again, 'part')} with failed inputs ${again === 1 ? 'is' : 'are'} made again`);
  const todo: Turn[] = [];
  let files = 0;
  for await (const { part, ledger } of ledgersOf(parts, mine)) {
    if (typeof ledger !== 'string') continue;
    files += (await parts.at(part)).files;
    todo.push({ part, isMine: () => Promise.resolve(true), release: () => Promise.resolve() });
  }
  const before = mine.length - todo.length;
  const done = (made: readonly number[]): Promise<number> => Promise.resolve(before + made.length);
  return { todo, files, count: mine.length, before, done, mine: () => mine };
}

/** Parts that are claimed one by one. Throws a UserError where they cannot be. */
async function claims(parts: PartFolder, { lease = LEASE_SECONDS }: RunOptions, stop: Stop): Promise<Turns> {
  await parts.dir.leases.check();
  const todo = claimed(parts, lease, () => stop.asked !== null);
  return {
    todo,
    files: parts.plan.files,
    count: parts.plan.parts,
    before: null,
    done: () => doneIn(parts),
    mine: (made) => made,
  };
}

/** Answers for all parts as a run over them does, after jobs have made the last of them. Makes none. Returns the exit code. */
export async function answerForAll(parts: PartFolder, options: RunOptions): Promise<number> {
  const all = [...allParts(parts)];
  const tellAll: Done['tell'] = (failed, sums) => {
    tell(
      `normalize: ${amount(all.length, 'part')} ${all.length === 1 ? 'is' : 'are'} done: ${sums.in} in = ${sums.written} written + ${sums.dropped} dropped + ${sums.failed} failed`,
    );
    tellFailed(failed, '');
  };
  return ended({ parts, options }, { all, made: [], tell: tellAll }, await figureFiles(options));
}

/** The parts that a run answers for, and those of them that it made. */
interface Done {
  readonly all: readonly number[];
  readonly made: readonly number[];
  /** Tells what failed in the others, and what all of them have. */
  readonly tell: (failed: FailedInputs, sums: Sums) => void;
}

/** Names inputs that failed in parts made by earlier runs. */
function tellEarlier(failed: FailedInputs): void {
  tellFailed(failed, ' made earlier');
}

type Sums = Record<'in' | 'written' | 'dropped' | 'failed', number>;

/** Names inputs that failed in parts made by others. */
function tellFailed(failed: FailedInputs, when: '' | ' made earlier'): void {
  if (failed.inputs === 0) return;
  const what = failed.parts === 1 ? 'that part' : 'those parts';
  tell(`normalize: ${failedIn(failed)}${when}; --retry failed makes ${what} again:`);
  for (const line of failedLines(failed)) tell(`  ${line}`);
}

/** Writes the figures of these parts, all done, and returns the exit code. Reads a ledger at a time. */
async function ended(
  { parts, options }: Pick<Run, 'parts' | 'options'>,
  done: Done,
  figures: FigureFiles,
): Promise<number> {
  const asked = figurePaths(options).length > 0;
  const sum = newStats();
  const failed = newFailedParts();
  const before = newFailedInputs();
  const sums: Sums = { in: 0, written: 0, dropped: 0, failed: 0 };
  const made = new Set(done.made);
  const reasons = new Map<string, number>();
  for await (const { part, ledger } of ledgersOf(parts, done.all)) {
    if (typeof ledger === 'string') {
      await figures.abandon();
      return 1;
    }
    sums.in += ledger.in;
    sums.written += ledger.written;
    sums.dropped += droppedIn(ledger);
    sums.failed += ledger.failed;
    for (const { reason } of ledger.failures) reasons.set(reason, 1);
    if (!made.has(part)) addFailedInputs(before, parts, ledger);
    if (asked) addPart(sum, failed, parts, ledger);
  }
  if (options.quiet !== true) done.tell(before, sums);
  addFailures(sum, failed);
  if (asked) await figures.write(sum);
  return statusOf(reasons, options.failures ?? 'fail');
}

/** Makes parts until there are no more, an interrupt or an error. Returns the exit code, and the parts made. */
async function doParts(run: Run, todo: Turns['todo']): Promise<{ readonly code: number; readonly made: number[] }> {
  const { stop } = run;
  onInterrupt((code) => {
    stop.asked = code;
    run.progress.stop();
    tell('normalize: interrupted; the part under way is finished first (a second interrupt does not wait)');
  });
  const removeRemains = remainsRemover(run.parts);
  const made: number[] = [];
  for await (const turn of todo) {
    try {
      if (stop.asked !== null) break;
      await removeRemains(turn.part);
      const stats = await madePart(run, turn);
      if (stats === null) continue;
      addStats(run.stats, stats);
      made.push(turn.part);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      tell(`normalize: ${error.message}`);
      return { code: 1, made };
    } finally {
      await turn.release();
    }
  }
  return { code: stop.asked ?? 0, made };
}

function madePart({ parts, executor, options, report, progress }: Run, { part, isMine }: Turn): Promise<Stats | null> {
  const watch: Parameters<typeof runPart>[2]['watch'] = (result) => {
    for (const problem of result.problems) report(problem);
    progress.step(result);
  };
  return runPart(parts, part, { executor, options, watch, isMine });
}
