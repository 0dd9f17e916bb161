import type { Budget } from './budget.ts';
import type { FileAccess } from './random-access.ts';

/** The members of a compressed stream, which may be read from one of them on. */
export interface StreamMembers {
  /** Number of members before the first that is read. */
  readonly before: number;
  /** Called where a member begins: its offset in the stream, and the number of members before it. */
  readonly begins?: (offset: number, before: number) => void;
}

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
  /** Absent: the stream is read from its first member on. */
  readonly members?: StreamMembers;
}
