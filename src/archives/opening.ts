import type { Budget } from './budget.ts';

/** How an archive is opened. */
export interface Opening {
  /** Most bytes that a document may have, and that are held of what must be held whole. */
  readonly maxBytes: number;
  /** Largest window of zstd. */
  readonly maxWindow: number;
  /** One for all layers of the outermost file. */
  readonly budget: Budget;
  /** For random access to the archive; null for what is not a file itself. */
  readonly file: { readonly descriptor: number; readonly size: number } | null;
}
