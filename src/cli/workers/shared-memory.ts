/** Shared memory, reused from batch to batch: allocating it takes longer than filling it. */
export interface SharedMemory {
  /** Returns uninitialized memory of this size. */
  readonly take: (length: number) => Uint8Array;
  /** Returns memory for reuse. */
  readonly give: (bytes: Uint8Array) => void;
}

/** A pool of buffers of `size` bytes; larger ones are not kept. */
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
