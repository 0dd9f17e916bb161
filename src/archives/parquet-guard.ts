import { Damage } from './damage.ts';

/*
 * hyparquet trusts what a file says of itself: a list of 2^31 elements or a run of as many values takes all memory before
 * the first of them is missed. So numbers are held against the bytes there are, before it is given any.
 */

const MAX_DEPTH = 64;
/** Types of the Thrift compact protocol. */
const [STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12];

/** End of the struct at an offset. Throws Damage if it is truncated, or if a list in it has more elements than there are bytes. */
export function structEnd(bytes: Buffer, start: number, depth = 0): number {
  if (depth > MAX_DEPTH) throw new Damage('a header is nested too deep');
  for (let at = start; at < bytes.length;) {
    const byte = bytes[at++] ?? 0;
    const type = byte & 15;
    if (type === STOP) return at;
    if (byte >> 4 === 0) at = varint(bytes, at).end;
    at = type === TRUE || type === FALSE ? at : elementEnd(bytes, at, type, depth);
  }
  throw new Damage('a header is truncated');
}

function elementEnd(bytes: Buffer, at: number, type: number, depth: number): number {
  if (type === BYTE || type === TRUE || type === FALSE) return at + 1;
  if (type === I16 || type === I32 || type === I64) return varint(bytes, at).end;
  if (type === DOUBLE) return at + 8;
  if (type === STRUCT) return structEnd(bytes, at, depth + 1);
  if (type === BINARY) {
    const { value, end } = varint(bytes, at);
    return within(end + value, bytes.length);
  }
  if (type !== LIST) throw new Damage('a header is damaged');
  return listEnd(bytes, at, depth);
}

function listEnd(bytes: Buffer, start: number, depth: number): number {
  const byte = bytes[start] ?? 0;
  const long = byte >> 4 === 15;
  const { value, end } = long ? varint(bytes, start + 1) : { value: byte >> 4, end: start + 1 };
  let at = end;
  within(at + value, bytes.length);
  for (let left = value; left > 0; left--) at = elementEnd(bytes, at, byte & 15, depth + 1);
  return at;
}

function within(end: number, length: number): number {
  if (end > length) throw new Damage('a header states a length beyond the end of the data');
  return end;
}

function varint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, shift = 1; at < bytes.length && at < start + 10; at++, shift *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * shift;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Damage('a number is truncated');
}

/** Writers round up their last run; an excess of more values than this is an error or an attack. */
const MAX_EXCESS_VALUES = 2 ** 12;

/** Throws Damage if a run of the hybrid encoding is far longer than the number of values. */
export function checkRuns(bytes: Buffer, start: number, end: number, width: number, most: number): void {
  if (width > 32) throw new Damage('a page states values of more than 32 bits');
  let at = start;
  for (let seen = 0; seen < most && at < end;) {
    const { value, end: next } = varint(bytes, at);
    const half = Math.floor(value / 2);
    const packed = value % 2 === 1;
    const count = packed ? half * 8 : half;
    if (count > most + MAX_EXCESS_VALUES) throw new Damage('a page states a run longer than its number of values');
    seen += count;
    at = next + (packed ? half * width : Math.ceil(width / 8));
  }
}
