/** A document before and after, row by row, as `normalize diff`, reports and `normalize serve` show it. */
import type { CorpusRecord } from '../record/fields.ts';
import type { Step } from '../types.ts';

/** A record with the trace that its rows are made from. */
export type TracedRecord = CorpusRecord & Required<Pick<CorpusRecord, 'trace'>>;

/** One edit that a piece of text went through. */
export interface Change {
  readonly stage: Step['stage'];
  readonly rule: string;
  /** In UTF-16 code units of the output of the preceding step, as in `trace`. */
  readonly at: number;
  readonly old: string;
  readonly new: string;
  /** Number of characters of `new` that were chosen by likelihood. */
  readonly guessed: number;
  /** 0 to 1; null if the edit is certain. */
  readonly confidence: number | null;
}

/** A piece of a row. `before` equals `after` if it has no changes; with changes it may be read only as a whole. */
export interface Piece {
  readonly before: string;
  readonly after: string;
  /** In the order they were made. */
  readonly changes: readonly Change[];
}

/** Lines of the original beside what became of them: nearly always one line on each side. */
export interface Row {
  /** `added` has nothing on the left, `removed` nothing on the right; `same` differs in line terminators at most. */
  readonly what: 'same' | 'changed' | 'removed' | 'added';
  /** Number of its first line on the left, from 1; where it would be, for `added`. */
  readonly line: number;
  /** Where it begins on the left, in UTF-16 code units. */
  readonly offset: number;
  readonly pieces: readonly Piece[];
}

/** A document before and after. The left sides of the rows joined are `original`, the right sides the text of the record. */
export interface SideBySide {
  readonly record: TracedRecord;
  /** The decoded text; of markup, the text that was read from it. */
  readonly original: string;
  readonly rows: readonly Row[];
}
