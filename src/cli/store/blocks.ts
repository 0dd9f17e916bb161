import type { RandomAccess } from '../../archives/index.ts';

/** Readers of archives ask for a few bytes at a time, and a request takes as long for a mebibyte. */
const BLOCK_BYTES = 2 ** 20;
/** Blocks kept: a Parquet file is read at one place for each column. */
const MAX_BLOCKS = 16;

/** Random access by blocks, of which the last used ones are kept. */
export function inBlocks(size: number, fetch: (start: number, end: number) => Promise<Buffer>): RandomAccess {
  const blocks = new Map<number, Promise<Buffer>>();
  return {
    size,
    read: async (start, end) => {
      const last = Math.min(end, size);
      const parts: Buffer[] = [];
      for (let at = start; at < last;) {
        const from = at - (at % BLOCK_BYTES);
        const bytes = await blockAt(from);
        const part = bytes.subarray(at - from, last - from);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
  };

  function blockAt(from: number): Promise<Buffer> {
    const block = blocks.get(from) ?? fetch(from, Math.min(from + BLOCK_BYTES, size));
    // The last used one goes to the end.
    blocks.delete(from);
    blocks.set(from, block);
    const [oldest] = blocks.keys();
    if (blocks.size > MAX_BLOCKS && oldest !== undefined) blocks.delete(oldest);
    return block;
  }
}
