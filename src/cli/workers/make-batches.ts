import type { Source } from '../../index.ts';
import type { Batch, DocumentItem, FileItem, LinesItem } from './batch.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import type { Lines } from '../input/line-sources.ts';
import { sharedMemory } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/** A batch is full at so many bytes or items, whichever comes first. */
const BYTES = 2 ** 19;
const ITEMS = 512;
/** What a file costs besides its bytes: to be opened, read, closed. */
const FILE = 2 ** 10;
/** What the documents of most batches fit in: the last of them may be a piece of a file. */
const ROOM = BYTES + 2 ** 18;
/** A batch that is not full after so many milliseconds is passed on: its source may have paused. */
const PAUSE = 20;

/** A file whose documents are to be read where there is but one reader: standard input, pipes, devices, and files of many documents. */
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
    const apart = file.kind !== 'file' || file.live;
    if (items.length > 0 && (apart || size >= BYTES || items.length >= ITEMS)) {
      yield { items, bytes: null };
      items = [];
      size = 0;
    }
    if (file.kind !== 'file') yield file;
    else if (file.live) yield { kind: 'stream', file };
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

type Piece = Source | Lines | Problem;

/** Memory for batches of documents. */
export function batchMemory(): SharedMemory {
  return sharedMemory(ROOM);
}

/** Documents and lines as batches, their bytes in `memory`; what has come is passed on when the source pauses. */
export async function* documentBatches(sources: AsyncGenerator<Piece>, memory: SharedMemory): AsyncGenerator<Work> {
  const filling = packer(memory);
  let next = sources.next();
  let pause: Pause | null = null;
  try {
    for (;;) {
      if (filling.size() > 0) pause ??= startPause();
      const came: IteratorResult<Piece> | null = await (pause === null ? next : Promise.race([next, pause.over]));
      if (came?.done === true) break;
      if (came !== null) next = sources.next();
      const problem = came !== null && isProblem(came.value) ? came.value : null;
      if (came !== null && !isProblem(came.value) && !filling.add(came.value)) continue;
      if (filling.size() > 0) yield filling.take();
      pause?.end();
      pause = null;
      if (problem !== null) yield problem;
    }
    if (filling.size() > 0) yield filling.take();
  } finally {
    pause?.end();
    void sources.return(undefined);
  }
}

function isProblem(piece: Piece): piece is Problem {
  return 'kind' in piece && piece.kind !== 'lines';
}

/** How long a batch may wait to be filled: one timer for all its documents. */
interface Pause {
  readonly over: Promise<null>;
  readonly end: () => void;
}

function startPause(): Pause {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, PAUSE);
  });
  return {
    over,
    end: () => {
      clearTimeout(timer);
    },
  };
}

interface Packer {
  /** True once the batch is full. */
  readonly add: (piece: Source | Lines) => boolean;
  /** Items in it. */
  readonly size: () => number;
  /** The batch, leaving none. */
  readonly take: () => Batch;
}

function packer(memory: SharedMemory): Packer {
  let items: (DocumentItem | LinesItem)[] = [];
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    add: (piece) => {
      const start = length;
      const { bytes, item } = itemOfPiece(piece);
      for (const part of bytes) {
        length += part.length;
        parts.push(part);
      }
      items.push({ ...item, start, end: length, bad: [] });
      return length >= BYTES || items.length >= ITEMS;
    },
    size: () => items.length,
    take: () => {
      const batch = { items, bytes: joined(parts, memory.take(length)) };
      items = [];
      parts = [];
      length = 0;
      return batch;
    },
  };
}

type Unplaced<T> = Omit<T, 'start' | 'end' | 'bad'>;

function itemOfPiece(piece: Source | Lines): {
  readonly bytes: readonly Uint8Array[];
  readonly item: Unplaced<DocumentItem> | Unplaced<LinesItem>;
} {
  if ('kind' in piece) return { bytes: piece.parts, item: { kind: 'lines', source: piece.source, first: piece.first } };
  const { bytes, ...source } = piece;
  return { bytes: [bytes], item: { kind: 'document', source } };
}

/** `bytes`, filled: shared, so that workers see them and nobody copies them; whoever sends them keeps them, to send them again. */
function joined(parts: readonly Uint8Array[], bytes: Uint8Array): Uint8Array {
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
