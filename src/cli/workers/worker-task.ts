import { workerData } from 'node:worker_threads';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { piscina } from './piscina.ts';
import { runBatch } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';

const { move, transferableSymbol, valueSymbol } = piscina();

/** Message to a worker. */
export interface Task {
  readonly batch: Batch;
  readonly watch: Watch;
}

/** Options are the same for all batches and may be large, so they are sent once. */
const options = workerData as RunOptions;

/** Runs a batch in this worker thread. The lines are transferred, not copied. */
export async function work(task: Task): Promise<unknown> {
  const result: BatchResult = await runBatch(task.batch, options, task.watch);
  return move({ [transferableSymbol]: [result.bytes.buffer, result.rejected.buffer], [valueSymbol]: result });
}
