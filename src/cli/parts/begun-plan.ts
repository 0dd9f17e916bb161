import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../error-message.ts';
import { isLocal } from '../input/arguments.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { absolutePath, filesOf } from './list.ts';

/** The list of a plan that was killed, and what is to be listed still. */
export interface BegunPlan {
  readonly items: Iterable<FoundFile | Problem>;
  /** The inputs from the one on that was being listed. */
  readonly inputs: readonly string[];
  /** The last file of the first of them that is in the list, as Latin-1; empty if none of them is. */
  readonly after: string;
}

/** Bytes at the end of a list in which the last file is looked for. */
const TAIL_BYTES = 2 ** 22;

/**
 * The longest list that begins with `base` in a folder, up to its last file; null if there is none, or if it does not tell what comes next.
 * It is copied, not continued: whoever writes it may be alive.
 */
export function begunPlan(folder: string, base: string, inputs: readonly string[]): BegunPlan | null {
  if (!inputs.every(isLocal) || new Set(inputs.map(pathOf)).size < inputs.length) return null;
  const lists = readdirSync(folder)
    .filter((name) => name.startsWith(base) && name.endsWith('.files'))
    .map((name) => join(folder, name))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  const [list] = lists;
  try {
    return list === undefined ? null : begunIn(list, inputs);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** 0 for a list that its writer has removed meanwhile. */
function sizeOf(list: string): number {
  return statSync(list, { throwIfNoEntry: false })?.size ?? 0;
}

function begunIn(list: string, inputs: readonly string[]): BegunPlan | null {
  const { text, start } = tailOf(list);
  for (let end = text.lastIndexOf('\n'); end > 0;) {
    const from = text.lastIndexOf('\n', end - 1);
    if (from < 0 && start > 0) return null;
    const to = start + end + 1;
    const [last] = filesOf(list, { files: 0, bytes: 0, from: start + from + 1, to });
    if (last?.kind === 'file' && (last.range === undefined || last.range.to === null)) {
      const rest = restBehind(last, inputs);
      return rest && { ...rest, items: filesOf(list, { files: 0, bytes: 0, from: 0, to }) };
    }
    end = from;
  }
  return null;
}

/** The end of a list, and where it begins. A line is as long in Latin-1 as in bytes. */
function tailOf(list: string): { readonly text: string; readonly start: number } {
  const descriptor = openSync(list, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(0, size - TAIL_BYTES);
    const bytes = Buffer.alloc(size - start);
    return { text: bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, start)), start };
  } finally {
    closeSync(descriptor);
  }
}

/** What comes behind a file: an input has the file's path, or holds it under its name. */
function restBehind({ path, name }: FoundFile, inputs: readonly string[]): Omit<BegunPlan, 'items'> | null {
  const after = name.toString('latin1');
  const found = path?.toString('latin1');
  for (const [index, input] of inputs.entries()) {
    if (found === pathOf(input)) return { inputs: inputs.slice(index + 1), after: '' };
    if (found === `${pathOf(input)}/${after}`) return { inputs: inputs.slice(index), after };
  }
  return null;
}

function pathOf(input: string): string {
  return absolutePath(Buffer.from(input)).toString('latin1');
}
