import type { Source } from '../../index.ts';
import type { Batch, DocumentItem, FileItem, LinesItem } from './batch.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import type { Files } from '../input/input-files.ts';
import type { Lines } from '../input/line-sources.ts';
import { sharedMemory } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/** Limits of a batch in bytes and items. */
const BATCH_BYTES = 2 ** 19;
const BATCH_ITEMS = 512;
/** Overhead of opening, reading and closing a file, in bytes. */
const FILE_OVERHEAD_BYTES = 2 ** 10;
/** Buffer size for the documents of a batch, with room for the last one. */
const BUFFER_BYTES = BATCH_BYTES + 2 ** 18;
/** Milliseconds after which an incomplete batch is sent, because its source may have paused. */
const MAX_WAIT_MS = 20;

/** A file whose documents must be read by the main thread: standard input, pipes, devices, ranges, and files of many documents. */
export interface Streamed {
  readonly kind: 'stream';
  readonly file: FoundFile;
}

export type Work = Batch | Problem | Streamed;

/** Groups files into batches. A problem between them is an item of its own, so that it is reported in order. */
export async function* fileBatches(files: Files): AsyncGenerator<Work> {
  let items: FileItem[] = [];
  let size = 0;
  for await (const file of files) {
    const apart = file.kind !== 'file' || file.live || file.range !== undefined;
    if (items.length > 0 && (apart || size >= BATCH_BYTES || items.length >= BATCH_ITEMS)) {
      yield { items, bytes: null };
      items = [];
      size = 0;
    }
    if (file.kind !== 'file') yield file;
    else if (apart) yield { kind: 'stream', file };
    else {
      items.push(itemOf(file));
      size += file.size + FILE_OVERHEAD_BYTES;
    }
  }
  if (items.length > 0) yield { items, bytes: null };
}

function itemOf(file: FoundFile): FileItem {
  const path = file.path === null ? null : file.path.toString('latin1');
  const planned = file.planned === undefined ? {} : { planned: file.planned };
  return { kind: 'file', path, name: file.name.toString('latin1'), size: file.size, ...planned, bad: [] };
}

type Piece = Source | Lines | Problem;

/** Memory for batches of documents. */
export function batchMemory(): SharedMemory {
  return sharedMemory(BUFFER_BYTES);
}

/** Groups documents and lines into batches, with their bytes in `memory`. An incomplete batch is sent when the source pauses. */
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

/** Time limit for filling a batch, with one timer for all its documents. */
interface Pause {
  readonly over: Promise<null>;
  readonly end: () => void;
}

function startPause(): Pause {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, MAX_WAIT_MS);
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
  /** Number of items. */
  readonly size: () => number;
  /** Returns the batch and starts a new one. */
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
      return length >= BATCH_BYTES || items.length >= BATCH_ITEMS;
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
  if ('kind' in piece) {
    const { parts, ...lines } = piece;
    return { bytes: parts, item: lines };
  }
  const { bytes, ...source } = piece;
  return { bytes: [bytes], item: { kind: 'document', source } };
}

/** The filled part of `bytes`: shared memory, which workers see without a copy and the sender can send again. */
function joined(parts: readonly Uint8Array[], bytes: Uint8Array): Uint8Array {
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
