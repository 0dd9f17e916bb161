import type { Batch, BatchResult } from './batch.ts';
import { newWatch } from './batch.ts';
import { runBatch } from './run-batch.ts';
import type { RunOptions } from '../options/types.ts';
import { prepareForShortRun } from './v8-flags.ts';

/** Runs batches. Never rejects because of a document: its failure is a problem in the result. */
export interface Executor {
  /** Number of batches to keep in flight. */
  readonly width: number;
  readonly run: (batch: Batch) => Promise<BatchResult>;
  readonly close: () => Promise<void>;
}

/** Runs batches in this thread, for runs so small that starting a worker costs more. Cannot stop a document that loops. */
export function inThread(options: RunOptions): Executor {
  prepareForShortRun();
  return { width: 1, run: (batch) => runBatch(batch, options, newWatch()), close: () => Promise.resolve() };
}
