import type { Options } from '../index.ts';

/** Options of a run besides those of the library. */
export interface RunOptions extends Options {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly maxBytes: number;
  /** Number of workers; all cores if absent. */
  readonly jobs?: number;
  /** Seconds a document may take; absent means the default, and that a tiny run needs no workers. */
  readonly timeout?: number;
  /** What becomes of a JSONL line that holds no document; `record` if absent: a record with a warning. */
  readonly onError?: 'record' | 'skip' | 'fail';
}
