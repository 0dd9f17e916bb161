import { simplified } from '../../text/simplify.ts';
import { wordTrie } from '../../text/word-trie.ts';
import { doubleByte } from './double-byte.ts';
import { isHanUnit, symbolCost } from './language-model.ts';
import type { Arc, ByteLattice } from './lattice.ts';

/** A character that may follow a node. */
export interface Candidate {
  readonly text: string;
  readonly to: number;
  readonly cost: number;
  /** True if it is unchanged from the damaged text. */
  readonly literal: boolean;
  /** True if a byte of it was guessed. */
  readonly guessed: boolean;
}

/** Most byte combinations of one character; with more, nothing can be concluded. */
const MAX_COMBINATIONS = 4096;

/** All characters that may follow `node` in the encoding of the lattice. */
export function candidatesAt(lattice: ByteLattice, node: number): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const arc of lattice.arcs[node] ?? []) {
    if (arc.text !== null) found.push({ text: arc.text, to: arc.to, cost: arc.cost, literal: true, guessed: false });
    else if (arc.choices.length > 0) choices(arc, found);
    else if (lattice.encoding === 'utf-8') utf8(lattice, arc, found);
    else pairs(lattice, arc, lattice.encoding, found);
  }
  return found;
}

function choices({ to, cost, choices: all }: Arc, found: Candidate[]): void {
  for (const text of all) found.push({ text, to, cost, literal: false, guessed: true });
}

function pairs(lattice: ByteLattice, arc: Arc, encoding: 'gbk' | 'big5', found: Candidate[]): void {
  const { chars } = doubleByte(encoding);
  const ascii = arc.values.filter((value) => value < 0x80);
  const guessed = arc.values.length > 1;
  for (const value of ascii)
    found.push({ text: String.fromCharCode(value), to: arc.to, cost: arc.cost, literal: false, guessed });
  if (ascii.length === arc.values.length) return;
  for (const next of lattice.arcs[arc.to] ?? []) {
    if (next.text !== null || arc.values.length * next.values.length > MAX_COMBINATIONS) continue;
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

function utf8(lattice: ByteLattice, arc: Arc, found: Candidate[]): void {
  const guessed = arc.values.length > 1;
  for (const lead of arc.values) {
    if (lead < 0x80) found.push({ text: ASCII[lead] ?? '', to: arc.to, cost: arc.cost, literal: false, guessed });
    else if (!lattice.givesUp && lead >= 0xc2 && lead < 0xf5) multiByte(lattice, arc, lead, found);
  }
  if (!lattice.givesUp) return;
  for (const [length, first, last] of LENGTHS) {
    const leads = arc.values.filter((value) => value >= first && value <= last);
    if (leads.length > 0) visitTails(lattice, arc, [leads], length, found);
  }
}

/** Characters of two to four bytes that begin with `lead`. */
function multiByte(lattice: ByteLattice, arc: Arc, lead: number, found: Candidate[]): void {
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const least = MIN_CODE_POINT[length] ?? 0;
  const tail = (to: number, cost: number, rest: number, code: number, guessed: boolean): void => {
    for (const next of lattice.arcs[to] ?? []) {
      if (next.text !== null) continue;
      const chosen = guessed || next.values.length > 1;
      for (const value of next.values) {
        if (value < 0x80 || value > 0xbf) continue;
        const more = (code << 6) | (value & 63);
        if (rest > 1) tail(next.to, cost + next.cost, rest - 1, more, chosen);
        else if (isCharacter(more, least))
          found.push({
            text: String.fromCodePoint(more),
            to: next.to,
            cost: cost + next.cost,
            literal: false,
            guessed: chosen,
          });
      }
    }
  };
  tail(arc.to, arc.cost, length - 1, lead & (0xff >> (length + 1)), arc.values.length > 1);
}

function isCharacter(code: number, least: number): boolean {
  return code >= least && code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
}

const ASCII: readonly string[] = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));

/** First bytes of characters of two to four bytes. */
const LENGTHS = [
  [2, 0xc2, 0xdf],
  [3, 0xe0, 0xef],
  [4, 0xf0, 0xf4],
] as const;
const MIN_CODE_POINT: readonly number[] = [0, 0, 0, 0x800, 0x10000];
/** How much surer a guess has to be than that the character is lost, in nats. */
const GIVE_UP = -2;
/** Of more than these only likely ones are looked at. */
const MAX_UNFILTERED = 64;
const UNLIKELY = 3e-5;
const RARE_MARK = 9;

/** Goes on to the last byte of a character, then adds what it may be. `cost` is carried by the arc. */
function visitTails(
  lattice: ByteLattice,
  arc: Arc,
  bytes: readonly (readonly number[])[],
  length: number,
  found: Candidate[],
): void {
  if (bytes.length === length) {
    addCharacters(lattice, arc, bytes, found);
    return;
  }
  for (const next of lattice.arcs[arc.to] ?? []) {
    const tails = next.values.filter((value) => value >= 0x80 && value <= 0xbf);
    if (tails.length === 0) continue;
    const cost = arc.cost + next.cost;
    visitTails(lattice, { ...next, cost }, [...bytes, tails], length, found);
  }
}

function addCharacters(
  lattice: ByteLattice,
  { to, cost }: Arc,
  bytes: readonly (readonly number[])[],
  found: Candidate[],
): void {
  const ways = bytes.reduce((count, { length }) => count * length, 1);
  const guessed = ways > 1;
  let mass = 0;
  let most = 0;
  if (ways <= MAX_COMBINATIONS) {
    for (const code of codesOf(bytes)) {
      const likely = guessed ? likelihood(code) : 1;
      if (lattice.givesUp && ways > MAX_UNFILTERED && likely < UNLIKELY) continue;
      found.push({ text: String.fromCodePoint(code), to, cost, literal: false, guessed });
      mass += likely;
      most = Math.max(most, likely);
    }
  }
  if (guessed && lattice.givesUp) {
    const all = ways <= MAX_COMBINATIONS ? -Math.log(mass - most + 1e-9) : 0;
    found.push({
      text: '\ufffd',
      to,
      cost: cost + all + GIVE_UP - symbolCost('\ufffd'),
      literal: false,
      guessed: false,
    });
  }
}

function codesOf(bytes: readonly (readonly number[])[]): readonly number[] {
  const { length } = bytes;
  let codes = (bytes[0] ?? []).map((lead) => lead & (0xff >> (length + 1)));
  for (const tails of bytes.slice(1)) codes = codes.flatMap((code) => tails.map((tail) => (code << 6) | (tail & 63)));
  const least = MIN_CODE_POINT[length] ?? 0;
  return codes.filter((code) => isCharacter(code, least));
}

/** About how likely a mark, or a word that begins so, is at any place. */
function likelihood(code: number): number {
  if (code > 0xffff || !isHanUnit(code)) {
    const cost = symbolCost(String.fromCodePoint(code));
    return cost < RARE_MARK ? Math.exp(-cost) : 0;
  }
  const { least, roots } = wordTrie();
  const node = roots[simplified(code)] ?? -1;
  return node < 0 ? 0 : Math.exp(-(least[node] ?? Infinity));
}
