import { UserError } from '../../index.ts';
import { realPath } from '../output/not-an-input.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { OutDir } from './out-dir.ts';
import { outDirAt } from './out-dir-at.ts';

/** The folder for the rejected records of parts. Throws a UserError if it is that of the parts; `prepare` does if it cannot be written to. */
export async function rejectedAt(place: string, parts: OutDir): Promise<Pick<OutDir, 'prepare'>> {
  const dir = await outDirAt(place);
  if (dir.local && parts.local ? realPath(place) === realPath(parts.place) : dir.place === parts.place)
    throw new UserError(`--rejected: ${escapeLine(place)} is where the other records go; take another folder`);
  const prepare = async (): Promise<void> => {
    try {
      await dir.prepare();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`--rejected, with --out-dir a folder: ${error.message}`);
    }
  };
  return { prepare };
}
