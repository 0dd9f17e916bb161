import { fstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** Whether this is the null device. */
export function isNullDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** Whether standard output is a terminal. Only other devices ask `node:tty`, which loads all of `node:net` for 2 ms. */
export function isStdoutTerminal(): boolean {
  const stats = fstatSync(1);
  return stats.isCharacterDevice() && !isNullDevice(stats) && process.getBuiltinModule('node:tty').isatty(1);
}
