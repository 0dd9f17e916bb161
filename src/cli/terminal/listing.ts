import { shownName } from '../input/file-name.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { amount, duration, megabytes } from './amounts.ts';
import { showStatus, stderrColumns, tell } from './stderr.ts';

const FIRST_SHOWN_MS = 300;
const REDRAW_MS = 100;
const FIRST_LINE_MS = 10_000;
const NEXT_LINE_MS = 60_000;

/** Small files between two looks at the clock. */
const CLOCK_FILES = 64;
const LARGE_BYTES = 2 ** 24;

/** Milliseconds since the process began. */
const clock = (): number => process.uptime() * 1000;

/** Tells on standard error how many files have been found: in a status line of a terminal, elsewhere by a line now and then. */
export interface Listing {
  readonly found: (item: FoundFile | Problem) => void;
  readonly stop: () => void;
}

/** It looks at the clock, since a listing that never waits leaves no time for timers. */
export function startListing(quiet: boolean): Listing {
  const terminal = stderrColumns() !== null && process.env['TERM'] !== 'dumb';
  const started = clock();
  let due = quiet ? Infinity : started + (terminal ? FIRST_SHOWN_MS : FIRST_LINE_MS);
  let count = 0;
  let bytes = 0;
  const found = (item: FoundFile | Problem): void => {
    const size = item.kind === 'file' ? item.size : 0;
    bytes += size;
    count++;
    // A large file may have been read to be cut.
    if (count % CLOCK_FILES !== 0 && size < LARGE_BYTES) return;
    const now = clock();
    if (now < due) return;
    due = now + (terminal ? REDRAW_MS : NEXT_LINE_MS);
    const said = `listed ${amount(count, 'file')}, ${megabytes(bytes)}`;
    if (terminal) showStatus(`${said}  ${shownName(item.name)}`);
    else tell(`normalize: ${said} after ${duration(now - started)}`);
  };
  const stop = (): void => {
    if (terminal) showStatus('');
  };
  return { found, stop };
}
