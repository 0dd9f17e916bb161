/** Lines as UTF-8 in a buffer of their own, which can be transferred to another thread. */
export interface LineBuffer {
  /** In bytes. */
  readonly length: () => number;
  /** Appends a line given in pieces; `units` is their approximate length in UTF-16 code units. */
  readonly append: (pieces: Iterable<string>, units: number) => void;
  /** Truncates to `length`. */
  readonly cut: (length: number) => void;
  /** Returns the written bytes; the last call. */
  readonly take: () => Uint8Array;
}

const INITIAL_BYTES = 2 ** 20;
const encoder = new TextEncoder();

/** `room`: its bytes at first. */
export function lineBuffer(room: number = INITIAL_BYTES): LineBuffer {
  let bytes = new Uint8Array(room);
  let length = 0;
  return {
    length: () => length,
    append: (pieces, units) => {
      bytes = withRoom(bytes, length, 3 * units);
      for (const piece of pieces) {
        bytes = withRoom(bytes, length, 3 * piece.length);
        length += encoder.encodeInto(piece, bytes.subarray(length)).written;
      }
    },
    cut: (to) => {
      length = to;
    },
    take: () => (2 * length < bytes.length ? bytes.slice(0, length) : bytes.subarray(0, length)),
  };
}

/** Pages that are never written cost nothing, so the maximum size of a line can be reserved. */
function withRoom(bytes: Uint8Array<ArrayBuffer>, length: number, more: number): Uint8Array<ArrayBuffer> {
  if (length + more <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(2 * bytes.length, length + more));
  larger.set(bytes.subarray(0, length));
  return larger;
}
