import { workerData } from 'node:worker_threads';
import type { Batch, BatchResult, Watch } from './batch.ts';
import { piscina } from './piscina.ts';
import { runBatch } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';

const { move, transferableSymbol, valueSymbol } = piscina();

/** What a worker is sent. */
export interface Task {
  readonly batch: Batch;
  readonly watch: Watch;
}

/** The options are the same for all batches, and may hold much: they come once. */
const options = workerData as RunOptions;

/** A batch in a thread of its own. The lines are handed over, not copied. */
export async function work(task: Task): Promise<unknown> {
  const result: BatchResult = await runBatch(task.batch, options, task.watch);
  return move({ [transferableSymbol]: [result.bytes.buffer], [valueSymbol]: result });
}
