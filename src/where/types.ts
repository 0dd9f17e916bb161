import type { CorpusRecord } from '../record/fields.ts';

/** Compiled conditions. */
export interface Judge {
  /** The signals that the conditions name, in the order of their table. */
  readonly signals: readonly string[];
  /** What the conditions say of a record that has these signals. */
  readonly verdictOn: (record: CorpusRecord) => Verdict;
}

/** `unmet` lists the conditions that a record does not meet; empty if it passes. `fault` says why one has no answer, or null. */
export interface Verdict {
  readonly unmet: NonNullable<CorpusRecord['rejected']>;
  readonly fault: string | null;
}

/** A condition, and where it comes from, for messages. */
export interface Condition {
  readonly text: string;
  /** `--where`, or a file and line. */
  readonly from: string;
}
