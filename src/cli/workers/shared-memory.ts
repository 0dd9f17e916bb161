/** Shared memory, lent for one batch after another: to have it made anew takes longer than to fill it. */
export interface SharedMemory {
  /** So many bytes, with anything in them. */
  readonly take: (length: number) => Uint8Array;
  /** Lets others have what was taken. */
  readonly give: (bytes: Uint8Array) => void;
}

/** Memory in pieces of `size` bytes; what is larger is not kept. */
export function sharedMemory(size: number): SharedMemory {
  const free: ArrayBufferLike[] = [];
  return {
    take: (length) => {
      const buffer = (length <= size ? free.pop() : undefined) ?? new SharedArrayBuffer(Math.max(length, size));
      return new Uint8Array(buffer, 0, length);
    },
    give: ({ buffer }) => {
      if (buffer.byteLength === size) free.push(buffer);
    },
  };
}
