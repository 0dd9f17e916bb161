import { createReadStream, fstatSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { codeOf } from '../error-message.ts';
import { stopWith } from './live-streams.ts';
import { openToRead } from './open-file.ts';
import type { OpenFile } from './open-file.ts';
import { withTimeout } from './with-timeout.ts';

/** Opens a pipe or device. Fails if no writer opens the pipe within `seconds`. Throws a system error. */
export function openLive(path: Uint8Array, seconds: number): OpenFile {
  const descriptor = openToRead(path);
  const isPipe = fstatSync(descriptor).isFIFO();
  const stream = streamOf(descriptor, isPipe);
  stopWith(stream);
  return {
    access: null,
    size: 0,
    chunks: isPipe ? pipeChunks(stream, descriptor, seconds) : chunksOf(stream),
    changed: () => false,
    close: () => {
      stream.destroy();
    },
  };
}

/** A synchronous read of a pipe or terminal would block interrupts. */
function streamOf(descriptor: number, isPipe: boolean): Readable {
  if (isPipe) return new Socket({ fd: descriptor, readable: true, writable: false });
  return isatty(descriptor) ? new ReadStream(descriptor) : createReadStream('', { fd: descriptor });
}

function chunksOf(stream: Readable): AsyncIterator<Buffer> {
  return stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
}

async function* pipeChunks(stream: Readable, descriptor: number, seconds: number): AsyncGenerator<Buffer, void> {
  const input = chunksOf(stream);
  let next = input.next();
  if ((await withTimeout(next, seconds * 1000)) === null) yield* firstBytes(descriptor, seconds);
  for (let chunk = await next; chunk.done !== true; chunk = await next) {
    yield chunk.value;
    next = input.next();
  }
}

/** The bytes that a silent pipe holds now. Throws if it has no writer. */
function* firstBytes(descriptor: number, seconds: number): Generator<Buffer, void> {
  const bytes = Buffer.alloc(2 ** 16);
  const length = readNow(descriptor, bytes);
  if (length === 0)
    throw new Error(`is a pipe that no program has opened for writing within ${seconds} s; --timeout raises the limit`);
  if (length !== null) yield bytes.subarray(0, length);
}

/** Number of bytes a pipe has ready; 0 if it has no writer, null if its writer has not written yet. */
function readNow(descriptor: number, bytes: Buffer): number | null {
  try {
    return readSync(descriptor, bytes);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null;
    throw error;
  }
}
