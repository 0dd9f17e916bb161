import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { readTemplates, UserError } from '../../index.ts';
import type { Sample, Templates } from '../../index.ts';
import { messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Loads templates and the sample they were learned from. Throws a UserError. */
export function loadTemplates(path: string): { readonly sample: Sample; readonly templates: Templates } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${escapeLine(path)}: cannot be read: ${messageOf(error)}`);
  }
  const found = readTemplates(text);
  if (found === null)
    throw new UserError(`${escapeLine(path)}: holds no templates; \`normalize learn <folder> -o FILE\` writes some`);
  return found;
}

/** Whether an input is a templates file written by `learn`. */
export function holdsTemplates(path: string): boolean {
  try {
    // Reading a pipe here would block and consume its pages.
    if (path === '-' || !statSync(path).isFile()) return false;
    const descriptor = openSync(path, 'r');
    try {
      const head = Buffer.alloc(64);
      return /^\s*\{\s*"templates"\s*:/.test(head.toString('latin1', 0, readSync(descriptor, head)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
