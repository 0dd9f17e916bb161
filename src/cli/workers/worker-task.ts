import { workerData } from 'node:worker_threads';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { PATIENCE_AT_START, setPatience } from './patience.ts';
import { piscina } from './piscina.ts';
import { runBatch } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';

const { move, transferableSymbol, valueSymbol } = piscina();

/** Message to a worker. */
export interface Task {
  readonly batch: Batch;
  readonly watch: Watch;
}

/** What a worker is given once. Options are the same for all batches and may be large. */
export interface Hiring {
  readonly options: RunOptions;
  /** Number of workers, and of those that have loaded their code, in shared memory. */
  readonly jobs: number;
  readonly loaded: Int32Array;
}

const { options, jobs, loaded } = workerData as Hiring;

// Flags are those of all threads: only when no worker has code to load.
if (Atomics.add(loaded, 0, 1) + 1 === jobs) setPatience(PATIENCE_AT_START);

/** Runs a batch in this worker thread. The lines are transferred, not copied. */
export async function work(task: Task): Promise<unknown> {
  const result: BatchResult = await runBatch(task.batch, options, task.watch);
  return move({ [transferableSymbol]: [result.bytes.buffer, result.rejected.buffer], [valueSymbol]: result });
}
