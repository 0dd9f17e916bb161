import { nameOf, printable } from './input/file-name.ts';

/** A bar on stderr, or nothing where stderr is no terminal. */
export interface Progress {
  /** `files` more are finished. */
  readonly step: (files: number, last: Uint8Array) => void;
  /** Prints a line above the bar. */
  readonly say: (line: string) => void;
  readonly stop: () => void;
}

/** `total` is asked for only if a bar is shown. */
export async function startProgress(quiet: boolean, total: () => number): Promise<Progress> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  if (quiet || !process.stderr.isTTY) return { step: () => undefined, say, stop: () => undefined };
  const { default: bars } = await import('cli-progress');
  const format = '{bar} {percentage} %  {value} of {total} files  {eta_formatted} left  {file}';
  const bar = new bars.SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5 });
  bar.start(total(), 0, { file: '' });
  return {
    step: (files, last) => {
      if (files > 0) bar.increment(files, { file: printable(nameOf(last)) });
    },
    say: (line) => {
      process.stderr.write(`\r\u001B[K${line}\n`);
    },
    stop: () => {
      bar.stop();
    },
  };
}
