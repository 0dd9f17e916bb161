import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import type { Chunks, FileAccess } from '../../archives/index.ts';

const FIRST_CHUNK_BYTES = 2 ** 16;
const CHUNK_BYTES = 2 ** 18;

/** A file that was opened. */
export interface OpenFile {
  /** Random access; null for pipes and devices. */
  readonly access: FileAccess | null;
  /** In bytes, when opened; 0 for pipes and devices, and if a server does not tell. */
  readonly size: number;
  /** As in FoundFile. */
  readonly modified?: number;
  /** Read on demand, one chunk in memory at a time. */
  readonly chunks: Chunks;
  /** True if the file changed since it was opened, so that what was read may be neither the old nor the new content. */
  readonly changed: () => boolean;
  readonly close: () => void;
}

/** Opens without waiting for a writer. Throws a system error. */
export function openToRead(path: Uint8Array): number {
  return openSync(Buffer.from(path), constants.O_RDONLY | constants.O_NONBLOCK);
}

/** Opens a regular file. Throws a system error, or another error if it is no longer a regular file. */
export function openFile(path: Uint8Array): OpenFile {
  const descriptor = openToRead(path);
  const before = fstatSync(descriptor);
  if (!before.isFile()) {
    closeSync(descriptor);
    throw new Error('was replaced by something that is no regular file');
  }
  return {
    access: { descriptor, size: before.size, read: (start, end) => readAt(descriptor, start, end) },
    size: before.size,
    modified: before.mtimeMs,
    chunks: chunksOf(descriptor, before),
    changed: () => isOther(before, fstatSync(descriptor)),
    close: () => {
      closeSync(descriptor);
    },
  };
}

/** All bytes of a file of `size` bytes; fewer if it has shrunk, one more if it has grown. */
export function wholeFile(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(descriptor, bytes, length, bytes.length - length, length);
  return bytes.subarray(0, length);
}

/** The bytes of `[start, end)`; fewer if the file is shorter. */
function readAt(descriptor: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(end - start);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(descriptor, bytes, length, bytes.length - length, start + length);
  return bytes.subarray(0, length);
}

/** Whether a file is not what it was. */
export function isOther(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function* chunksOf(descriptor: number, stats: Stats): Generator<Buffer, void> {
  const known = stats.size > 0 && stats.size < FIRST_CHUNK_BYTES;
  for (let size = known ? stats.size + 1 : FIRST_CHUNK_BYTES; ; size = known ? FIRST_CHUNK_BYTES : CHUNK_BYTES) {
    const buffer = Buffer.allocUnsafe(size);
    const length = readSync(descriptor, buffer);
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}
