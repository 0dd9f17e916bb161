import { normalized, observe } from '../../index.ts';
import type { CorpusRecord, Source } from '../../index.ts';
import type { Bad, Batch, BatchResult, FileItem, Item, Outcome, Watch } from './batch.ts';
import { crowded } from '../input/crowded.ts';
import { nameOfSource } from '../input/file-name.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { lineBuffer } from './line-buffer.ts';
import type { LineBuffer } from './line-buffer.ts';
import { finishedLine } from './finished-line.ts';
import type { Finishing, Line } from './finished-line.ts';
import { judgeFor } from './judge-for.ts';
import { pageMarks } from './page-marks.ts';
import type { PageMarks } from './page-marks.ts';
import type { Open } from '../input/open-input.ts';
import { openAhead } from './open-ahead.ts';
import { readSources } from '../input/documents-of.ts';
import { readSmall } from '../input/small-file.ts';
import { NOT_AN_OBJECT, sourcesIn } from '../input/line-sources.ts';
import type { Deferred } from '../input/documents-of.ts';
import type { RunOptions } from '../options/types.ts';
import { isAddress } from '../store/address.ts';
import { floorsOf, lowerFloors, NO_FLOORS } from '../stats/samples.ts';
import { addStats, addTo, countProblem, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';

/** A file of many documents over this size is left to the main thread. */
export const MAX_FILE_BYTES: number = 2 ** 18;
/** So is one whose documents exceed this, whatever its own size. Lines come in batches, which are small, and are never left. */
const MAX_OUTPUT_BYTES = 2 ** 23;

/** Reads and normalizes the items of a batch, in order. Never throws because of a document's content. */
export async function runBatch(batch: Batch, options: RunOptions, watch: Watch): Promise<BatchResult> {
  const lines = lineBuffer();
  const rejected = lineBuffer(options.rejected === undefined ? 0 : undefined);
  const judge = await judgeFor(options);
  const joins = options.joinPages === true && options.observing !== true;
  const marks = joins ? pageMarks(options, () => ({ at: lines.length(), rejectedAt: rejected.length() })) : null;
  const outcomes: Outcome[] = [];
  const stats = newStats();
  const open = openAhead(batch.items.flatMap((item) => (isRemote(item) ? [fileOf(item)] : [])));
  for (const [index, item] of batch.items.entries()) {
    const floors = lowerFloors(floorsOf(stats.samples), batch.floors ?? NO_FLOORS);
    const done = await runItem(item, batch, { options, watch, index, lines, rejected, judge, floors, marks, open });
    const { problems, deferred } = done;
    const marksEnd = marks?.all.length ?? 0;
    outcomes.push({ end: lines.length(), rejectedEnd: rejected.length(), marksEnd, problems, deferred });
    addStats(stats, done.stats);
  }
  return { bytes: lines.take(), rejected: rejected.take(), marks: marks?.all ?? [], outcomes, stats };
}

function isRemote(item: Item): item is FileItem {
  return item.kind === 'file' && item.path !== null && isAddress(item.path);
}

interface Work extends Finishing {
  readonly watch: Watch;
  readonly index: number;
  readonly lines: LineBuffer;
  readonly rejected: LineBuffer;
  /** Null unless pages are joined. */
  readonly marks: PageMarks | null;
  readonly open: Open;
}

interface Done {
  readonly problems: Problem[];
  readonly stats: Stats;
  readonly deferred: boolean;
}

async function runItem(item: Item, batch: Batch, work: Work): Promise<Done> {
  const done: Done = { problems: [], stats: newStats(), deferred: false };
  const start = {
    lines: work.lines.length(),
    rejected: work.rejected.length(),
    marks: work.marks?.begin(item) ?? 0,
  };
  const taken: Taken = { item, done, start, skipped: new Map(), ordinal: 0 };
  stand(work, 0);
  const sources = sourcesOf(item, batch, work);
  // Most items need not wait, and `for await` would.
  if (Symbol.iterator in sources) {
    for (const source of sources) if (!take(source, taken, work)) return deferred(work, start);
  } else {
    for await (const source of sources) if (!take(source, taken, work)) return deferred(work, start);
  }
  if (item.kind === 'file') addTo(done.stats, 'files', 1);
  return done;
}

/** What has been taken of an item. */
interface Taken {
  readonly item: Item;
  readonly done: Done;
  readonly start: Start;
  readonly skipped: Map<string, Seen>;
  ordinal: number;
}

/** Where the output of an item begins. */
interface Start {
  readonly lines: number;
  readonly rejected: number;
  readonly marks: number;
}

/** Runs the next source of an item; false if the item is to be deferred. */
function take(source: Source | Problem | Deferred, taken: Taken, work: Work): boolean {
  const { item, done, start, skipped, ordinal } = taken;
  const most = item.kind === 'file' && ordinal > 0 ? MAX_OUTPUT_BYTES : Infinity;
  const made = outcomeOf(source, item.bad.find((bad) => bad.ordinal === ordinal) ?? null, work, done.stats);
  if (made !== null && 'kind' in made && made.kind === 'deferred') return false;
  if (made === null) {
    if ((work.marks?.units() ?? 0) > most) return false;
  } else if ('pieces' in made) {
    const into = made.rejected ? work.rejected : work.lines;
    if (!made.rejected || work.options.rejected !== undefined) into.append(made.pieces, made.units);
    const written = work.lines.length() - start.lines + work.rejected.length() - start.rejected;
    if (written > most) return false;
  } else {
    countProblem(done.stats, made);
    note(done.problems, made, skipped, work.options.verbose === true ? Infinity : NAMED);
  }
  stand(work, ++taken.ordinal);
  return true;
}

/** Names the first few inputs skipped for each reason and counts the rest. */
const NAMED = 8;

function note(problems: Problem[], problem: Problem, skipped: Map<string, Seen>, most: number): void {
  if (problem.kind === 'failed') {
    problems.push(problem);
    return;
  }
  const seen = skipped.get(problem.why) ?? { named: 0, index: 0 };
  skipped.set(problem.why, seen);
  if (seen.named++ < most) seen.index = problems.push(problem) - 1;
  else problems[seen.index] = added(problems[seen.index] ?? problem, problem);
}

interface Seen {
  named: number;
  /** Index of the last one named. */
  index: number;
}

function added(to: Problem, { count = 1 }: Problem): Problem {
  return { ...to, count: (to.count ?? 1) + count };
}

function deferred(work: Work, start: Start): Done {
  work.marks?.cut(start.marks);
  work.lines.cut(start.lines);
  work.rejected.cut(start.rejected);
  return { problems: [], stats: newStats(), deferred: true };
}

function stand(work: Work, ordinal: number): void {
  work.watch[0] = work.index;
  work.watch[1] = ordinal;
  work.watch[2] = Date.now();
}

/** The documents of an item; of most items without waiting. */
function sourcesOf(item: Item, batch: Batch, { options, open }: Work): Sources {
  if (item.kind === 'file') {
    const file = fileOf(item);
    return readSmall(file, options) ?? readSources(file, options, item.path === null ? Infinity : MAX_FILE_BYTES, open);
  }
  // Copied because decoders and hashes do not accept shared memory.
  const bytes = Buffer.from(batch.bytes?.subarray(item.start, item.end) ?? []);
  return item.kind === 'lines' ? sourcesIn(item, bytes, options) : [{ ...item.source, bytes }];
}

type Sources = Iterable<Source | Problem> | AsyncIterable<Source | Problem | Deferred>;

/** The file of an item. */
export function fileOf(item: FileItem): FoundFile {
  const path = item.path === null ? null : Buffer.from(item.path, 'latin1');
  const planned = item.planned === undefined ? {} : { planned: item.planned };
  const name = Buffer.from(item.name, 'latin1');
  return { kind: 'file', path, name, size: item.size, live: path === null, ...planned };
}

/** Outcome of a source: a line, a problem, or nothing. */
function outcomeOf(
  source: Source | Problem | Deferred,
  bad: Bad | null,
  work: Work,
  stats: Stats,
): Line | Problem | Deferred | null {
  if ('kind' in source) return source;
  if (bad !== null) return problemOf(source, bad.reason, bad.why);
  const tooMuch = crowded(source.bytes, work.options.maxBytes);
  if (tooMuch !== null) return problemOf(source, 'too-large', tooMuch);
  try {
    return work.options.observing === true ? observed(source, work.options, stats) : lineOf(source, work, stats);
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return problemOf(source, 'crash', `the program failed on it, please report this: ${said}`);
  }
}

/** The site observation of a source, as a line. */
function observed(source: Source, options: RunOptions, stats: Stats): Line {
  const seen = observe(source, options);
  addTo(stats, 'documents.in', 1);
  addTo(stats, 'documents.written', 1);
  addTo(stats, 'bytes', source.bytes.length);
  const line = seen === null ? '' : `${JSON.stringify(seen)}\n`;
  return { pieces: [line], units: line.length, rejected: false };
}

/** Null for a page that others may belong to, which is kept for the main thread. */
function lineOf(source: Source, work: Work, stats: Stats): Line | Problem | null {
  const { options, marks } = work;
  const done = normalized(source, { ...options, removed: true });
  const { record } = done;
  const wrong = options.onError === undefined || options.onError === 'record' ? null : wrongLine(record);
  if (wrong !== null) {
    const why = wrong === 'invalid-json' ? NOT_AN_OBJECT : 'has no text in the field asked for';
    return problemOf(source, 'invalid-line', why, options.onError === 'skip' ? 'skipped' : 'failed');
  }
  if (marks?.keep(done) === true) return null;
  return finishedLine(done, nameOfSource(source), work, stats);
}

function wrongLine(record: CorpusRecord): string | null {
  return record.warnings.find((warning) => warning === 'invalid-json' || warning === 'no-text-field') ?? null;
}

function problemOf(source: Source, reason: Problem['reason'], why: string, kind: Problem['kind'] = 'failed'): Problem {
  return { kind, name: nameOfSource(source), reason, why };
}
