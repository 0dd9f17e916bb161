import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { newWatch } from './batch.ts';
import type { Executor } from './executor.ts';
import type { Problem } from '../input/find-files.ts';
import { codeOf } from '../error-message.ts';
import { RunError } from '../run-error.ts';
import { setPatience, setUsualFlags } from './patience.ts';
import { piscina } from './piscina.ts';
import type { ThreadOptions, Threads } from './piscina.ts';
import type { Hiring } from './worker-task.ts';
import { recovered } from './isolate-failure.ts';
import type { Failure } from './isolate-failure.ts';
import { DEFAULT_TIMEOUT } from '../options/timeout.ts';
import type { RunOptions } from '../options/types.ts';

/** Interval between checks of the time limit, in milliseconds. */
const CHECK_MS = 100;
/** Longest interval between two checks that counts, in milliseconds. */
const MAX_CHECK_MS = 500;
/** Number of workers in a row that may die before they begin. */
const MAX_EARLY_DEATHS = 4;
const MEGABYTE = 2 ** 20;
/** Young generation in MiB. Pages of markup allocate several MiB each; a third of this takes 20 % more time, twice this saves a few per cent. */
const YOUNG_GENERATION_MB = 48;

/** Runs batches on worker threads. A document on which a worker throws, exits, runs out of memory or times out becomes a problem; the others are not affected. */
export function pool(options: RunOptions, jobs: number): Executor {
  setUsualFlags();
  const threads = started({
    // A path, because a URL would start the ES module loader in each worker.
    filename: fileURLToPath(new URL('worker.cjs', import.meta.url)),
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Infinity,
    recordTiming: false,
    workerData: { options, jobs, loaded: new Int32Array(new SharedArrayBuffer(4)) } satisfies Hiring,
    resourceLimits: {
      maxOldGenerationSizeMb: oldSpace(options.maxBytes),
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
    },
  });
  const running = new Set<Running>();
  const workers: Workers = { threads, running, failure: null, stillborn: 0 };
  watchStarts(workers);
  let last = Date.now();
  const glances = setInterval(() => {
    const now = Date.now();
    // A late check means that the process or the machine was suspended, which is not a timeout.
    stopOverdue(running, Math.min(now - last, MAX_CHECK_MS), options.timeout ?? DEFAULT_TIMEOUT);
    last = now;
  }, CHECK_MS);
  glances.unref();
  const attempt = (batch: Batch): Promise<BatchResult | Failure> => attemptOn(workers, batch, options);
  return {
    width: jobs * 2 + 1,
    run: async (batch) => {
      const result = await recovered(batch, attempt);
      // A core that no worker uses optimizes for them.
      if (jobs < availableParallelism()) setPatience(1);
      return result;
    },
    close: async () => {
      clearInterval(glances);
      setUsualFlags();
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

/** The resource that keeps a worker from starting. */
const MISSING_RESOURCES: readonly (string | null)[] = [
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

/** Explains a worker that does not start: a missing resource, or the error itself, which is a bug. */
function startError(error: Error): Error {
  const why = error.message;
  if (!MISSING_RESOURCES.includes(codeOf(error)) && !why.includes(EXITED)) return error;
  return new RunError(
    `workers cannot be started: ${why}; fewer of them (-j) need less memory and fewer open files (ulimit -n)`,
  );
}

/** The package starts no more workers after one has died before it was ready, and tasks would wait forever. */
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
  // Nothing else reports a worker that exits without a task.
  threads.on('workerDestroy', () => {
    setImmediate(() => {
      giveUpWithoutWorkers(workers, new Error(EXITED));
    });
  });
}

/** In MiB: characters, lines and edits of a document may take about twenty times its size. */
function oldSpace(maxBytes: number): number {
  return Math.max(256, Math.ceil((maxBytes / MEGABYTE) * 20));
}

interface Workers {
  readonly threads: Threads;
  readonly running: Set<Running>;
  /** Why there are no workers any more; null while there are. */
  failure: Error | null;
  /** Number of workers in a row that died before they began. */
  stillborn: number;
}

interface Running {
  readonly watch: Watch;
  readonly stop: AbortController;
  overdue: boolean;
  /** Start time of the document at the last check, and the milliseconds spent on it since. */
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

/** The worker died before it reached a document. */
async function tryAgain(
  workers: Workers,
  batch: Batch,
  options: RunOptions,
  error: unknown,
): Promise<BatchResult | Failure> {
  workers.stillborn++;
  if (workers.stillborn < MAX_EARLY_DEATHS) return attemptOn(workers, batch, options);
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
