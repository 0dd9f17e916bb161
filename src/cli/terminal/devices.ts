import { fstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** Whether this is the null device. */
export function isNullDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** Whether standard output is a terminal. */
export function isStdoutTerminal(): boolean {
  return isTerminal(1);
}

/** Whether standard input is a terminal; false where it is closed. */
export function isStdinTerminal(): boolean {
  try {
    return isTerminal(0);
  } catch {
    return false;
  }
}

/** Only devices ask `node:tty`, which loads all of `node:net` for 2 ms. */
function isTerminal(descriptor: 0 | 1): boolean {
  const stats = fstatSync(descriptor);
  return stats.isCharacterDevice() && !isNullDevice(stats) && process.getBuiltinModule('node:tty').isatty(descriptor);
}
