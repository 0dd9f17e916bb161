import { fstatSync, statSync } from 'node:fs';
import { shownName } from '../input/file-name.ts';
import { countIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { amount, duration, megabytes } from './amounts.ts';
import { isNullDevice } from './devices.ts';
import { showStatus, stderrColumns, tell } from './stderr.ts';

/** Shows that a run is alive: by a bar, by a line now and then, or not at all. */
export interface Progress {
  readonly step: (result: Step) => void;
  /** Removes the bar for good. */
  readonly stop: () => void;
}

interface Step {
  /** Number of files finished by this step, and the name of the last one. */
  readonly files: number;
  readonly last: Uint8Array;
  readonly stats: Stats;
}

/** Work done so far. */
interface Done {
  files: number;
  records: number;
  bytes: number;
  last: string;
  readonly started: number;
  /** What `files` counts. */
  readonly noun: Noun;
}

/** Runs in parts count ranges of files, too. */
type Noun = 'file' | 'input';

/** In milliseconds. Runs shorter than `MIN_BAR_MS` show no bar. */
const MIN_BAR_MS = 300;
const REDRAW_MS = 100;
const FIRST_LINE_MS = 5_000;
const NEXT_LINE_MS = 60_000;
/** Before this, no estimate of the time left is shown. */
const MIN_ESTIMATE_MS = 2_000;

/**
 * `output` is the file written to, or null for standard output. `files` are those of the run, counted lazily because there may
 * be millions of them, or their number. Those of a store, which are listed over the network, are not counted.
 */
export function startProgress(quiet: boolean, output: string | null, files: Countables, noun: Noun = 'file'): Progress {
  const done: Done = { files: 0, records: 0, bytes: 0, last: '', started: clock(), noun };
  const stop = quiet || stderrColumns() === null ? () => undefined : show(done, sharesScreen(output), files);
  return {
    step: ({ files: more, last, stats }) => {
      done.files += more;
      done.records += countIn(stats, 'documents.written');
      done.bytes += countIn(stats, 'bytes');
      if (last.length > 0) done.last = shownName(last);
    },
    stop,
  };
}

function show(done: Done, shared: boolean, files: Countables): () => void {
  if (shared || process.env['TERM'] === 'dumb') return showLines(done);
  const total = typeof files === 'number' ? () => files : Symbol.iterator in files ? countedBeside(files) : () => null;
  const timer = setInterval(() => {
    const known = total();
    if (clock() - done.started >= MIN_BAR_MS) showStatus(bar(done, known));
  }, REDRAW_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    showStatus('');
  };
}

/** A bar would be drawn into records that share the screen; an occasional line does no harm. */
function showLines(done: Done): () => void {
  const line = (): void => {
    timer = setTimeout(line, NEXT_LINE_MS).unref();
    tell(`normalize: ${soFar(done)} after ${duration(clock() - done.started)}`);
  };
  let timer = setTimeout(line, FIRST_LINE_MS).unref();
  return () => {
    clearTimeout(timer);
  };
}

/** False where records go into a file or the null device. The reader of a pipe may write to the same screen. */
function sharesScreen(output: string | null): boolean {
  const stats = output === null ? fstatSync(1) : statSync(output, { throwIfNoEntry: false });
  return (
    stats !== undefined && (stats.isFIFO() || stats.isSocket() || (stats.isCharacterDevice() && !isNullDevice(stats)))
  );
}

type Countables = Iterable<Countable> | AsyncIterable<Countable> | number;

interface Countable {
  readonly kind: string;
}

/** Milliseconds since the process began; the first use of `performance` loads modules for 2 ms. */
const clock = (): number => process.uptime() * 1000;

/** Milliseconds spent counting per call. */
const COUNTING_MS = 10;

/** Counts the files a little at each call; returns null until all are counted. */
function countedBeside(files: Iterable<Countable>): () => number | null {
  const iterator = files[Symbol.iterator]();
  let count = 0;
  let ended = false;
  return () => {
    const until = clock() + COUNTING_MS;
    while (!ended && clock() < until) {
      const next = iterator.next();
      if (next.done === true) ended = true;
      else if (next.value.kind === 'file') count++;
    }
    return ended ? count : null;
  };
}

function bar(done: Done, total: number | null): string {
  const milliseconds = clock() - done.started;
  const rate = `${megabytes((done.bytes / milliseconds) * 1000)}/s`;
  if (total === null || total < 2) return `${soFar(done)}  ${rate}  ${done.last}`;
  const part = Math.min(done.files / total, 1);
  const left =
    part > 0 && milliseconds >= MIN_ESTIMATE_MS ? `  ${duration((milliseconds / part) * (1 - part))} left` : '';
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  return `${gauge(part)}${percent} %  ${done.files} of ${amount(total, done.noun)}  ${rate}${left}  ${done.last}`;
}

/** Drawn in ASCII: block characters are two columns wide on some terminals. */
function gauge(part: number): string {
  const width = Math.min(20, Math.floor((stderrColumns() ?? 0) / 4) - 2);
  if (width < 5) return '';
  const filled = Math.round(part * width);
  return `[${'='.repeat(filled)}${' '.repeat(width - filled)}] `;
}

function soFar({ files, records, bytes, noun }: Done): string {
  return `${amount(files, noun)}, ${amount(records, 'record')}, ${megabytes(bytes)}`;
}
