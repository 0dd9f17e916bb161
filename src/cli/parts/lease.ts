import { randomBytes } from 'node:crypto';
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
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf } from '../error-message.ts';
import { temporaryName } from '../output/temporary.ts';
import { leasePath } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/**
 * The right to make a part: a file beside it, written again as long as its holder lives. Two holders of one part do no harm, since both
 * make the same bytes and rename them into place; a lease only saves the work.
 */
export interface Lease {
  readonly part: number;
  /** False once another process has taken the part over. */
  readonly isMine: () => boolean;
  readonly release: () => void;
}

/** What the file of a lease says. */
export interface Holder {
  readonly id: string;
  readonly host: string;
  /** When it was last written, by the clock of the file system. */
  readonly seen: number;
}

/** Seconds without a sign of life after which a part is taken over, unless `--lease` says otherwise. */
export const LEASE_SECONDS = 120;
/** Times that a lease is written again before it counts as stale: some of them may be late. */
const BEATS = 6;

/** Takes a part that nobody holds; null if somebody was faster. Throws a system error. */
export function takeLease(parts: PartFolder, part: number, seconds: number): Lease | null {
  const path = leasePath(parts, part);
  const id = randomBytes(8).toString('hex');
  const text = `${JSON.stringify({ id, host: hostname(), pid: process.pid })}\n`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  }
  const isMine = (): boolean => holderOf(path)?.id === id;
  const timer = setInterval(
    () => {
      renew(path, id, text);
    },
    (seconds * 1000) / BEATS,
  );
  timer.unref();
  const release = (): void => {
    clearInterval(timer);
    if (isMine()) rmSync(path, { force: true });
  };
  return { part, isMine, release };
}

/** Takes over the part of a holder that has not been heard from for so long; null if it has been, or somebody was faster. */
export function takeOver(parts: PartFolder, part: number, seconds: number): Lease | null {
  const path = leasePath(parts, part);
  const holder = holderOf(path);
  if (holder !== null && clockOf(dirname(path)) - holder.seen <= seconds * 1000) return null;
  if (holder !== null && !removed(path, holder)) return null;
  return takeLease(parts, part, seconds);
}

/** Who holds a part; null if nobody does. */
export function holderIn(parts: PartFolder, part: number): Holder | null {
  return holderOf(leasePath(parts, part));
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
    const [, id = '', host = ''] = /"id":"([0-9a-f]+)","host":"([^"]*)"/.exec(readFileSync(descriptor, 'utf8')) ?? [];
    return { id, host, seen: mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

/** The server sets the time of what is written; a time that is set by name would be that of this machine. */
function renew(path: string, id: string, text: string): void {
  try {
    const descriptor = openSync(path, 'r+');
    try {
      if (readFileSync(descriptor, 'utf8').includes(id)) writeSync(descriptor, text, 0);
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
  const isHolder = holderOf(aside)?.id === holder.id;
  try {
    if (!isHolder) linkSync(aside, path);
  } catch {
    // A third process holds the part by now.
  }
  rmSync(aside, { force: true });
  return isHolder;
}

/** The time by the clock of the file system of a folder: those of the machines may differ. */
export function clockOf(folder: string): number {
  const path = join(folder, temporaryName('clock'));
  const descriptor = openSync(path, 'wx');
  try {
    writeSync(descriptor, '\n');
    return fstatSync(descriptor).mtimeMs;
  } finally {
    closeSync(descriptor);
    rmSync(path, { force: true });
  }
}
