import { Damage } from './damage.ts';

/** Random access to a file, or to bytes in memory. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** The bytes of `[start, end)`; fewer if the file was truncated meanwhile. */
  readonly read: (start: number, end: number) => Buffer | Promise<Buffer>;
}

/** Random access to a file. */
export interface FileAccess extends RandomAccess {
  /** Null for a file in a store. */
  readonly descriptor: number | null;
}

/** Random access to bytes in memory. */
export function inMemory(bytes: Buffer): RandomAccess {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

/** Exactly the bytes of `[start, end)`. Throws Damage if the file does not have them all. */
export async function bytesAt({ size, read }: RandomAccess, start: number, end: number, what: string): Promise<Buffer> {
  const possible = Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end;
  if (!possible || end > size) throw new Damage(`ends inside ${what}, or states a wrong offset for it`);
  const bytes = await read(start, end);
  if (bytes.length !== end - start) throw new Damage(`ends inside ${what}`);
  return bytes;
}
