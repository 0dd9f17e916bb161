import { normalize } from '../index.ts';
import type { Source } from '../index.ts';
import { findFiles, regularFile } from './find-files.ts';
import type { FoundFile, Problem } from './find-files.ts';
import type { RunOptions } from './run-options.ts';
import { startProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { nameOf, readSources } from './read-sources.ts';
import { fileSink, stdoutSink, WriteError } from './sink.ts';
import type { Sink } from './sink.ts';
import { count, newTally, summary } from './tally.ts';
import type { Tally } from './tally.ts';

interface Run {
  readonly options: RunOptions;
  readonly sink: Sink;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Set when a person interrupts. */
  interrupted: boolean;
}

/** Normalizes all inputs, records to the output, everything else to stderr. Returns the exit code. */
export async function runInputs(inputs: readonly string[], options: RunOptions): Promise<number> {
  const started = performance.now();
  const output = options.output ?? '-';
  const own = regularFile(output === '-' ? 1 : output);
  const sink = output === '-' ? stdoutSink() : fileSink(output);
  const total = (): number => [...findFiles(inputs, own)].length;
  const progress = await startProgress(options.quiet ?? false, total);
  const run: Run = { options, sink, tally: newTally(), progress, interrupted: false };
  process.once('SIGINT', () => {
    run.interrupted = true;
    if (inputs.includes('-')) process.stdin.destroy();
  });
  const code = await finish(run, () => runFiles(run, findFiles(inputs, own)));
  progress.stop();
  if (options.quiet !== true) process.stderr.write(summary(run.tally, (performance.now() - started) / 1000));
  return code;
}

/** Does the work and ends the output as the work ended. */
async function finish(run: Run, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    await (run.interrupted ? run.sink.abandon() : run.sink.close());
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    run.progress.say(`normalize: ${error.message}`);
    await run.sink.abandon().catch(() => undefined);
    return 1;
  }
  if (run.interrupted) return 130;
  return run.tally.failed > 0 ? 1 : 0;
}

async function runFiles(run: Run, files: Iterable<FoundFile | Problem>): Promise<void> {
  for (const file of files) {
    if (file.kind !== 'file') report(run, file);
    else if (!(await runFile(run, file))) return;
    run.progress.step(nameOf(file.name));
  }
}

/** False once there is no point in going on: nobody reads, or a person interrupted. */
async function runFile(run: Run, file: FoundFile): Promise<boolean> {
  run.tally.files++;
  for await (const source of readSources(file, run.options)) {
    if (run.interrupted) return false;
    if ('kind' in source) report(run, source);
    else if (!(await runSource(run, source))) return false;
  }
  return !run.interrupted;
}

async function runSource(run: Run, source: Source): Promise<boolean> {
  const line = recordLine(run, source);
  return line === null || run.sink.write(line);
}

/** A record as a line; null, and a report with the stack, if the program itself fails on this source: the others must not suffer. */
function recordLine(run: Run, source: Source): string | null {
  try {
    const record = normalize(source, { ...run.options, removed: true });
    count(run.tally, record, record.removed);
    return `${JSON.stringify(run.options.removed === false ? { ...record, removed: [] } : record)}\n`;
  } catch (error) {
    const where = source.member === null ? source.path : `${source.path} ${source.member}`;
    const why = `the program failed on it, please report this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    report(run, { kind: 'failed', name: Buffer.from(where), why });
    return null;
  }
}

function report(run: Run, problem: Problem): void {
  run.tally[problem.kind]++;
  const note = problem.kind === 'skipped' ? 'skipped: ' : '';
  run.progress.say(`normalize: ${printable(nameOf(problem.name))}: ${note}${problem.why}`);
}

/** A name on one line of a terminal. */
function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
