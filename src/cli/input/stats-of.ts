import { fstatSync, readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';

/** What a path is, or why that cannot be told, for a person. */
export function statOf(path: Buffer): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return messageOf(error);
  }
}

/** Whether a file is one of others, by whatever name. */
export function isOneOf(stats: Stats, others: readonly Stats[]): boolean {
  return others.some(({ ino, dev }) => stats.ino === ino && stats.dev === dev);
}

/** Name of the first input that can be read only once; null if there is none. */
export function liveInput(inputs: readonly string[]): string | null {
  for (const input of inputs) {
    if (input === '-') return 'standard input';
    const stats = statOf(rawArgument(input));
    if (typeof stats === 'string' || stats.isFile() || stats.isDirectory()) continue;
    return `${stats.isFIFO() ? 'the pipe' : 'the device'} ${escapeLine(input)}`;
  }
  return null;
}

/** Identities of the regular files behind descriptors and paths. */
export function regularFiles(places: readonly (number | string)[]): readonly Stats[] {
  return places.flatMap((place) => {
    try {
      const stats = typeof place === 'number' ? fstatSync(place) : statSync(place);
      return stats.isFile() ? [stats] : [];
    } catch {
      return [];
    }
  });
}

/** An argument's bytes. Node decodes names that are not UTF-8 lossily; on Linux the original bytes are still available. */
export function rawArgument(argument: string): Buffer {
  if (!argument.includes('\uFFFD')) return Buffer.from(argument);
  try {
    const line = readFileSync('/proc/self/cmdline');
    const raw = split(line, 0).find((bytes) => bytes.toString('utf8') === argument);
    return raw ?? Buffer.from(argument);
  } catch {
    return Buffer.from(argument);
  }
}

function split(bytes: Buffer, byte: number): readonly Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(byte); end >= 0; end = bytes.indexOf(byte, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}
