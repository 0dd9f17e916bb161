import type { CorpusRecord } from '../index.ts';
import type { Problem } from './input/find-files.ts';

/** Counts of a run, for the summary. */
export interface Tally {
  files: number;
  /** Documents that came in, and files that gave none. */
  documents: number;
  records: number;
  bytes: number;
  failed: number;
  skipped: number;
  readonly encodings: Map<string, number>;
  readonly repairs: Map<string, number>;
  readonly removed: Map<string, number>;
  readonly warnings: Map<string, number>;
  /** By reason, skipped and failed ones. */
  readonly problems: Map<string, number>;
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
    problems: new Map(),
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

/** Counts what gave no record. */
export function countProblem(tally: Tally, problem: Problem): void {
  tally[problem.kind]++;
  add(tally.problems, problem.reason, 1);
}

/** Adds the counts of `other`. */
export function addTally(tally: Tally, other: Tally): void {
  for (const key of ['files', 'documents', 'records', 'bytes', 'failed', 'skipped'] as const) tally[key] += other[key];
  for (const key of ['encodings', 'repairs', 'removed', 'warnings', 'problems'] as const) {
    for (const [name, number] of other[key]) add(tally[key], name, number);
  }
}

function add(counts: Map<string, number>, key: string, number: number): void {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

const SHOWN = 8;

/** The summary, one screen of it. */
export function summary(tally: Tally, seconds: number): string {
  const rate = seconds > 0 ? ` (${megabytes(tally.bytes / seconds)}/s)` : '';
  const lines = [
    `${tally.files} files, ${tally.records} records, ${megabytes(tally.bytes)} in ${seconds.toFixed(1)} s${rate}`,
    row('encodings', tally.encodings),
    row('repairs', tally.repairs),
    row('removed', tally.removed),
    row('warnings', tally.warnings),
  ];
  if (tally.skipped > 0) lines.push(`skipped     ${tally.skipped} (see above)`);
  if (tally.failed > 0) lines.push(`failed      ${tally.failed} (see above)`);
  return `${lines.filter(Boolean).join('\n')}\n`;
}

function row(label: string, counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return '';
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shown = sorted.slice(0, SHOWN).map(([key, number]) => `${key} ${number}`);
  const more = sorted.length > SHOWN ? `, and ${sorted.length - SHOWN} more` : '';
  return `${label.padEnd(11)} ${shown.join(', ')}${more}`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
