import type { Batch, BatchResult } from './batch.ts';
import { newWatch } from './batch.ts';
import { runBatch } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';
import { prepareForShortRun } from './v8-flags.ts';

/** Whatever runs batches. Never rejects for what is in a document: such a document is a problem in the result. */
export interface Executor {
  /** Batches worth having under way at a time. */
  readonly width: number;
  readonly run: (batch: Batch) => Promise<BatchResult>;
  readonly close: () => Promise<void>;
}

/** Runs batches in this thread: for a run so small that starting a worker would cost more. Cannot stop a document that loops. */
export function inThread(options: RunOptions): Executor {
  prepareForShortRun();
  return { width: 1, run: (batch) => runBatch(batch, options, newWatch()), close: () => Promise.resolve() };
}
