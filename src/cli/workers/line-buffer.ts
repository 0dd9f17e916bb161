/** Lines as UTF-8, one behind the other, in memory of their own so that it can be handed to another thread. */
export interface LineBuffer {
  /** In bytes. */
  readonly length: () => number;
  /** Writes a line that comes in pieces; `units` is about how many UTF-16 units they have. */
  readonly append: (pieces: Iterable<string>, units: number) => void;
  /** Forgets what stands behind `length`. */
  readonly cut: (length: number) => void;
  /** What has been written; the last call. */
  readonly take: () => Uint8Array;
}

const FIRST = 2 ** 20;
const encoder = new TextEncoder();

export function lineBuffer(): LineBuffer {
  let bytes = new Uint8Array(FIRST);
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

/** Memory that is never written to costs nothing, so that the most a line can take may be asked for. */
function withRoom(bytes: Uint8Array<ArrayBuffer>, length: number, more: number): Uint8Array<ArrayBuffer> {
  if (length + more <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(2 * bytes.length, length + more));
  larger.set(bytes.subarray(0, length));
  return larger;
}
