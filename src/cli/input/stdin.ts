import { stopWith } from './live-streams.ts';
import type { OpenFile } from './open-file.ts';
import { withTimeout } from './with-timeout.ts';

/** Milliseconds within which a small standard input ends. */
const QUICK_END_MS = 30;

const input: AsyncIterator<Buffer> = process.stdin.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
stopWith(process.stdin);
const head: Promise<IteratorResult<Buffer>>[] = [];

/** Whether standard input is empty. Waits for the first byte, which is kept. */
export async function stdinIsEmpty(): Promise<boolean> {
  const next = input.next();
  head.push(next);
  return (await next).done === true;
}

/** Size of standard input if it ends at once and within `limit` bytes, else Infinity. Bytes read are kept for `stdinChunks`. */
export async function stdinHead(limit: number): Promise<number> {
  const until = Date.now() + QUICK_END_MS;
  let size = 0;
  for (let index = 0; size <= limit; index++) {
    const next = head[index] ?? input.next();
    head[index] = next;
    const came = await withTimeout(next, until - Date.now());
    if (came === null) return Infinity;
    if (came.done === true) return size;
    size += came.value.length;
  }
  return Infinity;
}

/** All of standard input, from the beginning. */
export function openStdin(): OpenFile {
  return { access: null, size: 0, chunks: chunks(), changed: () => false, close: () => undefined };
}

async function* chunks(): AsyncGenerator<Buffer, void> {
  for (;;) {
    const next = await (head.shift() ?? input.next());
    if (next.done === true) return;
    yield next.value;
  }
}
