import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Names of unfinished files: `.NAME.HOST-PID-RANDOM.part`. HOST identifies this boot of this machine and this PID
 * namespace among all that may share the folder.
 */
export function temporaryName(name: string): string {
  return `.${shortened(name)}.${uniqueName()}.part`;
}

/** File names are limited to 255 bytes, so long ones are shortened. */
function shortened(name: string): string {
  return Buffer.from(name).subarray(0, 180).toString('utf8');
}

/** `HOST-PID-RANDOM`, unique to this process. */
export function uniqueName(): string {
  return `${host()}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Whether a file was left behind for `name` by a process that has died. False if in doubt: another process may be writing it. */
export function isLeftover(file: string, name: string): boolean {
  if (!file.startsWith(`.${shortened(name)}.`)) return false;
  const [, place, pid] = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.part$/.exec(file) ?? [];
  return place === host() && !isAlive(Number(pid));
}

/** Removes the leftovers of a file. Throws a system error. */
export function removeLeftovers(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder))
    if (isLeftover(name, basename(path))) rmSync(join(folder, name), { force: true });
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

let known: string | null = null;

function host(): string {
  known ??= createHash('sha256')
    .update([hostname(), ...(process.platform === 'linux' ? placeOnLinux() : [])].join('\0'))
    .digest('hex')
    .slice(0, 8);
  return known;
}

/** This boot and this PID namespace; where /proc does not tell them, a random place, whose files no other process takes for its own. */
function placeOnLinux(): readonly string[] {
  const place = [
    readProc(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')),
    readProc(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return place.includes('') ? [randomBytes(8).toString('hex')] : place;
}

/** Reads a file of /proc; '' elsewhere. */
function readProc(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
