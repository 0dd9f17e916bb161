import {
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../error-message.ts';
import { temporaryName } from '../output/temporary.ts';
import type { Held, Holder, Leases } from './out-dir.ts';
import { promised } from './promised.ts';

/** Leases in a local folder: files that only one process can create, with the time of the last change as the sign of life. */
export function localLeases(folder: string): Leases {
  return {
    check: () => Promise.resolve(),
    take: (name, text) => promised(() => taken(join(folder, name), text)),
    takeFrom: (name, holder, text) =>
      promised(() => {
        const path = join(folder, name);
        return removed(path, holder) ? taken(path, text) : null;
      }),
    holder: (name) => promised(() => holderOf(join(folder, name))),
  };
}

function taken(path: string, text: string): Held | null {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  }
  const isMine = (): boolean => holderOf(path)?.text === text;
  return {
    renew: () =>
      promised(() => {
        renew(path, text);
      }),
    isMine: () => promised(isMine),
    release: () =>
      promised(() => {
        if (isMine()) rmSync(path, { force: true });
      }),
  };
}

/** Opened anew each time: over NFS only that asks the server. */
function holderOf(path: string): Holder | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const { mtimeMs } = fstatSync(descriptor);
    const text = readFileSync(descriptor, 'utf8');
    return { text, version: `${text} ${mtimeMs}`, seen: mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

/** The server sets the time of what is written; a time that is set by name would be that of this machine. */
function renew(path: string, text: string): void {
  try {
    const descriptor = openSync(path, 'r+');
    try {
      if (readFileSync(descriptor, 'utf8') === text) writeSync(descriptor, text, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Taken over, or a file system that is away: whether the lease is still held is asked before the part is published.
  }
}

/** Removes the lease of a holder and no other: between a look and a rename somebody else may have taken the part. */
function removed(path: string, holder: Holder): boolean {
  const aside = join(dirname(path), temporaryName('lease'));
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const isHolder = holderOf(aside)?.text === holder.text;
  try {
    if (!isHolder) linkSync(aside, path);
  } catch {
    // A third process holds the part by now.
  }
  rmSync(aside, { force: true });
  return isHolder;
}
