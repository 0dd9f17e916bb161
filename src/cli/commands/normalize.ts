import { RunError } from '../run-error.ts';
import { batchResults } from '../workers/results.ts';
import { chooseExecutor } from '../workers/choose-executor.ts';
import type { Executor } from '../workers/executor.ts';
import { inputsOf } from '../input/arguments.ts';
import { regularFiles } from '../input/stats-of.ts';
import { inputFiles } from '../input/input-files.ts';
import type { Walk } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import { stopLiveStreams } from '../input/live-streams.ts';
import type { Run } from './command.ts';
import { loaded } from '../options/load.ts';
import type { RunOptions } from '../options/types.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Progress } from '../terminal/progress.ts';
import { lookOf, packingFor, standardOutput, writerFor } from '../output/writers.ts';
import { packed } from '../output/writer.ts';
import type { Look } from '../output/writer.ts';
import { escapeLine } from '../terminal/escape.ts';
import { reporter } from '../terminal/report.ts';
import type { Report } from '../terminal/report.ts';
import { tell } from '../terminal/stderr.ts';
import { summary } from '../terminal/summary.ts';
import { extentOf, figureFiles, figurePaths } from '../output/figure-files.ts';
import type { FigureFiles } from '../output/figure-files.ts';
import { mustNotReplaceInputs } from '../output/not-an-input.ts';
import { outputFile } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import { namedFields } from '../output/named-fields.ts';
import type { NamedFields } from '../output/named-fields.ts';
import { outputsOf, rejectedSink } from '../output/rejected.ts';
import type { Outputs } from '../output/rejected.ts';
import { addStats, countIn, countsIn, newStats, statusOf } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

/** Exit code of an interrupt during the run, or null, and whether the output was discarded or broke off. */
interface Interrupt {
  code: number | null;
  lost: boolean;
}

interface State {
  readonly options: RunOptions;
  readonly outputs: Outputs;
  readonly figures: FigureFiles;
  readonly stats: Stats;
  readonly progress: Progress;
  readonly report: Report;
  readonly interrupt: Interrupt;
  readonly fields: NamedFields;
}

/** Writes the records of the inputs as the options say. */
export const run: Run = async (args, given) => runAll(await inputsOf(args, given.quiet ?? false), await loaded(given));

async function runAll(inputs: readonly string[], options: RunOptions): Promise<number> {
  if (options.output !== undefined && options.output !== '-') writerFor(options.output);
  if (options.outDir !== undefined) {
    const { runParts } = await import('./normalize-parts.ts');
    return runParts(options.outDir, inputs, options);
  }
  if (options.learn === true) {
    const { withLearned } = await import('./learn.ts');
    const knowing = await withLearned(inputs, options);
    return typeof knowing === 'number' ? knowing : runAll(inputs, knowing);
  }
  return runInputs(inputs, options);
}

/** Normalizes all inputs, records to the output, everything else to stderr. Returns the exit code. */
async function runInputs(inputs: readonly string[], options: RunOptions): Promise<number> {
  const started = process.uptime();
  const output = options.output ?? '-';
  const look = lookOf(options);
  mustNotReplaceInputs([...(output === '-' ? [] : [output]), ...besides(options)], inputs);
  const own = regularFiles([output === '-' ? 1 : output, ...besides(options)]);
  const walk: Walk = { own, follow: options.follow };
  const interrupt: Interrupt = { code: null, lost: false };
  // Registered before the output is opened, so that an interrupt leaves no temporary file behind.
  onInterrupt((code) => {
    interrupt.code = code;
    progress.stop();
    stopLiveStreams();
  });
  const progress = startProgress(options.quiet ?? false, options.output ?? null, inputFiles(inputs, walk));
  const outputs = await outputsOf(await sinkOf(output, look, options), rejectedSink(options));
  const figures = await figureFiles(options).catch(async (error: unknown) => {
    await outputs.abandon();
    throw error;
  });
  const sees = { progress, report: reporter(options), fields: namedFields(options) };
  const run: State = { options, outputs, figures, stats: newStats(), interrupt, ...sees };
  const code = await finish(run, async () => {
    const all = { ...options, figures: extentOf(options) };
    const { executor, files } = await chooseExecutor(inputFiles(inputs, { ...walk, pages: options.joinPages }), all);
    try {
      return await runFiles(run, files, executor);
    } finally {
      await executor.close();
    }
  });
  progress.stop();
  if (interrupt.code !== null)
    tell(`normalize: interrupted${output === '-' ? '' : `; ${escapeLine(output)} is not written`}`);
  if (options.quiet !== true) tellSummary(run, process.uptime() - started, look !== null);
  return code;
}

function tellSummary({ stats, options, interrupt }: State, seconds: number, readable: boolean): void {
  const lost = (options.output ?? '-') === '-' ? 'not all written' : 'not written';
  const brief = readable && countIn(stats, 'documents.written') < 2;
  tell(summary(stats, seconds, { ...options, ...(interrupt.lost ? { lost } : {}), brief }));
}

async function sinkOf(output: string, look: Look | null, options: RunOptions): Promise<Sink> {
  if (output === '-') return standardOutput(look);
  const packing = await packingFor(output, options);
  return packed(outputFile(output), packing);
}

/** Files that are written beside the records. */
function besides(options: RunOptions): readonly string[] {
  return [...figurePaths(options), ...(options.rejected === undefined ? [] : [options.rejected])];
}

/** Runs the work, then publishes or discards the output and the files of figures. `work` resolves to whether it was all done. */
async function finish(run: State, work: () => Promise<boolean>): Promise<number> {
  try {
    const whole = await work();
    const { output } = run.options;
    const nothing = output !== undefined && run.interrupt.code === null && hasReadNothing(run);
    if (nothing) tell(`normalize: ${escapeLine(output)} is not written: nothing could be read`);
    run.interrupt.lost = run.interrupt.code !== null || nothing;
    await (run.interrupt.lost ? run.outputs.abandon() : run.outputs.close());
    await (run.interrupt.code === null && whole ? run.figures.write(run.stats) : noFigures(run));
  } catch (error) {
    run.interrupt.lost = true;
    await run.outputs.abandon();
    await run.figures.abandon();
    // The interrupt closes standard input, which fails pending reads.
    if (run.interrupt.code !== null) return run.interrupt.code;
    if (!(error instanceof RunError)) throw error;
    tell(`normalize: ${error.message}`);
    return 1;
  }
  if (run.interrupt.code !== null) return run.interrupt.code;
  const missing = run.fields.missing(run.stats);
  for (const what of missing) tell(`normalize: ${what}`);
  const status = statusOf(countsIn(run.stats, 'failed'), run.options.failures ?? 'fail');
  return missing.length > 0 ? Math.max(status, 1) : status;
}

/** A mistyped name must not empty a file that has records. */
function hasReadNothing({ stats, options }: State): boolean {
  const failed = statusOf(countsIn(stats, 'failed'), options.failures ?? 'fail') !== 0;
  return failed && countIn(stats, 'documents.written') + countIn(stats, 'documents.dropped') === 0;
}

/** Figures of a part of the inputs would be taken for those of all. */
async function noFigures(run: State): Promise<void> {
  await run.figures.abandon();
  for (const path of figurePaths(run.options))
    tell(`normalize: ${escapeLine(path)} is not written: the run did not get to the end of the inputs`);
}

/** False if it was interrupted or the reader of the records has gone. */
async function runFiles(run: State, files: Files, executor: Executor): Promise<boolean> {
  for await (const result of batchResults(files, executor, run.options, run.stats)) {
    if (run.interrupt.code !== null) return false;
    for (const problem of result.problems) run.report(problem);
    addStats(run.stats, result.stats);
    if (!(await run.outputs.write(result.lines, result.rejected))) return false;
    run.fields.see(result.lines);
    run.progress.step(result);
  }
  return run.interrupt.code === null;
}
