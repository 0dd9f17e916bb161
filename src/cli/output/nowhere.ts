import { fstatSync, readFileSync } from 'node:fs';
import { isNullDevice } from '../terminal/devices.ts';
import { tell } from '../terminal/stderr.ts';

const STANDARD_OUTPUT = 1;
/** The bits of open flags that say how a file was opened, and their value for reading and writing. */
const ACCESS_MODE = 0b11;
const READ_WRITE = 0b10;

/**
 * Says that records are lost where standard output was closed (`>&-`): node opens /dev/null in its place, for reading and writing. A shell's
 * `>/dev/null` is for writing alone. Programs that start others and want no output do the same as node, so this is not a failure.
 */
export function tellIfNowhere(): void {
  if (isNowhere())
    tell('normalize: standard output is closed: the records are written nowhere; -o FILE writes them to a file');
}

function isNowhere(): boolean {
  try {
    if (!isNullDevice(fstatSync(STANDARD_OUTPUT))) return false;
    const [, flags = '0'] =
      /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${STANDARD_OUTPUT}`, 'latin1')) ?? [];
    return (Number.parseInt(flags, 8) & ACCESS_MODE) === READ_WRITE;
  } catch {
    // Only Linux tells how a file was opened.
    return false;
  }
}
