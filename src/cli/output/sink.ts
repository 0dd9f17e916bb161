import { closeSync, fsyncSync, openSync, renameSync, statSync, unlinkSync, write } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../index.ts';
import { codeOf, messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Where records go. */
export interface Sink {
  /** Resolves when the lines are written or safely waiting; to false once nobody reads any more. */
  readonly write: (lines: Uint8Array) => Promise<boolean>;
  /** Writes what waits and makes the output final. */
  readonly close: () => Promise<void>;
  /** Ends without making the output final. */
  readonly abandon: () => Promise<void>;
}

/** Standard output. A reader that went away is no error: `write` resolves to false from then on. */
export function stdoutSink(): Sink {
  return descriptorSink(1, 'standard output', () => Promise.resolve());
}

/** A file that appears under its name only when it is whole: written beside it, flushed to the disk, renamed. What is no regular file is written to directly. */
export function fileSink(path: string): Sink {
  if (isSpecial(path)) return specialSink(path);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const descriptor = open(temporary, path);
  const sink = descriptorSink(descriptor, path, () => {
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, path);
    return Promise.resolve();
  });
  return {
    ...sink,
    abandon: () => {
      closeSync(descriptor);
      unlinkSync(temporary);
      return Promise.resolve();
    },
  };
}

function specialSink(path: string): Sink {
  const descriptor = open(path, path);
  return descriptorSink(descriptor, path, () => {
    closeSync(descriptor);
    return Promise.resolve();
  });
}

function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new UserError(`${escapeLine(path)}: is a folder; --output takes a file`);
  return stats !== undefined && !stats.isFile();
}

function open(path: string, shown: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UserError(`${escapeLine(shown)}: cannot be written: ${messageOf(error)}`);
  }
}

function descriptorSink(descriptor: number, shown: string, close: () => Promise<void>): Sink {
  let gone = false;
  return {
    write: async (lines) => {
      if (!gone && lines.length > 0) gone = !(await writeAll(descriptor, lines, shown));
      return !gone;
    },
    close: failing(shown, close),
    abandon: close,
  };
}

/** What the disk says when a file is closed is a failure to write as any other. */
function failing(shown: string, close: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await close();
    } catch (error) {
      throw new WriteError(`${escapeLine(shown)}: cannot be written: ${messageOf(error)}`);
    }
  };
}

/** Writes all bytes; false if the reader went away. Throws a WriteError on any other failure. */
export async function writeAll(descriptor: number, bytes: Uint8Array, shown: string): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    try {
      done += await writeSome(descriptor, bytes, done);
    } catch (error) {
      if (codeOf(error) === 'EPIPE') return false;
      if (codeOf(error) !== 'EAGAIN')
        throw new WriteError(`${escapeLine(shown)}: cannot be written: ${messageOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return true;
}

function writeSome(descriptor: number, bytes: Uint8Array, from: number): Promise<number> {
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
