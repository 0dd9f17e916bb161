import { fileOf, pageName, WITHOUT_PAGES } from '../extract/index.ts';
import type { Options } from '../options.ts';
import type { Normalized } from '../pipeline.ts';
import type { CorpusRecord } from '../record/fields.ts';
import { visitLines } from '../text/lines.ts';
import type { Edit, Step } from '../types.ts';

/** A page with its record and what joining needs of it: plain data that can be posted to another thread. */
export interface Page {
  /** With everything that was removed. */
  readonly record: CorpusRecord;
  /** The document before the first repair, and what turned it into the text of the record. */
  readonly read: string;
  readonly steps: readonly PageStep[];
  /** Number of lines of the decoded text. */
  readonly decodedLines: number;
  /** What signals are computed from, if they are asked for. */
  readonly measured: { readonly text: string; readonly found: string; readonly linked: number } | null;
}

/** A step; its edits only if somebody needs them. */
export interface PageStep extends Pick<Step, 'stage' | 'rule' | 'count' | 'guessed'> {
  readonly edits: readonly Edit[];
}

/** The page of a finished document. `sampled`: the report may show its edits. */
export function pageOf(
  { record, read, steps, decoded, measured }: Normalized,
  options: Options,
  sampled: boolean,
): Page {
  let decodedLines = 0;
  visitLines(decoded, () => decodedLines++);
  const signals = options.signals !== undefined && options.signals !== false;
  return {
    record,
    read,
    steps: steps.map(({ stage, rule, count, guessed, edits }) => {
      const needed = sampled || (signals && stage === 'repair');
      return { stage, rule, count, guessed, edits: needed ? edits() : [] };
    }),
    decodedLines,
    measured: signals
      ? {
          text: measured.text,
          found: measured.found,
          linked: measured.lines.reduce((sum, { linkLength }) => sum + linkLength, 0),
        }
      : null,
  };
}

/** Size in memory, in UTF-16 code units, roughly. */
export function sizeOfPage({ record, read, steps, measured }: Page): number {
  const edits = (record.trace ?? steps).reduce((sum, step) => sum + step.edits.length, 0);
  const removed = record.removed.reduce((sum, { text }) => sum + text.length + PART_UNITS, 0);
  const found = measured === null ? 0 : measured.text.length + measured.found.length;
  return record.text.length + read.length + found + removed + edits * PART_UNITS;
}

/** Of a removed line or an edit, besides its text. */
const PART_UNITS = 64;

/** Whether a record may be one page of several: it has a next page, or its name has the number of a page. */
export function mayBePage(record: CorpusRecord): boolean {
  if (record.source.continues !== null) return true;
  return (record.kind === null || !WITHOUT_PAGES.has(record.kind)) && mayFollow(record);
}

/** Whether a record may be the next page of another. */
export function mayFollow(record: CorpusRecord): boolean {
  return namesOfPage(record).some(isNumbered);
}

/** Whether two records can be pages of one text, if the first names the second as its next. */
export function canJoin(page: CorpusRecord, next: CorpusRecord): boolean {
  if (page.text === '' || next.text === '' || !mayFollow(next)) return false;
  if (next.kind !== null && WITHOUT_PAGES.has(next.kind)) return false;
  return page.kind === null || next.kind === null || page.kind === next.kind;
}

/** What others call a page in `source.continues`. */
export function namesOfPage({ url, source }: CorpusRecord): readonly string[] {
  return [fileOf(source), url].filter((name) => name !== null);
}

function isNumbered(name: string): boolean {
  const place = URL.canParse(name) ? new URL(name).pathname + new URL(name).search : (name.split('/').at(-1) ?? '');
  return pageName(place).number > 0;
}
