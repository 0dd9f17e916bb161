import { Bomb } from './damage.ts';

/** Text shrinks to a twentieth at best, a list of near-identical pages to a hundredth, a bomb to a thousandth. */
const MAX_RATIO = 250;
/** Below this many bytes nothing is a bomb. */
const HARMLESS_BYTES = 2 ** 26;

/** Limit on what one outermost file may unpack to, over all layers of archives in it. */
export interface Budget {
  /** Counts bytes read of the file itself. */
  readonly read: (bytes: number) => void;
  /** Counts bytes unpacked in any layer. Throws Bomb if they are too many for the bytes read. */
  readonly unpacked: (bytes: number) => void;
}

export function budget(): Budget {
  let into = 0;
  let out = 0;
  return {
    read: (bytes) => {
      into += bytes;
    },
    unpacked: (bytes) => {
      out += bytes;
      if (out > HARMLESS_BYTES && out > into * MAX_RATIO)
        throw new Bomb(`is a decompression bomb: ${into} bytes unpack to ${out}, more than ${MAX_RATIO} times as many`);
    },
  };
}
