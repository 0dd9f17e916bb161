import { accessSync, constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../index.ts';
import { messageOf } from '../error-message.ts';

/** Where an output goes in the end. */
export type Target =
  /** A file, there already (`stats`) or not. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats | null }
  /** A device, pipe or socket. */
  | { readonly kind: 'special'; readonly path: string }
  /** What this process has open already. */
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** As many links as Linux follows. */
const LINKS = 40;

/** Follows the links of a path, which may lead to a file that is yet to be made. Throws a UserError if nothing can be written there. */
export function targetOf(path: string): Target {
  let place = resolve(path);
  for (let links = 0; links < LINKS; links++) {
    const descriptor = descriptorOf(place);
    if (descriptor !== null) return { kind: 'descriptor', descriptor };
    const link = linkAt(place, path);
    if (link === null) return targetAt(place, path);
    place = resolve(dirname(place), link);
  }
  throw new UserError(`${path}: cannot be written: links that lead in a circle`);
}

/** The number in `/dev/fd/3` and its like; to open these anew would begin a file of theirs from its start. */
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
    // To be renamed over does not ask whether it may be written.
    if (stats !== null) accessSync(place, constants.W_OK);
    return { kind: 'file', path: place, stats };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${shown}: cannot be written: ${messageOf(error)}`);
  }
}
