import { codeOf, messageOf } from '../error-message.ts';
import { escapeText } from './escape.ts';
import { tell } from './stderr.ts';

let watched = false;
let hasFailed = false;

/** Writes to standard output without escaping, for programs. A closed pipe is no error; any other failure is reported and sets exit code 1. */
export function print(text: string): void {
  if (!watched) process.stdout.on('error', failed);
  watched = true;
  process.stdout.write(text);
}

/** Writes a line to standard output for a person, with control characters escaped. */
export function printLine(line: string): void {
  print(`${escapeText(line)}\n`);
}

function failed(error: Error): void {
  if (codeOf(error) === 'EPIPE' || hasFailed) return;
  hasFailed = true;
  tell(`normalize: standard output: cannot be written: ${messageOf(error)}`);
  process.exitCode = 1;
}
