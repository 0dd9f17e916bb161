import { RunError } from '../run-error.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { availableParallelism } from 'node:os';
import { UserError } from '../../index.ts';
import type { Executor } from '../workers/executor.ts';
import { liveInput } from '../input/find-files.ts';
import { readLedger, sumOf } from '../parts/ledger.ts';
import type { Ledger } from '../parts/ledger.ts';
import { figureFiles, figurePaths } from '../output/figure-files.ts';
import type { FigureFiles } from '../output/figure-files.ts';
import { openRejected } from '../output/rejected.ts';
import { openPlan } from '../parts/plan.ts';
import type { PartFolder } from '../parts/part-folder.ts';
import { remainsRemover, runPart } from '../parts/run-part.ts';
import { pool } from '../workers/pool.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Progress } from '../terminal/progress.ts';
import { amount } from '../terminal/amounts.ts';
import { reporter } from '../terminal/report.ts';
import type { Report } from '../terminal/report.ts';
import { tell } from '../terminal/stderr.ts';
import { summary } from '../terminal/summary.ts';
import type { RunOptions } from '../options/types.ts';
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
}

/** Processes the unfinished parts of a folder, one after the other on all workers. Returns the exit code. */
export async function runParts(folder: string, inputs: readonly string[], options: RunOptions): Promise<number> {
  if (options.output !== undefined) throw new UserError('--output and --out-dir cannot be used together');
  const live = liveInput(inputs);
  if (live !== null) throw new UserError(`--out-dir cannot take ${live}: it cannot be read again`);
  const started = process.uptime();
  const shard = shardOf(options.shard ?? '1/1', process.env);
  if (options.rejected !== undefined) openRejected(options.rejected, folder);
  const parts = openPlan(folder, inputs, options);
  const mine = [...partsIn(shard, parts.plan.parts)];
  const todo = mine.filter((part) => typeof readLedger(parts, part) === 'string');
  const files = todo.reduce((sum, part) => sum + parts.at(part).files, 0);
  const figures = await figureFiles(options);
  const progress = startProgress(options.quiet ?? false, folder, files);
  const executor = pool({ ...options, figures: true }, options.jobs ?? availableParallelism());
  const run: Run = { parts, options, executor, progress, report: reporter(options), stats: newStats() };
  const done = await doParts(run, todo);
  await executor.close();
  progress.stop();
  if (options.quiet !== true) tell(summary(run.stats, process.uptime() - started, options));
  if (done.left === 0 && done.code === 0) return await ended(run, mine, figures);
  await figures.abandon();
  if (options.quiet !== true || done.code > 128)
    tell(
      `normalize: ${mine.length - done.left} of ${amount(mine.length, 'part')} ${mine.length === 1 ? 'is' : 'are'} done; the same command does the rest`,
    );
  return done.code;
}

/** Writes the figures of these parts, all done, and returns the exit code. */
async function ended({ parts, options }: Run, done: readonly number[], figures: FigureFiles): Promise<number> {
  const ledgers = done.map((part) => readLedger(parts, part));
  const whole = ledgers.filter((ledger) => typeof ledger !== 'string');
  if (whole.length < ledgers.length) {
    await figures.abandon();
    return 1;
  }
  if (figurePaths(options).length > 0) await figures.write(sumOf(whole));
  return statusOf(failuresIn(whole), options.failures ?? 'fail');
}

async function doParts(run: Run, todo: readonly number[]): Promise<{ readonly code: number; readonly left: number }> {
  const stop: { asked: number | null } = { asked: null };
  onInterrupt((code) => {
    stop.asked = code;
    run.progress.stop();
    tell('normalize: interrupted; the part under way is finished first (a second interrupt does not wait)');
  });
  const removeRemains = remainsRemover(run.parts);
  for (const [index, part] of todo.entries()) {
    if (stop.asked !== null) return { code: stop.asked, left: todo.length - index };
    try {
      removeRemains(part);
      const stats = await runPart(run.parts, part, run.executor, run.options, (result) => {
        for (const problem of result.problems) run.report(problem);
        run.progress.step(result);
      });
      addStats(run.stats, stats);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      tell(`normalize: ${error.message}`);
      return { code: 1, left: todo.length - index };
    }
  }
  return { code: stop.asked ?? 0, left: 0 };
}

/** Reasons of failures in parts, in this run or an earlier one. */
function failuresIn(ledgers: readonly Ledger[]): ReadonlyMap<string, number> {
  return new Map(ledgers.flatMap(({ failures }) => failures.map(({ reason }) => [reason, 1] as const)));
}
