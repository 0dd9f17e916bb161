import { closeSync, fsyncSync, openSync, renameSync, statSync, unlinkSync, write } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../index.ts';
import { codeOf, messageOf } from './message-of.ts';

/** Where records go. */
export interface Sink {
  /** Resolves when the line is written or safely waiting; to false once nobody reads any more. */
  readonly write: (line: string) => Promise<boolean>;
  /** Writes what waits and makes the output final. */
  readonly close: () => Promise<void>;
  /** Ends without making the output final. */
  readonly abandon: () => Promise<void>;
  readonly descriptor: number;
}

const BATCH = 2 ** 16;

/** Standard output. A reader that went away is no error: `write` resolves to false from then on. */
export function stdoutSink(): Sink {
  const batch = batcher(1, 'standard output');
  return { write: batch.write, close: batch.flush, abandon: batch.flush, descriptor: 1 };
}

/** A file that appears under its name only when it is whole: written beside it, flushed to the disk, renamed. What is no regular file is written to directly. */
export function fileSink(path: string): Sink {
  if (isSpecial(path)) return directSink(path);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const descriptor = open(temporary, path);
  const batch = batcher(descriptor, path);
  return {
    descriptor,
    write: batch.write,
    close: async () => {
      await batch.flush();
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(temporary, path);
    },
    abandon: () => {
      closeSync(descriptor);
      unlinkSync(temporary);
      return Promise.resolve();
    },
  };
}

function directSink(path: string): Sink {
  const descriptor = open(path, path);
  const batch = batcher(descriptor, path);
  const close = async (): Promise<void> => {
    await batch.flush();
    closeSync(descriptor);
  };
  return { descriptor, write: batch.write, close, abandon: close };
}

function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new UserError(`${path}: is a folder; --output takes a file`);
  return stats !== undefined && !stats.isFile();
}

function open(path: string, shown: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UserError(`${shown}: cannot be written: ${messageOf(error)}`);
  }
}

/** Gathers lines into writes of 64 KiB, so that a record costs no system call of its own. */
function batcher(descriptor: number, shown: string): { write: Sink['write']; flush: () => Promise<void> } {
  let waiting: string[] = [];
  let size = 0;
  let gone = false;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(waiting.join(''));
    waiting = [];
    size = 0;
    if (!gone && bytes.length > 0) gone = !(await writeAll(descriptor, bytes, shown));
  };
  return {
    flush,
    write: async (line) => {
      waiting.push(line);
      size += line.length;
      if (size >= BATCH) await flush();
      return !gone;
    },
  };
}

/** Writes all bytes; false if the reader went away. Throws a WriteError on any other failure. */
async function writeAll(descriptor: number, bytes: Buffer, shown: string): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    try {
      done += await writeSome(descriptor, bytes, done);
    } catch (error) {
      if (codeOf(error) === 'EPIPE') return false;
      if (codeOf(error) !== 'EAGAIN') throw new WriteError(`${shown}: cannot be written: ${messageOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return true;
}

function writeSome(descriptor: number, bytes: Buffer, from: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, from, bytes.length - from, null, (error, written) => {
      if (error === null) resolve(written);
      else reject(error);
    });
  });
}

/** The output failed: the run cannot go on, and that is not a mistake in its arguments. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}
