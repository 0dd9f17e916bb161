import { DEFAULT_TIMEOUT } from '../options/timeout.ts';
import type { ReadOptions } from '../options/types.ts';
import { isAddressPath } from '../store/address.ts';
import type { FoundFile } from './find-files.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './open-file.ts';

export type Open = (file: FoundFile, options: ReadOptions) => Promise<OpenFile>;

/** Opens standard input, a pipe, a regular file or one in a store. Throws an error whose message is for a person. */
export async function openInput({ path, name, live }: FoundFile, options: ReadOptions): Promise<OpenFile> {
  if (live) return openStream(path, options);
  const place = path ?? name;
  if (!isAddressPath(place)) return openFile(place);
  const { openObject } = await import('../store/object.ts');
  return openObject(Buffer.from(place).toString());
}

async function openStream(path: Buffer | null, options: ReadOptions): Promise<OpenFile> {
  if (path === null) return (await import('./stdin.ts')).openStdin();
  return (await import('./live.ts')).openLive(path, options.timeout ?? DEFAULT_TIMEOUT);
}
