import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { newWatch } from './batch.ts';
import type { Executor } from './executor.ts';
import type { Problem } from '../input/find-files.ts';
import { codeOf } from '../error-message.ts';
import { RunError } from '../run-error.ts';
import { setPatience } from './v8-flags.ts';
import { piscina } from './piscina.ts';
import type { ThreadOptions, Threads } from './piscina.ts';
import { recovered } from './isolate-failure.ts';
import type { Failure } from './isolate-failure.ts';
import { DEFAULT_TIMEOUT } from '../options/timeout.ts';
import type { RunOptions } from '../options/types.ts';

/** Seconds a document may take. */
const GLANCE = 100;
/** The longest time between two glances that counts, in milliseconds. */
const LATE = 500;
const LONGER = 4;
/** So many workers in a row that die before they begin are no accident. */
const TRIES = 4;
const MEGABYTE = 2 ** 20;
/** In MiB: a page of markup leaves behind several; with a third of this they take a fifth more time, with twice this a few per cent less. */
const YOUNG = 48;

/** Runs batches on worker threads. A document on which a worker throws, exits, runs out of memory or overstays becomes a problem; the others are done all the same. */
export function pool(options: RunOptions, jobs: number): Executor {
  const threads = started({
    // A path: for an address each worker would start the loader of ES modules.
    filename: fileURLToPath(new URL('worker.cjs', import.meta.url)),
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Infinity,
    recordTiming: false,
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: oldSpace(options.maxBytes), maxYoungGenerationSizeMb: YOUNG },
  });
  const running = new Set<Running>();
  const workers: Workers = { threads, running, failure: null, stillborn: 0 };
  watchStarts(workers);
  let last = Date.now();
  const glances = setInterval(() => {
    const now = Date.now();
    // A glance that comes late tells of a process that was stopped, or a machine that slept: no document has overstayed by that.
    stopOverdue(running, Math.min(now - last, LATE), options.timeout ?? DEFAULT_TIMEOUT);
    last = now;
  }, GLANCE);
  glances.unref();
  const attempt = (batch: Batch): Promise<BatchResult | Failure> => attemptOn(workers, batch, options);
  return {
    width: jobs * 2 + 1,
    run: async (batch) => {
      const result = await recovered(batch, attempt);
      // Not before workers have their code, which V8 takes under the flags it was kept under, and their tables, made in loops that gain by it.
      if (jobs >= availableParallelism()) setPatience(LONGER);
      return result;
    },
    close: async () => {
      clearInterval(glances);
      setPatience(1);
      await threads.destroy();
    },
  };
}

function started(options: ThreadOptions): Threads {
  try {
    return new (piscina().Piscina)(options);
  } catch (error) {
    throw startError(asError(error));
  }
}

/** What a worker lacks that the system does not let start. */
const LACKING: readonly (string | null)[] = [
  'ERR_WORKER_INIT_FAILED',
  'ERR_WORKER_OUT_OF_MEMORY',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
];

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

const EXITED = 'worker exited';

/** What there is to say of a worker that does not start: a lack, or the error itself, which is a bug. */
function startError(error: Error): Error {
  const why = error.message;
  if (!LACKING.includes(codeOf(error)) && !why.includes(EXITED)) return error;
  return new RunError(
    `workers cannot be started: ${why}; fewer of them (-j) need less memory and fewer open files (ulimit -n)`,
  );
}

/** The package starts no more workers once one has died before it was ready: tasks would wait for them for ever. */
function giveUpWithoutWorkers(workers: Workers, error: unknown): void {
  if (workers.threads.threads.length > 0 || workers.failure !== null) return;
  workers.failure = startError(asError(error));
  for (const task of workers.running) task.stop.abort();
}

function watchStarts(workers: Workers): void {
  const { threads } = workers;
  threads.on('error', (error) => {
    giveUpWithoutWorkers(workers, error);
  });
  // One that exits without a task is told of by nothing else.
  threads.on('workerDestroy', () => {
    setImmediate(() => {
      giveUpWithoutWorkers(workers, new Error(EXITED));
    });
  });
}

/** In MiB: a document may take some twenty times its own size, in characters, lines and edits. */
function oldSpace(maxBytes: number): number {
  return Math.max(256, Math.ceil((maxBytes / MEGABYTE) * 20));
}

interface Workers {
  readonly threads: Threads;
  readonly running: Set<Running>;
  /** Why there are none any more; null while there are. */
  failure: Error | null;
  /** Workers that died before they had begun, one after the other. */
  stillborn: number;
}

interface Running {
  readonly watch: Watch;
  readonly stop: AbortController;
  overdue: boolean;
  /** When the document it was on at the last glance began, and the milliseconds it has been seen on it. */
  began: number;
  spent: number;
}

async function attemptOn(workers: Workers, batch: Batch, options: RunOptions): Promise<BatchResult | Failure> {
  const { threads, running } = workers;
  throwFailure(workers);
  const task: Running = { watch: newWatch(), stop: new AbortController(), overdue: false, began: 0, spent: 0 };
  running.add(task);
  try {
    const how = { name: 'work', signal: task.stop.signal };
    const result = (await threads.run({ batch, watch: task.watch }, how)) as BatchResult;
    workers.stillborn = 0;
    return result;
  } catch (error) {
    giveUpWithoutWorkers(workers, error);
    throwFailure(workers);
    const [item = 0, ordinal = 0, began = 0] = task.watch;
    if (began === 0) return await tryAgain(workers, batch, options, error);
    const { reason, why } = diagnosis(error, task.overdue, options);
    return { failure: true, reason, why, item, ordinal };
  } finally {
    running.delete(task);
  }
}

function throwFailure({ failure }: Workers): void {
  if (failure !== null) throw failure;
}

/** The worker died before it had come to any document, so that none is to blame. */
async function tryAgain(
  workers: Workers,
  batch: Batch,
  options: RunOptions,
  error: unknown,
): Promise<BatchResult | Failure> {
  workers.stillborn++;
  if (workers.stillborn < TRIES) return attemptOn(workers, batch, options);
  const failure = startError(asError(error));
  workers.failure = failure;
  throw failure;
}

function diagnosis(error: unknown, overdue: boolean, options: RunOptions): Pick<Problem, 'reason' | 'why'> {
  if (overdue) {
    const seconds = options.timeout ?? DEFAULT_TIMEOUT;
    return { reason: 'timeout', why: `took longer than ${seconds} s; --timeout raises the limit` };
  }
  return { reason: 'crash', why: `its worker died on it: ${error instanceof Error ? error.message : String(error)}` };
}

function stopOverdue(running: ReadonlySet<Running>, elapsed: number, seconds: number): void {
  for (const task of running) {
    const began = task.watch[2] ?? 0;
    task.spent = began === task.began ? task.spent + elapsed : 0;
    task.began = began;
    if (began === 0 || task.spent <= seconds * 1000) continue;
    task.overdue = true;
    task.stop.abort();
  }
}
