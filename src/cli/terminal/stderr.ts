import { escapeText } from './escape.ts';
import { fitted } from './width.ts';

/** Clears from the cursor to the end of the screen: a narrowed window may have wrapped the status over several lines. */
const CLEAR = '\r\u001B[J';
const WRAP_OFF = '\u001B[?7l';
const WRAP_ON = '\u001B[?7h';
const DEFAULT_COLUMNS = 80;

let status = '';
let watched = false;

/** Width of the terminal on standard error; null if it is not a terminal. */
export function stderrColumns(): number | null {
  if (!process.stderr.isTTY) return null;
  return process.stderr.columns > 0 ? process.stderr.columns : DEFAULT_COLUMNS;
}

/** Writes a message to standard error, above the status line. Every message goes through here, so that control characters are always escaped. */
export function tell(message: string): void {
  write(`${status === '' ? '' : CLEAR}${escapeText(message)}\n${statusSequence()}`);
}

/** Replaces the status line below all messages; '' removes it. Terminals only. */
export function showStatus(line: string): void {
  if (line === status && line === '') return;
  const before = status === '' ? '' : CLEAR;
  status = line;
  write(before + statusSequence());
}

/**
 * The cursor rests at the start of the line, so that clearing from there works even after the window was made narrower. Wrapping is off only
 * for this write, because the known width may be outdated right after a resize.
 */
function statusSequence(): string {
  if (status === '') return '';
  return `${WRAP_OFF}${fitted(escapeText(status), (stderrColumns() ?? DEFAULT_COLUMNS) - 1)}${WRAP_ON}\r`;
}

function write(text: string): void {
  if (!watched) {
    // A closed standard error does not stop the run.
    process.stderr.on('error', () => undefined);
    // Removes the status line however the process ends.
    process.on('exit', () => {
      showStatus('');
    });
  }
  watched = true;
  process.stderr.write(text);
}
