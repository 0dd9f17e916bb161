import { RunError } from '../run-error.ts';
import { addPage, addSample, newSample, templatesOf, UserError, writeTemplates } from '../../index.ts';
import type { Observation, Sample } from '../../index.ts';
import type { Run } from './command.ts';
import { loaded } from '../options/load.ts';
import { batchResults } from '../workers/results.ts';
import { chooseExecutor } from '../workers/choose-executor.ts';
import { mustBeReadable } from '../input/arguments.ts';
import { liveInput, regularFiles } from '../input/stats-of.ts';
import { inputFiles } from '../input/input-files.ts';
import { stopLiveStreams } from '../input/live-streams.ts';
import { holdsTemplates, loadTemplates } from '../options/load-templates.ts';
import { onInterrupt } from '../on-interrupt.ts';
import { amount } from '../terminal/amounts.ts';
import { startProgress } from '../terminal/progress.ts';
import { reporter } from '../terminal/report.ts';
import type { Report } from '../terminal/report.ts';
import { tell } from '../terminal/stderr.ts';
import type { RunOptions } from '../options/types.ts';
import { figurePaths } from '../output/figure-files.ts';
import { outputFile, stdoutSink } from '../output/sink.ts';
import { addStats, countIn, countsIn, newStats, statusOf } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

/** Result of a pass over the inputs. */
interface Learned {
  readonly sample: Sample;
  readonly stats: Stats;
  /** Exit code of an interrupt, or null. */
  readonly interrupted: number | null;
}

/** Learns the lines that the sites of the inputs repeat; inputs that are templates files are merged. Returns the exit code. */
export const run: Run = async (inputs, given) => {
  mustBeReadable(inputs);
  const options = await loaded(given);
  const started = process.uptime();
  const sample = newSample();
  const earlier = inputs.filter(holdsTemplates);
  for (const path of earlier) addSample(sample, loadTemplates(path).sample);
  const pages = inputs.filter((input) => !earlier.includes(input));
  const learned = await addPages(sample, pages, options, reporter(options));
  if (learned.interrupted !== null) return learned.interrupted;
  if (!(await writeOutput(writeTemplates(sample), options.output ?? '-'))) return 1;
  if (options.quiet !== true) tell(`${summaryOf(learned)} in ${(process.uptime() - started).toFixed(1)} s`);
  return statusOf(countsIn(learned.stats, 'failed'), options.failures ?? 'fail');
};

async function writeOutput(text: string, output: string): Promise<boolean> {
  const sink = output === '-' ? stdoutSink() : outputFile(output);
  try {
    await sink.write(Buffer.from(text));
    await sink.close();
    return true;
  } catch (error) {
    await sink.abandon().catch(() => undefined);
    if (!(error instanceof RunError)) throw error;
    tell(`normalize: ${error.message}`);
    return false;
  }
}

function summaryOf({ sample, stats }: Learned): string {
  const sites = Object.values(templatesOf(sample));
  const lines = amount(
    sites.reduce((sum, { length }) => sum + length, 0),
    'line',
  );
  return `${amount(countIn(stats, 'documents.written'), 'page')} read; ${amount(sites.length, 'site')} ${sites.length === 1 ? 'repeats' : 'repeat'} ${lines}`;
}

/** One pass over the inputs, on all workers. `report` receives inputs without a page. */
async function addPages(
  sample: Sample,
  inputs: readonly string[],
  options: RunOptions,
  report: Report,
): Promise<Learned> {
  if (inputs.length === 0) return { sample, stats: newStats(), interrupted: null };
  const walk = { own: regularFiles([options.output ?? 1, ...figurePaths(options)]), follow: options.follow };
  const interrupt: { code: number | null } = { code: null };
  onInterrupt((code) => {
    interrupt.code = code;
    progress.stop();
    stopLiveStreams();
  });
  const progress = startProgress(options.quiet ?? false, options.output ?? null, inputFiles(inputs, walk));
  const observing = { ...options, observing: true };
  const { executor, files } = await chooseExecutor(inputFiles(inputs, walk), observing);
  const stats = newStats();
  try {
    for await (const result of batchResults(files, executor, observing)) {
      if (interrupt.code !== null) break;
      for (const problem of result.problems) report(problem);
      for (const page of observations(result.lines)) addPage(sample, page);
      addStats(stats, result.stats);
      progress.step(result);
    }
  } catch (error) {
    // The interrupt closes standard input, which fails pending reads.
    if (interrupt.code === null) throw error;
  } finally {
    await executor.close();
    progress.stop();
  }
  return { sample, stats, interrupted: interrupt.code };
}

function observations(lines: Uint8Array): readonly Observation[] {
  return Buffer.from(lines.buffer, lines.byteOffset, lines.length)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Observation);
}

/** Adds templates learned in a first pass over the inputs to the options, or returns the exit code of an interrupt. Throws a UserError if the inputs cannot be read twice. Problems are reported by the run itself. */
export async function withLearned(inputs: readonly string[], options: RunOptions): Promise<RunOptions | number> {
  const live = liveInput(inputs);
  if (live !== null)
    throw new UserError(`--learn reads the inputs twice and ${live} can be read once: keep it in a file`);
  const plain = { ...options, learn: false };
  const learned = await addPages(newSample(), inputs, plain, () => undefined);
  if (learned.interrupted !== null) return learned.interrupted;
  if (options.quiet !== true) tell(summaryOf(learned));
  return { ...plain, templates: { ...options.templates, ...templatesOf(learned.sample) } };
}
