/** The encoding in which the bytes of a lattice are decoded. */
export type LatticeEncoding = 'utf-8' | 'gbk' | 'big5';

/** A way on from a node: by a character as it stands, by one byte that is one of `values`, or by a character that is one of `choices`. */
export interface Arc {
  readonly to: number;
  /** Negative log-likelihood of the arc in nats, before decoding. */
  readonly cost: number;
  /** The character, or null for a byte or a choice. */
  readonly text: string | null;
  readonly values: readonly number[];
  readonly choices: readonly string[];
}

/**
 * Lattice of the bytes that a damaged text may come from: nodes are positions between bytes, arcs lead to later nodes only.
 * `at` is the offset in the text (UTF-16 code units) for nodes between characters, else -1.
 */
export interface ByteLattice {
  readonly encoding: LatticeEncoding;
  /** True where U+FFFD may stand for a character of which too little is known. */
  readonly givesUp: boolean;
  readonly arcs: (readonly Arc[])[];
  readonly at: number[];
}

/** A lattice under construction. Nodes must be added in text order. */
export interface LatticeBuilder {
  readonly node: (at: number) => number;
  readonly text: (from: number, to: number, text: string, cost?: number) => void;
  readonly bytes: (from: number, to: number, values: readonly number[], cost?: number) => void;
  readonly choose: (from: number, to: number, choices: readonly string[], cost?: number) => void;
  readonly lattice: ByteLattice;
}

const NONE: readonly never[] = [];

/** Creates an empty lattice, with functions to fill it. */
export function latticeBuilder(encoding: LatticeEncoding, givesUp = false): LatticeBuilder {
  const arcs: Arc[][] = [];
  const at: number[] = [];
  return {
    lattice: { encoding, givesUp, arcs, at },
    node: (offset) => {
      arcs.push([]);
      return at.push(offset) - 1;
    },
    text: (from, to, text, cost = 0) => arcs[from]?.push({ to, cost, text, values: NONE, choices: NONE }),
    bytes: (from, to, values, cost = 0) => arcs[from]?.push({ to, cost, text: null, values, choices: NONE }),
    choose: (from, to, choices, cost = 0) => arcs[from]?.push({ to, cost, text: null, values: NONE, choices }),
  };
}
