import type { Page, Source } from '../../index.ts';
import type { Planned, Problem } from '../input/find-files.ts';
import type { Repeats } from '../input/repeated-lines.ts';
import type { Floors } from '../stats/samples.ts';
import type { Stats } from '../stats/stats.ts';

/** Work for one worker: files to read, or documents and lines already read. Plain data that can be posted to a thread. */
export interface Batch {
  readonly items: readonly Item[];
  /** The concatenated bytes of all documents and lines, in shared memory. */
  readonly bytes: Uint8Array | null;
  /** Documents behind these places need not be sampled; absent: any may be. */
  readonly floors?: Floors;
}

export type Item = FileItem | DocumentItem | LinesItem;

export interface FileItem {
  readonly kind: 'file';
  /** As in FoundFile, but bytes stored as a Latin-1 string: posting a small buffer would copy the pool it belongs to. */
  readonly path: string | null;
  readonly name: string;
  readonly size: number;
  readonly planned?: Planned;
  readonly bad: readonly Bad[];
}

export interface DocumentItem {
  readonly kind: 'document';
  readonly source: Omit<Source, 'bytes'>;
  readonly start: number;
  readonly end: number;
  readonly bad: readonly Bad[];
}

/** Whole lines of JSONL, one document per line. */
export interface LinesItem {
  readonly kind: 'lines';
  /** As in Lines. */
  readonly source: Omit<Source, 'bytes'>;
  readonly first: number;
  readonly repeats?: Repeats;
  readonly start: number;
  readonly end: number;
  readonly bad: readonly Bad[];
}

/** A document of an item, counted from 0, that has failed and must not be retried. */
export interface Bad {
  readonly ordinal: number;
  readonly reason: Problem['reason'];
  readonly why: string;
}

/** Result of a batch. */
export interface BatchResult {
  /** The lines of all records, in order. */
  readonly bytes: Uint8Array;
  /** Those of the rejected ones that are kept in a file. */
  readonly rejected: Uint8Array;
  /** Where pages that may be joined with others stand in both, if pages are joined. */
  readonly marks: readonly PageMark[];
  /** One per item. */
  readonly outcomes: readonly Outcome[];
  readonly stats: Stats;
}

/** A place in the output where a page stands that may be joined with others, or where pages of another group begin. */
export interface PageMark {
  readonly at: number;
  readonly rejectedAt: number;
  /** Only pages of one group that follow each other are joined. */
  readonly group: string;
  readonly page: Page | null;
}

export interface Outcome {
  /** End of the item's lines in `bytes`. */
  readonly end: number;
  /** End of its lines in `rejected`. */
  readonly rejectedEnd: number;
  /** End of its marks in `marks`. */
  readonly marksEnd: number;
  readonly problems: readonly Problem[];
  /** True if the item is a file of many documents, which the sender must read in a stream. */
  readonly deferred: boolean;
}

/**
 * Progress of a worker in shared memory, for the main thread to watch: item, document of the item, and start time
 * in Unix milliseconds; 0 before the first document.
 */
export type Watch = Float64Array;

/** Creates the shared progress of a worker. */
export function newWatch(): Watch {
  return new Float64Array(new SharedArrayBuffer(24));
}
