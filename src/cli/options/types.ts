import type { Options } from '../../index.ts';
import type { Extent } from '../stats/stats.ts';
import type { ColorChoice } from '../terminal/color.ts';

/** Reading options that the library does not have. */
export interface ReadOptions extends Options {
  /** Largest document, in bytes. */
  readonly maxBytes: number;
  /** False: symbolic links in folders are left out. */
  readonly follow?: boolean;
  /** True: unsupported formats that may hold documents are skipped instead of failing. */
  readonly skipUnknown?: boolean;
  /** Largest window of zstd, in bytes; 128 MiB if absent. */
  readonly maxWindow?: number;
  /** What a JSONL line without a document becomes; default `record`, a record with a warning. */
  readonly onError?: 'record' | 'skip' | 'fail';
  /** Time limit in seconds for a document, and for a pipe without a writer. Absent: the default limit, and tiny runs start no workers. */
  readonly timeout?: number;
}

/** Run options that the library does not have. */
export interface RunOptions extends ReadOptions {
  readonly output?: string;
  /** Conditions that records must meet, in CEL. */
  readonly where?: readonly string[];
  /** True: pages of one text become one record. */
  readonly joinPages?: boolean;
  /** Where the others go: a file, or a folder with `outDir`. Absolute. */
  readonly rejected?: string;
  readonly quiet?: boolean;
  /** True: names every skipped input, and shows every removed line in readable records. */
  readonly verbose?: boolean;
  /** Form of records on standard output; default `auto`: readable on a terminal, JSON lines elsewhere. */
  readonly outputFormat?: 'auto' | 'jsonl' | 'pretty';
  readonly color?: ColorChoice;
  /** Number of workers; default: one per core. */
  readonly jobs?: number;
  /** `ok`: failed inputs do not change the exit status; default `fail`. */
  readonly failures?: 'fail' | 'ok';
  /** True: learns templates from the inputs in a first pass. */
  readonly learn?: boolean;
  /** True: writes site observations instead of records. */
  readonly observing?: boolean;
  /** File for the figures of the run. */
  readonly stats?: string;
  /** File for the report of the run. */
  readonly report?: string;
  /** What workers count; default: the figures of the summary. */
  readonly figures?: Extent;
  /** Output folder for parts and their ledgers. */
  readonly outDir?: string;
  /** `i/N`, `auto`, `auto/N` or `claim`. */
  readonly shard?: string;
  /** `failed`: parts in which inputs failed are made again. */
  readonly retry?: 'failed';
  /** Seconds without a sign of life after which a claimed part is taken over. */
  readonly lease?: number;
  /** Files larger than this are cut between parts; in bytes. */
  readonly cut?: number;
  /** Bytes of input in a part. */
  readonly partBytes: number;
  /** Format of the parts, and their file extension. */
  readonly parts: string;
}

/** Options of all commands as typed, before the files they name are loaded. */
export interface Given extends Omit<RunOptions, 'rules' | 'templates' | 'fields' | 'signals'> {
  /** Names of presets and files of conditions. */
  readonly preset?: readonly string[];
  /** `all` or names. */
  readonly signals?: readonly string[];
  /** `ours=theirs`. */
  readonly field?: readonly string[];
  readonly rules?: string;
  readonly templates?: string;
  /** Path of a config file; false: none. */
  readonly config?: string | false;
  readonly printConfig?: boolean;
  /** Of `serve`. */
  readonly port?: number;
  /** Of `diff`. */
  readonly html?: string;
  /** Of `check`. */
  readonly update?: boolean;
  /** Of `verify`. */
  readonly quick?: boolean;
  readonly reset?: boolean;
  /** Of commands that submit jobs. */
  readonly tasks?: number;
  readonly atOnce?: number;
  readonly cpus?: number;
  readonly mem?: string;
  readonly time?: string;
  readonly rounds?: number;
  readonly sbatch?: readonly string[];
  readonly qsub?: readonly string[];
  readonly print?: boolean;
  readonly wait?: boolean;
  readonly for?: string;
  /** Of `status`. */
  readonly watch?: boolean;
  /** Of `check` and `rules`. */
  readonly json?: boolean;
  /** Of `rules`. */
  readonly test?: string;
}
