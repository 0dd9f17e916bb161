import { addPage, addSample, newSample, templatesOf, UserError, writeTemplates } from '../index.ts';
import type { Observation, Sample } from '../index.ts';
import { batchResults } from './batch-results.ts';
import { chooseExecutor } from './choose-executor.ts';
import { findFiles, regularFile } from './find-files.ts';
import { holdsTemplates, loadTemplates } from './load-templates.ts';
import { onInterrupt } from './on-interrupt.ts';
import { startProgress } from './progress.ts';
import { report } from './report.ts';
import type { RunOptions } from './run-options.ts';
import { fileSink, stdoutSink, WriteError } from './sink.ts';

/** What came of a pass over the inputs. */
interface Learned {
  readonly sample: Sample;
  readonly pages: number;
  readonly failed: number;
  /** Exit code of an interrupt, or null. */
  readonly interrupted: number | null;
}

/** Learns what the sites of the inputs repeat; inputs that are files of templates are brought together with it. Returns the exit code. */
export async function learn(inputs: readonly string[], options: RunOptions): Promise<number> {
  const started = performance.now();
  const learned = await learnFrom(inputs, options);
  if (learned.interrupted !== null) return learned.interrupted;
  const output = options.output ?? '-';
  const sink = output === '-' ? stdoutSink() : fileSink(output);
  try {
    await sink.write(Buffer.from(writeTemplates(learned.sample)));
    await sink.close();
  } catch (error) {
    await sink.abandon().catch(() => undefined);
    if (!(error instanceof WriteError)) throw error;
    process.stderr.write(`normalize: ${error.message}\n`);
    return 1;
  }
  if (options.quiet !== true)
    process.stderr.write(`${said(learned)} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return learned.failed > 0 ? 1 : 0;
}

function said({ sample, pages }: Learned): string {
  const lines = Object.values(templatesOf(sample));
  return `${pages} pages read; ${lines.length} sites repeat ${lines.reduce((sum, { length }) => sum + length, 0)} lines`;
}

/** One pass over the inputs, on all workers. Failures are told. */
export async function learnFrom(inputs: readonly string[], options: RunOptions): Promise<Learned> {
  const sample = newSample();
  const earlier = inputs.filter(holdsTemplates);
  for (const path of earlier) addSample(sample, loadTemplates(path).sample);
  const rest = inputs.filter((input) => !earlier.includes(input));
  const none = { sample, pages: 0, failed: 0, interrupted: null };
  return rest.length === 0 ? none : addFiles(sample, rest, { ...options, observing: true });
}

async function addFiles(sample: Sample, inputs: readonly string[], options: RunOptions): Promise<Learned> {
  const own = regularFile(options.output ?? 1);
  let interrupted: number | null = null;
  onInterrupt((code) => (interrupted = code));
  const progress = await startProgress(options.quiet ?? false, () => [...findFiles(inputs, own)].length);
  const { executor, files } = await chooseExecutor(findFiles(inputs, own), options);
  let pages = 0;
  let failed = 0;
  try {
    for await (const result of batchResults(files, executor, options)) {
      if (interrupted !== null) break;
      for (const problem of result.problems) report(progress, problem);
      for (const page of observations(result.lines)) addPage(sample, page);
      pages += result.tally.records;
      failed += result.tally.failed;
      progress.step(result.files, result.last);
    }
  } finally {
    await executor.close();
    progress.stop();
  }
  return { sample, pages, failed, interrupted };
}

function observations(lines: Uint8Array): readonly Observation[] {
  return Buffer.from(lines.buffer, lines.byteOffset, lines.length)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Observation);
}

/** The options of a run with what its inputs tell in a pass before it. Throws a UserError where there can be none. */
export async function withLearned(inputs: readonly string[], options: RunOptions): Promise<RunOptions> {
  if (inputs.includes('-'))
    throw new UserError('--learn reads the inputs twice and standard input can be read once: keep it in a file');
  if (options.outDir !== undefined)
    throw new UserError(
      '--learn cannot be had with --out-dir, whose runs must all use the same templates: `normalize learn <input...> -o templates.json`, then --templates templates.json',
    );
  const { sample } = await learnFrom(inputs, options);
    const { learn: _, ...plain } = options;
  return { ...plain, templates: { ...options.templates, ...templatesOf(sample) } };
}
