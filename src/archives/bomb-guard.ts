import { Damage } from './damage.ts';

/** Text shrinks to a twentieth at best, a list of near-equal pages to a hundredth; a bomb to a thousandth. */
const RATIO = 250;
/** Below this nothing is a bomb. */
const HARMLESS = 2 ** 26;

/** Watches what comes out of a compressed stream against what went in. */
export interface Expansion {
  readonly add: (into: number, out: number) => void;
}

export function expansion(): Expansion {
  let into = 0;
  let out = 0;
  return {
    add: (moreIn, moreOut) => {
      into += moreIn;
      out += moreOut;
      if (out > HARMLESS && out > into * RATIO)
        throw new Damage(`is a bomb: ${into} bytes have given ${out}, more than ${RATIO} times as many`);
    },
  };
}
