import type { FoundFile } from '../input/find-files.ts';
import type { OpenFile } from '../input/open-file.ts';
import { openInput } from '../input/open-input.ts';
import type { Open } from '../input/open-input.ts';
import type { ReadOptions } from '../options/types.ts';
import { isAddressPath } from '../store/address.ts';

/** Size of the largest objects that are fetched whole, before their turn. */
const SMALL_BYTES = 2 ** 18;
/** Objects of a batch that are fetched at a time: 400 pages at 50 ms an answer take 7.9 s on two workers of a busy machine, one by one 16.9. */
const UNDER_WAY = 16;

/** Opens files in their order. Small ones in a store are fetched ahead, because an answer takes longer than a page. */
export function openAhead(files: readonly FoundFile[], open: Open = openInput): Open {
  const remote = files.filter(({ path, size }) => path !== null && size <= SMALL_BYTES && isAddressPath(path));
  if (remote.length < 2) return open;
  const begun: Promise<OpenFile>[] = [];
  let turn = 0;
  return (file, options) => {
    if (file.path === null || remote[turn]?.path?.equals(file.path) !== true) return open(file, options);
    for (const next of remote.slice(turn + begun.length, turn + UNDER_WAY)) {
      const opening = fetched(next, options, open);
      // A failure is met when its turn comes.
      opening.catch(() => undefined);
      begun.push(opening);
    }
    turn++;
    return begun.shift() ?? open(file, options);
  };
}

/** A file with all its bytes in memory; one that has grown is left to its turn. */
async function fetched(file: FoundFile, options: ReadOptions, open: Open): Promise<OpenFile> {
  const opened = await open(file, options);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await opened.chunks.next(); next.done !== true; next = await opened.chunks.next()) {
      parts.push(next.value);
      size += next.value.length;
      if (size <= 2 * SMALL_BYTES) continue;
      opened.close();
      return await open(file, options);
    }
  } catch (error) {
    return { ...opened, chunks: broken(parts, error), access: null };
  }
  const all = Buffer.concat(parts);
  return {
    ...opened,
    chunks: [all][Symbol.iterator](),
    access: { descriptor: null, size, read: (start, end) => Promise.resolve(all.subarray(start, end)) },
  };
}

function* broken(parts: readonly Uint8Array[], error: unknown): Generator<Uint8Array, void> {
  yield* parts;
  throw error;
}
