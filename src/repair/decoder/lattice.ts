/** The encoding in which the bytes of a graph are to be read. */
export type Wording = 'utf-8' | 'gbk' | 'big5';

/** A way on from a node: by a character as it stands, by one byte that is one of `values`, or by a character that is one of `choices`. */
export interface Arc {
  readonly to: number;
  /** Negative logarithm of how likely this way is, before any reading. */
  readonly cost: number;
  /** The character, or null for a byte or a choice. */
  readonly text: string | null;
  readonly values: readonly number[];
  readonly choices: readonly string[];
}

/**
 * The ways a piece of damaged text may have come about: nodes are places between bytes, arcs lead to later nodes only.
 * `at` is the offset in the text (UTF-16 units) for nodes that are places between characters, else -1.
 */
export interface ByteGraph {
  readonly wording: Wording;
  /** True where U+FFFD may stand for a character of which too little is known. */
  readonly givesUp: boolean;
  readonly arcs: (readonly Arc[])[];
  readonly at: number[];
}

/** A graph under construction. Nodes must be made in text order. */
export interface GraphBuilder {
  readonly node: (at: number) => number;
  readonly text: (from: number, to: number, text: string, cost?: number) => void;
  readonly bytes: (from: number, to: number, values: readonly number[], cost?: number) => void;
  readonly choose: (from: number, to: number, choices: readonly string[], cost?: number) => void;
  readonly graph: ByteGraph;
}

const NONE: readonly never[] = [];

/** An empty graph and the means to fill it. */
export function graphBuilder(wording: Wording, givesUp = false): GraphBuilder {
  const arcs: Arc[][] = [];
  const at: number[] = [];
  return {
    graph: { wording, givesUp, arcs, at },
    node: (offset) => {
      arcs.push([]);
      return at.push(offset) - 1;
    },
    text: (from, to, text, cost = 0) => arcs[from]?.push({ to, cost, text, values: NONE, choices: NONE }),
    bytes: (from, to, values, cost = 0) => arcs[from]?.push({ to, cost, text: null, values, choices: NONE }),
    choose: (from, to, choices, cost = 0) => arcs[from]?.push({ to, cost, text: null, values: NONE, choices }),
  };
}
