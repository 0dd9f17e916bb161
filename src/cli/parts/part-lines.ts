import { chunksBy, Unreadable } from '../../archives/index.ts';
import type { Chunks } from '../../archives/index.ts';
import { readPieces } from '../input/documents-of.ts';
import { openInput } from '../input/open-input.ts';
import type { Open } from '../input/open-input.ts';

/**
 * The lines of a part file, compressed or not, in blocks of whole lines. `size` is that of the file; `see` is given its bytes on the
 * way. Throws Unreadable.
 */
export async function* blocksOf(
  path: string,
  size: number,
  see: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const name = Buffer.from(path);
  const opened: Open = async (file, how) => {
    const open = await openInput(file, how);
    return { ...open, chunks: seen(open.chunks, see) };
  };
  const options = { format: 'jsonl', maxBytes: Number.MAX_SAFE_INTEGER } as const;
  for await (const piece of readPieces(
    { kind: 'file', path: name, name, size, live: false },
    options,
    Infinity,
    opened,
  )) {
    if (!('kind' in piece) || piece.kind === 'deferred') continue;
    if (piece.kind !== 'lines') throw new Unreadable(piece.why);
    yield* piece.parts;
  }
}

function seen(chunks: Chunks, see: (bytes: Uint8Array) => void): Chunks {
  return chunksBy(chunks, async () => {
    const next = await chunks.next();
    if (next.done !== true) see(next.value);
    return next;
  });
}

/** Number of lines in a block. */
export function linesIn(block: Uint8Array): number {
  let count = 0;
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count++;
  return count;
}
