import type { Options } from '../../index.ts';
import type { ColorChoice } from '../terminal/color.ts';

/** Options of reading besides those of the library. */
export interface ReadOptions extends Options {
  /** Largest document. */
  readonly maxBytes: number;
  /** True: what may hold documents and is not read is skipped, not failed. */
  readonly skipUnknown?: boolean;
  /** Largest window of zstd, in bytes; 128 MiB if absent. */
  readonly maxWindow?: number;
  /** What becomes of a JSONL line that holds no document; `record` if absent: a record with a warning. */
  readonly onError?: 'record' | 'skip' | 'fail';
  /** Seconds a document may take, and a pipe may be without a writer; absent means the default, and that a tiny run needs no workers. */
  readonly timeout?: number;
}

/** Options of a run besides those of the library. */
export interface RunOptions extends ReadOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  /** True: each skipped input is named, and each removed line where records are shown to a person. */
  readonly verbose?: boolean;
  /** How records look on standard output; `auto` if absent: readable on a terminal, JSON lines elsewhere. */
  readonly outputFormat?: 'auto' | 'jsonl' | 'pretty';
  readonly color?: ColorChoice;
  /** Number of workers; all cores if absent. */
  readonly jobs?: number;
  /** `ok`: inputs that fail do not change the exit status; `fail` if absent. */
  readonly failures?: 'fail' | 'ok';
  /** True: templates are learned from the inputs in a pass before. */
  readonly learn?: boolean;
  /** True: what is written is not records but what pages tell of their sites. */
  readonly observing?: boolean;
  /** Folder for parts and their ledgers. */
  readonly outDir?: string;
  /** `i/N` or `auto`. */
  readonly shard?: string;
  /** Bytes of input in a part. */
  readonly partBytes: number;
  /** How parts are written, and the end of their names. */
  readonly parts: string;
}

/** Options as they are typed, of all commands: files that hold some are named, not read. */
export interface Given extends Omit<RunOptions, 'rules' | 'templates' | 'fields'> {
  /** `ours=theirs`. */
  readonly field?: readonly string[];
  readonly rules?: string;
  readonly templates?: string;
  /** A file of options; false: none. */
  readonly config?: string | false;
  readonly printConfig?: boolean;
  /** Of `check`. */
  readonly update?: boolean;
  /** Of `check` and `rules`. */
  readonly json?: boolean;
  /** Of `rules`. */
  readonly test?: string;
}
