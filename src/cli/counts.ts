import type { CorpusRecord } from '../index.ts';
import type { Problem } from './input/find-files.ts';

/** Counts of a run, for the summary. */
export interface Tally {
  files: number;
  /** Number of input documents, and of files without any. */
  documents: number;
  records: number;
  bytes: number;
  failed: number;
  skipped: number;
  readonly encodings: Map<string, number>;
  readonly repairs: Map<string, number>;
  readonly removed: Map<string, number>;
  readonly warnings: Map<string, number>;
  /** Problems by reason. */
  readonly skippedBy: Map<string, number>;
  readonly failedBy: Map<string, number>;
}

/** Nothing counted yet. */
export function newTally(): Tally {
  return {
    files: 0,
    documents: 0,
    records: 0,
    bytes: 0,
    failed: 0,
    skipped: 0,
    encodings: new Map(),
    repairs: new Map(),
    removed: new Map(),
    warnings: new Map(),
    skippedBy: new Map(),
    failedBy: new Map(),
  };
}

/** Counts one record. */
export function countRecord(tally: Tally, record: CorpusRecord): void {
  tally.records++;
  tally.bytes += record.source.bytes;
  add(tally.encodings, record.encoding.name, 1);
  for (const step of record.steps) if (step.stage === 'repair') add(tally.repairs, step.rule, step.edits);
  for (const item of record.removed) add(tally.removed, item.rule, 1);
  for (const warning of record.warnings) add(tally.warnings, warning, 1);
}

/** Counts inputs without a record. */
export function countProblem(tally: Tally, problem: Problem): void {
  const { count = 1 } = problem;
  tally.documents += count;
  tally[problem.kind] += count;
  add(problem.kind === 'skipped' ? tally.skippedBy : tally.failedBy, problem.reason, count);
}

/** Adds the counts of `other`. */
export function addTally(tally: Tally, other: Tally): void {
  for (const key of ['files', 'documents', 'records', 'bytes', 'failed', 'skipped'] as const) tally[key] += other[key];
  for (const key of ['encodings', 'repairs', 'removed', 'warnings', 'skippedBy', 'failedBy'] as const) {
    for (const [name, number] of other[key]) add(tally[key], name, number);
  }
}

function add(counts: Map<string, number>, key: string, number: number): void {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

/** Exit status of a run: 70 if the program crashed on a document, 1 if an input failed, unless failures are ok. */
export function statusOf({ failed, failedBy }: Pick<Tally, 'failed' | 'failedBy'>, failures: 'fail' | 'ok'): number {
  if (failedBy.has('crash')) return 70;
  return failed > 0 && failures === 'fail' ? 1 : 0;
}
