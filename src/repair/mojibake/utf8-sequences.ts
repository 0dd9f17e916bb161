import type { CodePage } from './code-pages.ts';

/** One UTF-8 sequence, or a CESU-8 surrogate pair, as misread through a code page. */
export interface Sequence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Exact, with a lost byte, or with a space in place of 0xA0. */
  readonly kind: 'exact' | 'lost' | 'space';
}

/** Stands for a lost byte. */
const LOST = -1;
const MARK = '\ufffd';
/** Lead bytes of common characters that end in 0xA0: the no-break space (Â), à, Š, Π, Р, ٠. */
const BEFORE_SPACE: ReadonlySet<number> = new Set([0xc2, 0xc3, 0xc5, 0xce, 0xd0, 0xd9]);

/** All sequences in a line, in order, without overlaps. */
export function sequencesIn(line: string, page: CodePage): readonly Sequence[] {
  const found: Sequence[] = [];
  for (let i = 0; i < line.length;) {
    const unit = line.charCodeAt(i);
    const lead = unit < 0x80 ? 0 : (page.byteOf[unit] ?? 0);
    const sequence = lead < 0xc2 || lead > 0xf4 ? null : sequenceAt(line, i, lead, page);
    if (sequence) found.push(sequence);
    i = sequence?.end ?? i + 1;
  }
  return found;
}

function sequenceAt(line: string, start: number, lead: number, { byteOf }: CodePage): Sequence | null {
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const bytes = [lead];
  let spaces = 0;
  let lost = 0;
  for (let i = start + 1; i < start + length; i++) {
    const unit = line.charCodeAt(i);
    const byte = byteOf[unit] ?? 0;
    if (unit >= 0x80 && byte >= 0x80 && byte <= 0xbf) bytes.push(byte);
    else if (unit === 0xfffd || (unit === 0x3f && lost === 0)) lost += bytes.push(LOST) > 0 ? 1 : 0;
    else if (unit === 0x20 && spaces === 0) spaces += bytes.push(0xa0) > 0 ? 1 : 0;
    else return null;
  }
  if (lead === 0xed && (bytes[1] ?? 0) >= 0xa0) return surrogates(line, start, bytes, byteOf);
  if (spaces > 0 && (lost > 0 || !maySpace(bytes))) return null;
  if (lost > 0) {
    const plain = line.slice(start, start + length).includes('?');
    if (lost === length - 1 && length > 2) return null;
    if (plain && length === 2 && lead > 0xc3) return null;
    return { start, end: start + length, text: MARK, kind: 'lost' };
  }
  const text = Buffer.from(bytes).toString('utf8');
  if (text.includes(MARK) && text !== MARK) return null;
  if (text === MARK && length !== 3) return null;
  if (text === '\u2028' || text === '\u2029') return null;
  const end = start + length - (spaces > 0 && lead === 0xc3 && endsWord(line, start + 2) ? 1 : 0);
  return { start, end, text, kind: spaces > 0 ? 'space' : 'exact' };
}

/** Whether the space after `Ã` is a word space as well, as in most texts (`à`), or 0xA0 alone, as in `às` and `àquele`. */
function endsWord(line: string, behind: number): boolean {
  return /^\S/.test(line.slice(behind, behind + 1)) && !/^(?:s[\s.,;]|quel)/.test(line.slice(behind, behind + 4));
}

/** Whether 0xA0 may have become a space in these bytes; otherwise the result would be rarer than the text as it is. */
function maySpace(bytes: readonly number[]): boolean {
  const [lead = 0, second = 0, third] = bytes;
  if (bytes.length === 2) return BEFORE_SPACE.has(lead);
  if (bytes.length === 4) return lead === 0xf0;
  if (second === 0xa0) return (lead === 0xe2 || lead === 0xe3) && third !== 0x85;
  return lead <= 0xe3 && second !== 0x85;
}

/** CESU-8: a surrogate pair, each half encoded as three bytes. */
function surrogates(line: string, start: number, high: readonly number[], byteOf: Uint8Array): Sequence | null {
  const bytes = [...high];
  for (let i = start + 3; i < start + 6; i++) {
    const unit = line.charCodeAt(i);
    const byte = byteOf[unit] ?? 0;
    if (unit === 0xfffd || unit === 0x3f) bytes.push(LOST);
    else if (byte >= 0x80) bytes.push(byte);
    else return null;
  }
  const [, second = 0, third = 0, next = 0, fifth = 0, sixth = 0] = bytes;
  if (second > 0xaf || next !== 0xed || (fifth !== LOST && (fifth < 0xb0 || fifth > 0xbf))) return null;
  if (bytes.includes(LOST)) return { start, end: start + 6, text: MARK, kind: 'lost' };
  if (third > 0xbf || sixth > 0xbf) return null;
  const unit = (a: number, b: number): number => 0xd000 | ((a & 63) << 6) | (b & 63);
  return { start, end: start + 6, text: String.fromCharCode(unit(second, third), unit(fifth, sixth)), kind: 'exact' };
}
