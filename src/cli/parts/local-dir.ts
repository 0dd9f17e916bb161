import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../index.ts';
import { codeOf, messageOf } from '../error-message.ts';
import { fileSink } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import { isLeftover, temporaryName } from '../output/temporary.ts';
import { RunError } from '../run-error.ts';
import { localLeases } from './local-leases.ts';
import type { FileState, OutDir } from './out-dir.ts';
import { promised } from './promised.ts';

/** Parts in a local folder, or in one that machines share. */
export function localDir(folder: string): OutDir {
  const pathOf = (name: string): string => join(folder, name);
  return {
    place: folder,
    local: true,
    prepare: () =>
      promised(() => {
        prepare(folder);
      }),
    names: (subfolder) => promised(() => namesIn(pathOf(subfolder))),
    stat: (name) => promised(() => stateOf(pathOf(name))),
    read: (name) => promised(() => orNull(() => readFileSync(pathOf(name)))),
    range: (name, start, end) => promised(() => readAt(pathOf(name), start, end)),
    pathOf,
    sink: (name) =>
      promised(() => {
        mkdirSync(dirname(pathOf(name)), { recursive: true });
        return fileSink(pathOf(name));
      }),
    growing: (name) => promised(() => growing(pathOf(name))),
    create: (name, text) => promised(() => created(folder, name, text)),
    remove: (name) =>
      promised(() => {
        rmSync(pathOf(name), { force: true });
      }),
    removeRemains: (subfolder) =>
      promised(() => {
        removeRemains(pathOf(subfolder));
      }),
    clock: () => promised(() => clockOf(folder)),
    leases: localLeases(folder),
  };
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = codeOf(error) === 'EEXIST' ? 'is a file' : messageOf(error);
    throw new UserError(`${folder}: cannot be written to: ${why}`);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new RunError(`${folder}: cannot be listed: ${messageOf(error)}`);
  }
}

function stateOf(path: string): FileState | null {
  const stats = orNull(() => statSync(path));
  return stats === null ? null : { bytes: stats.size, modified: stats.mtimeMs };
}

/** Null if the file does not exist. */
function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function readAt(path: string, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, start + length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is written under its own name. */
function growing(path: string): Sink {
  const descriptor = openSync(path, 'wx');
  let open = true;
  const close = (): void => {
    if (open) closeSync(descriptor);
    open = false;
  };
  return {
    write: (bytes) =>
      promised(() => {
        writeFileSync(descriptor, bytes);
        return true;
      }),
    close: () =>
      promised(() => {
        fsyncSync(descriptor);
        close();
      }),
    abandon: () =>
      promised(() => {
        close();
        rmSync(path, { force: true });
      }),
  };
}

/** Error codes of file systems without hard links. */
const NO_HARD_LINK_CODES: readonly (string | null)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Written beside, then linked under its name unless that is taken. */
function created(folder: string, name: string, text: string): boolean {
  const temporary = join(folder, temporaryName(name));
  const path = join(folder, name);
  try {
    writeFileSync(temporary, text, { flag: 'wx', flush: true });
    linkSync(temporary, path);
  } catch (error) {
    if (existsSync(path)) return isSame(path, text);
    if (!NO_HARD_LINK_CODES.includes(codeOf(error))) throw error;
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  return isSame(path, text);
}

/** Whose file has the name must be read: over NFS a link that was made can fail all the same. */
function isSame(path: string, text: string): boolean {
  return readFileSync(path, 'utf8') === text;
}

function removeRemains(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, file] = /^\.(part-\d+\.(?:ledger\.json|[a-z.]+))\.[^.]+\.part$/.exec(name) ?? [];
    if (file !== undefined && isLeftover(name, file)) rmSync(join(folder, name), { force: true });
  }
}

/** The time by the clock of the file system of a folder. */
function clockOf(folder: string): number {
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
