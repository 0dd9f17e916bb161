import { jsonPieces } from '../../index.ts';
import type { CorpusRecord, Judge, Verdict } from '../../index.ts';
import type { Problem } from '../input/find-files.ts';
import { rejection } from '../input/problems.ts';
import type { RunOptions } from '../options/types.ts';
import { madeOf } from '../stats/made.ts';
import type { Finished } from '../stats/made.ts';
import type { Floors } from '../stats/samples.ts';
import { countProblem, countRecord } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

/** A line of output. */
export interface Line {
  readonly pieces: Iterable<string>;
  /** Approximate number of UTF-16 code units. */
  readonly units: number;
  /** True if the record does not meet the conditions. */
  readonly rejected: boolean;
}

export interface Finishing {
  readonly options: RunOptions;
  readonly judge: Judge | null;
  readonly floors: Floors;
}

/** The line of a finished document, which is counted; a problem if a condition has no answer. `name`: of its source. */
export function finishedLine(
  finished: Finished,
  name: Buffer,
  { options, judge, floors }: Finishing,
  stats: Stats,
): Line | Problem {
  const done = options.joinPages === true ? { ...finished, record: withPages(finished.record) } : finished;
  const { record } = done;
  const { unmet, fault } = judge?.verdictOn(record) ?? PASSES;
  if (fault !== null) return { kind: 'failed', name, reason: 'condition', why: `a condition has no answer: ${fault}` };
  const [first] = unmet;
  const full = first === undefined ? record : { ...record, rejected: unmet };
  const shown = options.removed === false ? { ...full, removed: [] } : full;
  const pieces = jsonPieces(shown);
  // Counted last: a record that cannot be written does not count.
  if (first === undefined) countRecord(stats, madeOf(done), options.figures ?? 'summary', floors);
  else countProblem(stats, rejection(name, first.where));
  return { pieces, units: shown.text.length, rejected: first !== undefined };
}

/** The verdict if there are no conditions. */
const PASSES: Verdict = { unmet: [], fault: null };

/** The record as it is with `--join-pages`: it lists its further pages, and says if the next one is not among them. */
function withPages(record: CorpusRecord): CorpusRecord {
  const { source, warnings } = record;
  return {
    ...record,
    source: { ...source, pages: source.pages ?? [] },
    warnings: source.continues === null ? warnings : [...warnings, 'page-missing'],
  };
}
