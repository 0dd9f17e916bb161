import { RunError } from '../run-error.ts';
import { batchResults } from '../workers/results.ts';
import { chooseExecutor } from '../workers/choose-executor.ts';
import type { Executor } from '../workers/executor.ts';
import { inputsOf } from '../input/arguments.ts';
import { findFiles, regularFile } from '../input/find-files.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { stopLiveStreams } from '../input/live-streams.ts';
import { UserError } from '../../index.ts';
import type { Run } from './command.ts';
import { loaded } from '../options/load.ts';
import type { RunOptions } from '../options/types.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Progress } from '../terminal/progress.ts';
import { lookOf, packingFor, standardOutput, writerFor } from '../output/writers.ts';
import { packed } from '../output/writer.ts';
import { escapeLine } from '../terminal/escape.ts';
import { reporter } from '../terminal/report.ts';
import type { Report } from '../terminal/report.ts';
import { tell } from '../terminal/stderr.ts';
import { summary } from '../terminal/summary.ts';
import { fileSink } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import { addTally, newTally, statusOf } from '../counts.ts';
import type { Tally } from '../counts.ts';

/** Exit code of an interrupt during the run, or null. */
interface Interrupt {
  code: number | null;
}

interface State {
  readonly options: RunOptions;
  readonly sink: Sink;
  readonly tally: Tally;
  readonly progress: Progress;
  readonly report: Report;
  readonly interrupt: Interrupt;
}

/** Writes the records of the inputs as the options say. */
export const run: Run = async (args, given) => runAll(await inputsOf(args, given.quiet ?? false), await loaded(given));

async function runAll(inputs: readonly string[], options: RunOptions): Promise<number> {
  if (options.output !== undefined && options.output !== '-') writerFor(options.output);
  if (options.learn === true) {
    const { withLearned } = await import('./learn.ts');
    const knowing = await withLearned(inputs, options);
    return typeof knowing === 'number' ? knowing : runAll(inputs, knowing);
  }
  if (options.outDir !== undefined) {
    const { runParts } = await import('./normalize-parts.ts');
    return runParts(options.outDir, inputs, options);
  }
  if (options.shard !== undefined) throw new UserError('--shard needs --out-dir');
  return runInputs(inputs, options);
}

/** Normalizes all inputs, records to the output, everything else to stderr. Returns the exit code. */
async function runInputs(inputs: readonly string[], options: RunOptions): Promise<number> {
  const started = process.uptime();
  const output = options.output ?? '-';
  const look = lookOf(options);
  const own = regularFile(output === '-' ? 1 : output);
  const interrupt: Interrupt = { code: null };
  // Registered before the output is opened, so that an interrupt leaves no temporary file behind.
  onInterrupt((code) => {
    interrupt.code = code;
    progress.stop();
    stopLiveStreams();
  });
  const progress = startProgress(options.quiet ?? false, options.output ?? null, findFiles(inputs, own));
  const packing = output === '-' ? null : await packingFor(output, options);
  const sink = output === '-' ? await standardOutput(look) : packed(fileSink(output), packing);
  const run: State = { options, sink, tally: newTally(), progress, report: reporter(options), interrupt };
  const code = await finish(run, async () => {
    const { executor, files } = await chooseExecutor(findFiles(inputs, own), options);
    try {
      await runFiles(run, files, executor);
    } finally {
      await executor.close();
    }
  });
  progress.stop();
  if (interrupt.code !== null)
    tell(`normalize: interrupted${output === '-' ? '' : `; ${escapeLine(output)} is not written`}`);
  if (options.quiet !== true)
    tell(
      summary(run.tally, process.uptime() - started, {
        ...options,
        brief: look !== null && run.tally.records < 2,
      }),
    );
  return code;
}

/** Runs the work, then publishes or discards the output. */
async function finish(run: State, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    await (run.interrupt.code !== null ? run.sink.abandon() : run.sink.close());
  } catch (error) {
    await run.sink.abandon().catch(() => undefined);
    // The interrupt closes standard input, which fails pending reads.
    if (run.interrupt.code !== null) return run.interrupt.code;
    if (!(error instanceof RunError)) throw error;
    tell(`normalize: ${error.message}`);
    return 1;
  }
  if (run.interrupt.code !== null) return run.interrupt.code;
  return statusOf(run.tally, run.options.failures ?? 'fail');
}

async function runFiles(run: State, files: Iterable<FoundFile | Problem>, executor: Executor): Promise<void> {
  for await (const result of batchResults(files, executor, run.options)) {
    if (run.interrupt.code !== null) return;
    for (const problem of result.problems) run.report(problem);
    addTally(run.tally, result.tally);
    if (!(await run.sink.write(result.lines))) return;
    run.progress.step(result);
  }
}
