import type { Budget } from './budget.ts';
import type { FileAccess } from './random-access.ts';

/** Options for opening an archive. */
export interface UnpackOptions {
  /** Largest document, and largest input that must be held in memory whole, in bytes. */
  readonly maxBytes: number;
  /** Largest zstd window, in bytes. */
  readonly maxWindow: number;
  /** Shared by all layers of the outermost file. */
  readonly budget: Budget;
  /** Random access to the archive; null if it is not a file. */
  readonly file: FileAccess | null;
}
