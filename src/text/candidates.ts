import { doubleByte } from './gbk.ts';
import type { Arc, ByteGraph } from './byte-graph.ts';

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
  for (const lead of arc.values) {
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0;
    const code = length === 1 ? lead : lead & (0xff >> (length + 1));
    if (length > 0) tail(graph, { ...arc, rest: length - 1, code, guessed: arc.values.length > 1, lead }, found);
  }
}

interface Begun {
  readonly to: number;
  readonly cost: number;
  readonly rest: number;
  readonly code: number;
  readonly guessed: boolean;
  readonly lead: number;
}

function tail(graph: ByteGraph, begun: Begun, found: Candidate[]): void {
  const { to, cost, rest, code, guessed, lead } = begun;
  if (rest === 0) {
    const least = lead < 0xe0 ? 0 : lead < 0xf0 ? 0x800 : 0x10000;
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return;
    found.push({ text: String.fromCodePoint(code), to, cost, literal: false, guessed });
    return;
  }
  for (const next of graph.arcs[to] ?? []) {
    if (next.text !== null) continue;
    for (const value of next.values) {
      if (value < 0x80 || value > 0xbf) continue;
      const more = { to: next.to, cost: cost + next.cost, rest: rest - 1, code: (code << 6) | (value & 63), lead };
      tail(graph, { ...more, guessed: guessed || next.values.length > 1 }, found);
    }
  }
}
