import type { Source } from '../../index.ts';
import type { Problem } from '../input/find-files.ts';
import type { Tally } from '../counts.ts';

/** Work for one worker: files to be read, or documents and lines read already. Plain data, so that it may cross to another thread. */
export interface Batch {
  readonly items: readonly Item[];
  /** The bytes of all documents and lines, one after the other, in shared memory. */
  readonly bytes: Uint8Array | null;
}

export type Item = FileItem | DocumentItem | LinesItem;

export interface FileItem {
  readonly kind: 'file';
  /** As in FoundFile, but bytes written as Latin-1: a small buffer would cross with all the memory it shares. */
  readonly path: string | null;
  readonly name: string;
  readonly size: number;
  readonly bad: readonly Bad[];
}

export interface DocumentItem {
  readonly kind: 'document';
  readonly source: Omit<Source, 'bytes'>;
  readonly start: number;
  readonly end: number;
  readonly bad: readonly Bad[];
}

/** Whole lines of JSONL, a document each. */
export interface LinesItem {
  readonly kind: 'lines';
  /** As in Lines. */
  readonly source: Omit<Source, 'bytes'>;
  readonly first: number;
  readonly start: number;
  readonly end: number;
  readonly bad: readonly Bad[];
}

/** A document of an item, counted from 0, that has failed before and must not be tried again. */
export interface Bad {
  readonly ordinal: number;
  readonly reason: Problem['reason'];
  readonly why: string;
}

/** What came of a batch. */
export interface BatchResult {
  /** Lines of all records, in order. */
  readonly bytes: Uint8Array;
  /** One for each item. */
  readonly outcomes: readonly Outcome[];
  readonly tally: Tally;
}

export interface Outcome {
  /** Where the item's lines end in `bytes`. */
  readonly end: number;
  readonly problems: readonly Problem[];
  /** True if the item is a file of many documents that must be read piece by piece by who sent it. */
  readonly deferred: boolean;
}

/**
 * Where a worker stands, in memory shared with who watches it: item, document of the item, and when it began,
 * in milliseconds since 1970; 0 before the first.
 */
export type Watch = Float64Array;

/** A place to stand, shared. */
export function newWatch(): Watch {
  return new Float64Array(new SharedArrayBuffer(24));
}
