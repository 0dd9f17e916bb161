import { doubleByte } from './double-byte.ts';
import type { Arc, ByteGraph } from './lattice.ts';

/** One character that may follow a node. */
export interface Candidate {
  readonly text: string;
  readonly to: number;
  readonly cost: number;
  /** As it stands in the damaged text. */
  readonly literal: boolean;
  /** True where a byte had to be supplied. */
  readonly guessed: boolean;
}

/** More ways than these for one character say nothing. */
const MOST = 4096;

/** Every character that may follow `node`, by the encoding of the graph. */
export function candidatesAt(graph: ByteGraph, node: number): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const arc of graph.arcs[node] ?? []) {
    if (arc.text !== null) found.push({ text: arc.text, to: arc.to, cost: arc.cost, literal: true, guessed: false });
    else if (graph.wording === 'utf-8') utf8(graph, arc, found);
    else pairs(graph, arc, graph.wording, found);
  }
  return found;
}

function pairs(graph: ByteGraph, arc: Arc, wording: 'gbk' | 'big5', found: Candidate[]): void {
  const { chars } = doubleByte(wording);
  const ascii = arc.values.filter((value) => value < 0x80);
  const guessed = arc.values.length > 1;
  for (const value of ascii)
    found.push({ text: String.fromCharCode(value), to: arc.to, cost: arc.cost, literal: false, guessed });
  if (ascii.length === arc.values.length) return;
  for (const next of graph.arcs[arc.to] ?? []) {
    if (next.text !== null || arc.values.length * next.values.length > MOST) continue;
    const cost = arc.cost + next.cost;
    for (const lead of arc.values) {
      for (const trail of next.values) {
        const unit = chars[(lead << 8) | trail] ?? 0;
        if (lead < 0x80 || unit === 0) continue;
        const text = String.fromCharCode(unit);
        found.push({ text, to: next.to, cost, literal: false, guessed: guessed || next.values.length > 1 });
      }
    }
  }
}

function utf8(graph: ByteGraph, arc: Arc, found: Candidate[]): void {
  const guessed = arc.values.length > 1;
  for (const lead of arc.values) {
    if (lead < 0x80) found.push({ text: ASCII[lead] ?? '', to: arc.to, cost: arc.cost, literal: false, guessed });
    else if (lead >= 0xc2 && lead < 0xf5) longer(graph, arc, lead, found);
  }
}

const ASCII: readonly string[] = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));

/** Characters of two to four bytes that begin with `lead`. */
function longer(graph: ByteGraph, arc: Arc, lead: number, found: Candidate[]): void {
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const least = length === 2 ? 0 : length === 3 ? 0x800 : 0x10000;
  const tail = (to: number, cost: number, rest: number, code: number, guessed: boolean): void => {
    for (const next of graph.arcs[to] ?? []) {
      if (next.text !== null) continue;
      const chosen = guessed || next.values.length > 1;
      for (const value of next.values) {
        if (value < 0x80 || value > 0xbf) continue;
        const more = (code << 6) | (value & 63);
        if (rest > 1) tail(next.to, cost + next.cost, rest - 1, more, chosen);
        else if (more >= least && more <= 0x10ffff && (more < 0xd800 || more >= 0xe000)) {
          const text = String.fromCodePoint(more);
          found.push({ text, to: next.to, cost: cost + next.cost, literal: false, guessed: chosen });
        }
      }
    }
  };
  tail(arc.to, arc.cost, length - 1, lead & (0xff >> (length + 1)), arc.values.length > 1);
}
