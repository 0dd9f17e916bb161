import { accessSync, constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../index.ts';
import { messageOf } from '../error-message.ts';
import { isAddress } from '../store/address.ts';

/** Final destination of an output. */
export type Target =
  /** A file, existing (`stats`) or not. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats | null }
  /** A device, pipe or socket. */
  | { readonly kind: 'special'; readonly path: string }
  /** An already open descriptor of this process. */
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** Maximum number of symbolic links, as in Linux. */
const MAX_LINKS = 40;

/** Resolves symbolic links; the target need not exist. Throws a UserError if it cannot be written. */
export function targetOf(path: string): Target {
  if (isAddress(path))
    throw new UserError(`${path}: cannot be written: this output is a local file; --out-dir takes s3://bucket/prefix`);
  let place = resolve(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    const descriptor = descriptorOf(place);
    if (descriptor !== null) return { kind: 'descriptor', descriptor };
    const link = linkAt(place, path);
    if (link === null) return targetAt(place, path);
    place = resolve(dirname(place), link);
  }
  throw new UserError(`${path}: cannot be written: links that lead in a circle`);
}

/** Descriptor number in paths such as `/dev/fd/3`; reopening the path would reset the file position. */
function descriptorOf(path: string): number | null {
  const [, number] = /^(?:\/dev\/fd|\/proc\/(?:self|thread-self|\d+)\/fd)\/(\d+)$/.exec(path) ?? [];
  if (number !== undefined && (!/^\/proc\/\d/.test(path) || path.startsWith(`/proc/${process.pid}/`)))
    return Number(number);
  return path === '/dev/stdout' ? 1 : path === '/dev/stderr' ? 2 : null;
}

function linkAt(place: string, shown: string): string | null {
  try {
    return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true ? readlinkSync(place) : null;
  } catch (error) {
    throw new UserError(`${shown}: cannot be written: ${messageOf(error)}`);
  }
}

function targetAt(place: string, shown: string): Target {
  try {
    const stats = statSync(place, { throwIfNoEntry: false }) ?? null;
    if (stats?.isDirectory() === true) throw new UserError(`${shown}: is a folder; --output takes a file`);
    if (stats?.isFile() === false) return { kind: 'special', path: place };
    // Renaming over a file ignores whether it is writable.
    if (stats !== null) accessSync(place, constants.W_OK);
    return { kind: 'file', path: place, stats };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${shown}: cannot be written: ${messageOf(error)}`);
  }
}
