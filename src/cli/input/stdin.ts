import { stopWith } from './live-streams.ts';
import type { OpenFile } from './open-file.ts';
import { within } from './within.ts';

/** Milliseconds within which a small standard input comes to its end. */
const MOMENT = 30;

const input: AsyncIterator<Buffer> = process.stdin.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
stopWith(process.stdin);
const head: Promise<IteratorResult<Buffer>>[] = [];

/** Whether standard input ends without a byte. Waits for the first; it is kept. */
export async function stdinIsEmpty(): Promise<boolean> {
  const next = input.next();
  head.push(next);
  return (await next).done === true;
}

/** Bytes on standard input if it ends within a moment and `limit` bytes, else Infinity. What has been read is kept for `stdinChunks`. */
export async function stdinHead(limit: number): Promise<number> {
  const until = Date.now() + MOMENT;
  let size = 0;
  for (let index = 0; size <= limit; index++) {
    const next = head[index] ?? input.next();
    head[index] = next;
    const came = await within(next, until - Date.now());
    if (came === null) return Infinity;
    if (came.done === true) return size;
    size += came.value.length;
  }
  return Infinity;
}

/** Standard input, from its beginning. */
export function openStdin(): OpenFile {
  return { descriptor: null, size: 0, chunks: chunks(), changed: () => false, close: () => undefined };
}

async function* chunks(): AsyncGenerator<Buffer, void> {
  for (;;) {
    const next = await (head.shift() ?? input.next());
    if (next.done === true) return;
    yield next.value;
  }
}
