import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, renameSync, unlinkSync, write } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../index.ts';
import { codeOf, messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';
import { RunError } from '../run-error.ts';
import { targetOf } from './target.ts';
import { removeLeftovers, temporaryName } from './temporary.ts';

/** Where records go. */
export interface Sink {
  /** Resolves when the lines are written or buffered; to false once the reader has gone. */
  readonly write: (lines: Uint8Array) => Promise<boolean>;
  /** Flushes and publishes the output. */
  readonly close: () => Promise<void>;
  /** Discards the output. */
  readonly abandon: () => Promise<void>;
}

/** Standard output. A closed pipe is no error: `write` resolves to false from then on. */
export function stdoutSink(): Sink {
  return descriptorSink(1, 'standard output', () => Promise.resolve());
}

/** A file that the user names, see `fileSink`. What killed runs have left of it is removed. */
export function outputFile(path: string): Sink {
  const target = targetOf(path);
  if (target.kind === 'file')
    allowed(() => {
      removeLeftovers(target.path);
    });
  return fileSink(path);
}

/** A file that appears under its name only when complete: written beside it, synced, renamed. Devices and pipes are written directly. */
export function fileSink(path: string): Sink {
  const target = targetOf(path);
  if (target.kind === 'descriptor') return descriptorSink(target.descriptor, path, () => Promise.resolve());
  if (target.kind === 'special') return specialSink(target.path, path);
  const temporary = join(dirname(target.path), temporaryName(basename(target.path)));
  const descriptor = opened(temporary, path, 'wx', target.stats === null ? 0o666 : 0o600);
  if (target.stats !== null) takeAfter(descriptor, target.stats);
  let open = true;
  const close = (): void => {
    if (open) closeSync(descriptor);
    open = false;
  };
  const sink = descriptorSink(descriptor, path, () => {
    fsyncSync(descriptor);
    close();
    renameSync(temporary, target.path);
    return Promise.resolve();
  });
  const abandon = (): Promise<void> => {
    allowed(close);
    allowed(() => {
      unlinkSync(temporary);
    });
    return Promise.resolve();
  };
  return { ...sink, abandon };
}

/** Writes a text to a sink, and nothing if that fails. */
export async function writeAs(sink: Sink, text: string): Promise<void> {
  try {
    await sink.write(Buffer.from(text));
    await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

/** Writes a whole file or nothing. Throws a RunError. */
export async function writeFile(path: string, text: string): Promise<void> {
  await writeAs(fileSink(path), text);
}

/** Copies owner and mode of the replaced file as far as permitted; setuid and setgid only together with the owner. */
function takeAfter(descriptor: number, { uid, gid, mode }: Stats): void {
  const owned = allowed(() => {
    fchownSync(descriptor, uid, gid);
  });
  allowed(() => {
    fchmodSync(descriptor, mode & (owned ? 0o7777 : 0o777));
  });
}

function allowed(change: () => void): boolean {
  try {
    change();
    return true;
  } catch {
    return false;
  }
}

function specialSink(path: string, shown: string): Sink {
  const descriptor = opened(path, shown, 'w');
  return descriptorSink(descriptor, shown, () => {
    closeSync(descriptor);
    return Promise.resolve();
  });
}

function opened(path: string, shown: string, flags: 'w' | 'wx', mode?: number): number {
  try {
    return openSync(path, flags, mode);
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

/** An error on close is a write failure too. */
function failing(shown: string, close: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await close();
    } catch (error) {
      throw new RunError(`${escapeLine(shown)}: cannot be written: ${messageOf(error)}`);
    }
  };
}

/** Writes all bytes; false if the pipe is closed. Throws a RunError on any other failure. */
export async function writeAll(descriptor: number, bytes: Uint8Array, shown: string): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    try {
      done += await writeSome(descriptor, bytes, done);
    } catch (error) {
      if (codeOf(error) === 'EPIPE') return false;
      if (codeOf(error) !== 'EAGAIN')
        throw new RunError(`${escapeLine(shown)}: cannot be written: ${messageOf(error)}`);
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
