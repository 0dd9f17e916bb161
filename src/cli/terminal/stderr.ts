import { escapeText } from './escape.ts';
import { fitted } from './width.ts';

/** From the cursor to the end of the screen: more than one line, where a narrowed window has broken the status into several. */
const CLEAR = '\r\u001B[J';
const WRAP_OFF = '\u001B[?7l';
const WRAP_ON = '\u001B[?7h';
const DEFAULT_COLUMNS = 80;

let status = '';
let watched = false;

/** Columns of the terminal on standard error; null where there is none. */
export function stderrColumns(): number | null {
  if (!process.stderr.isTTY) return null;
  return process.stderr.columns > 0 ? process.stderr.columns : DEFAULT_COLUMNS;
}

/** Tells a person something on standard error, above the status line. Every message goes through here, so that nothing in one does anything to a terminal. */
export function tell(message: string): void {
  write(`${status === '' ? '' : CLEAR}${escapeText(message)}\n${drawn()}`);
}

/** Shows one line below all messages, in place of the one before; '' takes it away. Only for a terminal. */
export function showStatus(line: string): void {
  if (line === status && line === '') return;
  const before = status === '' ? '' : CLEAR;
  status = line;
  write(before + drawn());
}

/**
 * The cursor waits at the start, where it stays if the window is made narrower, so that clearing from there clears all. Wrapping is off just
 * for this one write: right after a change the width known here may be that of before.
 */
function drawn(): string {
  if (status === '') return '';
  return `${WRAP_OFF}${fitted(escapeText(status), (stderrColumns() ?? DEFAULT_COLUMNS) - 1)}${WRAP_ON}\r`;
}

function write(text: string): void {
  if (!watched) {
    // Where nobody can be told anything, the work goes on.
    process.stderr.on('error', () => undefined);
    // Whatever ends the process, the line does not stay.
    process.on('exit', () => {
      showStatus('');
    });
  }
  watched = true;
  process.stderr.write(text);
}
