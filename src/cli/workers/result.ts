import type { Problem } from '../input/find-files.ts';
import type { Stats } from '../stats/stats.ts';
import type { PageMark } from './batch.ts';

/** Output and problems, in input order. */
export interface Result {
  readonly lines: Uint8Array;
  /** Lines of rejected records. */
  readonly rejected: Uint8Array;
  /** Places of pages in both; empty once they are joined. */
  readonly marks: readonly PageMark[];
  readonly problems: readonly Problem[];
  readonly stats: Stats;
  /** Number of files finished by this step, and the name of the last one. */
  readonly files: number;
  readonly last: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A result without output. */
export function withoutLines(what: Pick<Result, 'problems' | 'stats' | 'files' | 'last'>): Result {
  return { lines: NOTHING, rejected: NOTHING, marks: [], ...what };
}
