import { codeOf, messageOf } from './error-message.ts';

let watched = false;

/** Writes to standard output. A reader that went away is no error; any other failure is said in plain words, and the exit code is 1. */
export function print(text: string): void {
  if (!watched) process.stdout.on('error', failed);
  watched = true;
  process.stdout.write(text);
}

function failed(error: Error): void {
  if (codeOf(error) === 'EPIPE' || process.exitCode === 1) return;
  process.stderr.write(`normalize: standard output: cannot be written: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
