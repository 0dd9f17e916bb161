import { byteReader, chunksBy, unpacked, unpackedAround } from '../../archives/index.ts';
import type { Budget, ByteReader, Chunks, Packing } from '../../archives/index.ts';
import type { OpenFile } from './open-file.ts';

/** Where a file is cut: in front of a document. */
export interface Cut {
  /** Byte of the file where reading begins: the document's, or that of a member of a compressed file in front of it. */
  readonly at: number;
  /** Number of members before that one. */
  readonly members: number;
  /** Unpacked bytes from there to the document. */
  readonly skip: number;
  /** Unpacked bytes in front of the document. */
  readonly offset: number;
  /** Number of the line that the document is, from 1; in a file without lines always 1. */
  readonly line: number;
}

/** The documents of a file from one cut to the next. */
export interface Range {
  readonly kind: 'lines' | 'warc';
  /** How the file is compressed. */
  readonly packing: Packing | null;
  /** Size of the whole file in bytes, by which a file that has changed since is told. */
  readonly of: number;
  readonly from: Cut;
  /** Null for the end of the file. */
  readonly to: Pick<Cut, 'at' | 'skip'> | null;
}

/** The beginning of every file. */
export const BEGINNING: Cut = { at: 0, members: 0, skip: 0, offset: 0, line: 1 };

/** Default of `--max-window`, as in `zstd` itself: 128 MiB. */
export const MAX_WINDOW: number = 2 ** 27;

const CHUNK_BYTES = 2 ** 18;

/** A reader over the unpacked bytes of a range, whose offsets are those in the unpacked file. */
export function rangeReader(
  { access, size }: Pick<OpenFile, 'access' | 'size'>,
  { packing, from, to }: Range,
  budget: Budget,
  { maxWindow = MAX_WINDOW }: { readonly maxWindow?: number },
): ByteReader {
  const bytes = async function* (start: number, end: number): AsyncGenerator<Buffer, void> {
    for (let at = start; at < end;) {
      const chunk = (await access?.read(at, Math.min(at + CHUNK_BYTES, end))) ?? Buffer.alloc(0);
      if (chunk.length === 0) return;
      at += chunk.length;
      budget.read(chunk.length);
      yield chunk;
    }
  };
  const end = to?.at ?? size;
  if (packing === null) return byteReader(bytes(from.at, end), from.at);
  const opening = (before: number): Parameters<typeof unpacked>[2] => ({ budget, maxWindow, members: { before } });
  const own = byteReader(bytes(from.at, end), from.at);
  // Only behind the last cut may the file be damaged.
  if (to === null)
    return byteReader(behind(unpackedAround(packing, own, opening(from.members)), from.skip), from.offset);
  const content = unpacked(packing, own, opening(from.members));
  return byteReader(
    (async function* () {
      const first = behind(content, from.skip);
      for (let next = await first.next(); next.done !== true; next = await first.next()) yield next.value;
      // The last document may end in members behind the cut.
      yield* upTo(unpacked(packing, byteReader(bytes(to.at, size), to.at), opening(0)), to.skip);
    })(),
    from.offset,
  );
}

/** The bytes behind the first ones. */
function behind(chunks: Chunks, skip: number): Chunks {
  let left = skip;
  return chunksBy(chunks, async () => {
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) return next;
      const bytes = next.value.subarray(left);
      left = Math.max(0, left - next.value.length);
      if (bytes.length > 0) return { done: false, value: bytes };
    }
  });
}

async function* upTo(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer, void> {
  if (size === 0) return;
  let left = size;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
