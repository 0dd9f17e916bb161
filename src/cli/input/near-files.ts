import { opendirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { nearest } from '../../index.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Maximum number of folder entries examined. */
const MAX_ENTRIES = 2_000;
/** Shorter names are similar to everything. */
const MIN_NAME_LENGTH = 4;

/** Suggests existing paths for a missing one, as the end of a sentence; '' if none is similar. */
export function suggestionFor(path: string): string {
  if (/[*?]/.test(path)) return ' (the pattern matches nothing, or was quoted; a folder is read without one)';
  const name = basename(path);
  const folder = dirname(path);
  if (name.length < MIN_NAME_LENGTH) return '';
  const near = nearest(
    name,
    entriesOf(folder).filter((entry) => entry !== name && Math.abs(entry.length - name.length) <= 2),
  );
  const [first] = near.map((entry) => (path.includes('/') ? `${folder}/${entry}` : entry));
  return first === undefined ? '' : `; did you mean ${escapeLine(first)}?`;
}

function entriesOf(folder: string): readonly string[] {
  const names: string[] = [];
  try {
    const handle = opendirSync(folder);
    try {
      for (let entry = handle.readSync(); entry !== null && names.length < MAX_ENTRIES; entry = handle.readSync())
        names.push(entry.name);
    } finally {
      handle.closeSync();
    }
  } catch {
    // Nothing to suggest from.
  }
  return names.sort();
}
