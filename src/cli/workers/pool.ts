import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { newWatch } from './batch.ts';
import type { Executor } from './executor.ts';
import type { Problem } from '../input/find-files.ts';
import { setPatience } from './v8-flags.ts';
import { piscina } from './piscina.ts';
import type { Threads } from './piscina.ts';
import { recovered } from './isolate-failure.ts';
import type { Failure } from './isolate-failure.ts';
import type { RunOptions } from '../options/types.ts';

/** Seconds a document may take. */
export const DEFAULT_TIMEOUT = 60;
const GLANCE = 100;
/** The longest time between two glances that counts, in milliseconds. */
const LATE = 500;
const LONGER = 4;
const MEGABYTE = 2 ** 20;
/** In MiB: a page of markup leaves behind several; with a third of this they take a fifth more time, with twice this a few per cent less. */
const YOUNG = 48;

/** Runs batches on worker threads. A document on which a worker throws, exits, runs out of memory or overstays becomes a problem; the others are done all the same. */
export function pool(options: RunOptions, jobs: number): Executor {
  const threads = new (piscina().Piscina)({
    // A path: for an address each worker would start the loader of ES modules.
    filename: fileURLToPath(new URL('worker.cjs', import.meta.url)),
    minThreads: jobs,
    maxThreads: jobs,
    idleTimeout: Infinity,
    recordTiming: false,
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: oldSpace(options.maxBytes), maxYoungGenerationSizeMb: YOUNG },
  });
  threads.on('error', () => undefined);
  const running = new Set<Running>();
  let last = Date.now();
  const glances = setInterval(() => {
    const now = Date.now();
    // A glance that comes late tells of a process that was stopped, or a machine that slept: no document has overstayed by that.
    stopOverdue(running, Math.min(now - last, LATE), options.timeout ?? DEFAULT_TIMEOUT);
    last = now;
  }, GLANCE);
  glances.unref();
  const attempt = (batch: Batch): Promise<BatchResult | Failure> => attemptOn(threads, running, batch, options);
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

/** In MiB: a document may take some twenty times its own size, in characters, lines and edits. */
function oldSpace(maxBytes: number): number {
  return Math.max(256, Math.ceil((maxBytes / MEGABYTE) * 20));
}

interface Running {
  readonly watch: Watch;
  readonly stop: AbortController;
  overdue: boolean;
  /** When the document it was on at the last glance began, and the milliseconds it has been seen on it. */
  began: number;
  spent: number;
}

async function attemptOn(
  threads: Threads,
  running: Set<Running>,
  batch: Batch,
  options: RunOptions,
): Promise<BatchResult | Failure> {
  const task: Running = { watch: newWatch(), stop: new AbortController(), overdue: false, began: 0, spent: 0 };
  running.add(task);
  try {
    const how = { name: 'work', signal: task.stop.signal };
    return (await threads.run({ batch, watch: task.watch }, how)) as BatchResult;
  } catch (error) {
    const [item = 0, ordinal = 0, began = 0] = task.watch;
    const { reason, why } = diagnosis(error, task.overdue, options);
    return { failure: true, reason, why, item, ordinal, began: began > 0 };
  } finally {
    running.delete(task);
  }
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
