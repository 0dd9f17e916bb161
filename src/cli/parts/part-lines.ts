import { Unreadable } from '../../archives/index.ts';
import { readPieces } from '../input/documents-of.ts';

/** The lines of a part file, compressed or not, in blocks of whole lines. `size` is that of the file. Throws Unreadable. */
export async function* blocksOf(path: string, size: number): AsyncGenerator<Uint8Array, void> {
  const name = Buffer.from(path);
  const options = { format: 'jsonl', maxBytes: Number.MAX_SAFE_INTEGER } as const;
  for await (const piece of readPieces({ kind: 'file', path: name, name, size, live: false }, options, Infinity)) {
    if (!('kind' in piece) || piece.kind === 'deferred') continue;
    if (piece.kind !== 'lines') throw new Unreadable(piece.why);
    yield* piece.parts;
  }
}

/** Number of lines in a block. */
export function linesIn(block: Uint8Array): number {
  let count = 0;
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count++;
  return count;
}
