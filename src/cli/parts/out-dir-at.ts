import { isAddress } from '../store/address.ts';
import { localDir } from './local-dir.ts';
import type { OutDir } from './out-dir.ts';

/** The place of the parts by its path or address. Throws a UserError for an address of another kind than parts are written to. */
export async function outDirAt(place: string): Promise<OutDir> {
  return isAddress(place) ? (await import('../store/object-dir.ts')).objectDir(place) : localDir(place);
}
