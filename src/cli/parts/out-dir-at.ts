import { UserError } from '../../index.ts';
import { isAddress } from '../store/address.ts';
import { escapeLine } from '../terminal/escape.ts';
import { localDir } from './local-dir.ts';
import type { OutDir } from './out-dir.ts';

/** The place of the parts by its path. Throws a UserError for an address. */
export function outDirAt(place: string): Promise<OutDir> {
  if (isAddress(place)) throw new UserError(`${escapeLine(place)}: parts are written to a folder`);
  return Promise.resolve(localDir(place));
}
