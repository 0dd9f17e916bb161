import { UserError } from '../../index.ts';
import { realPath } from '../output/not-an-input.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { OutDir } from './out-dir.ts';
import { outDirAt } from './out-dir-at.ts';

/** Makes the folder for the rejected records of parts. Throws a UserError if it cannot be written to, or is that of the parts. */
export async function openRejected(place: string, parts: OutDir): Promise<void> {
  const dir = await outDirAt(place);
  try {
    await dir.prepare();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`--rejected, with --out-dir a folder: ${error.message}`);
  }
  if (dir.local && parts.local ? realPath(place) === realPath(parts.place) : dir.place === parts.place)
    throw new UserError(`--rejected: ${escapeLine(place)} is where the other records go; take another folder`);
}
