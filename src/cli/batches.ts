import type { Source } from '../index.ts';
import type { Batch, DocumentItem, FileItem } from './batch.ts';
import type { FoundFile, Problem } from './find-files.ts';

/** A batch is full at so many bytes or items, whichever comes first. */
const BYTES = 2 ** 19;
const ITEMS = 512;
/** What a file costs besides its bytes: to be opened, read, closed. */
const FILE = 2 ** 10;
/** A source that gives nothing for so many milliseconds has paused. */
const PAUSE = 20;

/** A file whose documents are to be read where there is but one reader: standard input, and files of many documents. */
export interface Streamed {
  readonly kind: 'stream';
  readonly file: FoundFile;
}

export type Work = Batch | Problem | Streamed;

/** Files as batches. A problem between them is work of its own, so that it is told in its place. */
export function* fileBatches(files: Iterable<FoundFile | Problem>): Generator<Work> {
  let items: FileItem[] = [];
  let size = 0;
  for (const file of files) {
    const apart = file.kind !== 'file' || file.path === null;
    if (items.length > 0 && (apart || size >= BYTES || items.length >= ITEMS)) {
      yield { items, bytes: null };
      items = [];
      size = 0;
    }
    if (file.kind !== 'file') yield file;
    else if (file.path === null) yield { kind: 'stream', file };
    else {
      items.push(itemOf(file));
      size += file.size + FILE;
    }
  }
  if (items.length > 0) yield { items, bytes: null };
}

function itemOf(file: FoundFile): FileItem {
  const path = file.path === null ? null : file.path.toString('latin1');
  return { kind: 'file', path, name: file.name.toString('latin1'), size: file.size, bad: [] };
}

/** Documents as batches; what has come is passed on when the source pauses. */
export async function* documentBatches(sources: AsyncGenerator<Source | Problem>): AsyncGenerator<Work> {
  const filling = packer();
  let next = sources.next();
  try {
    for (;;) {
      const came = filling.size() > 0 ? await unlessPaused(next) : await next;
      if (came === null) {
        yield filling.take();
        continue;
      }
      if (came.done === true) break;
      next = sources.next();
      if ('kind' in came.value) {
        if (filling.size() > 0) yield filling.take();
        yield came.value;
      } else if (filling.add(came.value)) yield filling.take();
    }
    if (filling.size() > 0) yield filling.take();
  } finally {
    void sources.return(undefined);
  }
}

async function unlessPaused<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, PAUSE);
  });
  try {
    return await Promise.race([promise, pause]);
  } finally {
    clearTimeout(timer);
  }
}

interface Packer {
  /** True once the batch is full. */
  readonly add: (source: Source) => boolean;
  /** Items in it. */
  readonly size: () => number;
  /** The batch, leaving none. */
  readonly take: () => Batch;
}

function packer(): Packer {
  let items: DocumentItem[] = [];
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    add: ({ bytes, ...source }) => {
      items.push({ kind: 'document', source, start: length, end: length + bytes.length, bad: [] });
      parts.push(bytes);
      length += bytes.length;
      return length >= BYTES || items.length >= ITEMS;
    },
    size: () => items.length,
    take: () => {
      const batch = { items, bytes: new Uint8Array(length) };
      for (const [index, part] of parts.entries()) batch.bytes.set(part, items[index]?.start ?? 0);
      items = [];
      parts = [];
      length = 0;
      return batch;
    },
  };
}
