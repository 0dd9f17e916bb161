import { Bomb } from './damage.ts';

/** Text shrinks to a twentieth at best, a list of near-equal pages to a hundredth; a bomb to a thousandth. */
const RATIO = 250;
/** Below this nothing is a bomb. */
const HARMLESS = 2 ** 26;

/** What may be unpacked of one file, over all layers of archives in it: one for each outermost file. */
export interface Budget {
  /** So many bytes of the file itself have been read. */
  readonly read: (bytes: number) => void;
  /** So many bytes have been unpacked, in whichever layer. Throws Bomb. */
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
      if (out > HARMLESS && out > into * RATIO)
        throw new Bomb(`is a bomb: ${into} bytes have given ${out}, more than ${RATIO} times as many`);
    },
  };
}
