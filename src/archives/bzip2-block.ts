import type { Bits } from './bits.ts';

const LONGEST_CODE = 20;
const GROUP_SYMBOLS = 50;
/** Codes of at most this many bits, as nearly all are, take one table lookup. */
const FAST = 10;

/**
 * Decodes a block, from after its checksum; null if it is invalid. `column` is memory to work in, with an entry for each byte that
 * it may have before run-length decoding.
 */
export function blockOf(source: Bits, column: Int32Array): Buffer | null {
  // The randomised bit, set only by versions before 1.0, which are extinct by the library's own account.
  if (source.take(1) === 1) return null;
  const first = source.take(24);
  const alphabet = alphabetOf(source);
  const selectors = selectorsOf(source);
  if (alphabet.length === 0 || selectors === null) return null;
  const tables = Array.from({ length: selectors.tables }, () => tableOf(source, alphabet.length + 2));
  if (source.over() || tables.includes(null)) return null;
  const counts = new Int32Array(256);
  const links = symbolsOf(source, { alphabet, tables: tables as Table[], selectors: selectors.list, column, counts });
  if (links === null || first >= links.length || source.over()) return null;
  return withRuns(links, counts, first);
}

/** The byte values that occur in the block. */
function alphabetOf(source: Bits): Uint8Array {
  const used: number[] = [];
  const rows = source.take(16);
  for (let row = 0; row < 16; row++) {
    if (((rows >> (15 - row)) & 1) === 0) continue;
    const columns = source.take(16);
    for (let column = 0; column < 16; column++)
      if (((columns >> (15 - column)) & 1) === 1) used.push(row * 16 + column);
  }
  return Uint8Array.from(used);
}

/** The Huffman table of each group of symbols. */
function selectorsOf(source: Bits): { readonly tables: number; readonly list: Uint8Array } | null {
  const tables = source.take(3);
  const count = source.take(15);
  if (tables < 2 || tables > 6 || count === 0) return null;
  const order = Uint8Array.of(0, 1, 2, 3, 4, 5);
  const list = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (source.take(1) === 1) if (++place >= tables) return null;
    list[i] = toFront(order, place);
  }
  return { tables, list };
}

/** A Huffman decoding table. */
interface Table {
  /** By the next FAST bits: symbol and length of its code, or 0 for a longer code. */
  readonly fast: Int32Array;
  /** By length: the first longer code, padded to LONGEST_CODE bits. */
  readonly limits: Int32Array;
  /** By length: what to subtract from a code to get its index in `symbols`. */
  readonly bases: Int32Array;
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

function tableOf(source: Bits, count: number): Table | null {
  const lengths = new Uint8Array(count);
  let length = source.take(5);
  for (let i = 0; i < count; i++) {
    while (source.take(1) === 1) {
      length += source.take(1) === 1 ? -1 : 1;
      if (source.over()) return null;
    }
    if (length < 1 || length > LONGEST_CODE) return null;
    lengths[i] = length;
  }
  return codeOf(lengths);
}

function codeOf(lengths: Uint8Array): Table | null {
  const fast = new Int32Array(2 ** FAST);
  const limits = new Int32Array(LONGEST_CODE + 2);
  const bases = new Int32Array(LONGEST_CODE + 2);
  const symbols = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    bases[length] = code - place;
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue;
      symbols[place++] = symbol;
      const from = code++ << Math.max(0, FAST - length);
      if (length <= FAST) fast.fill((symbol << 5) | length, from, from + 2 ** (FAST - length));
    }
    if (code > 2 ** length) return null;
    limits[length] = code << (LONGEST_CODE - length);
    code <<= 1;
  }
  return { fast, limits, bases, symbols };
}

/** The next symbol; -1 if the code is invalid. */
function symbolOf(source: Bits, table: Table): number {
  const ahead = source.look(LONGEST_CODE);
  const quick = table.fast[ahead >> (LONGEST_CODE - FAST)] ?? 0;
  if (quick !== 0) {
    source.skip(quick & 31);
    return quick >> 5;
  }
  for (let length = FAST + 1; length <= LONGEST_CODE; length++) {
    if (ahead >= (table.limits[length] ?? 0)) continue;
    source.skip(length);
    return table.symbols[(ahead >> (LONGEST_CODE - length)) - (table.bases[length] ?? 0)] ?? -1;
  }
  return -1;
}

interface Coded {
  readonly alphabet: Uint8Array;
  readonly tables: readonly Table[];
  readonly selectors: Uint8Array;
  readonly column: Int32Array;
  /** Occurrences of each byte, filled in by the decoder. */
  readonly counts: Int32Array;
}

/** The last column of the sorted rotations, one byte per entry, with room above it for a link. */
function symbolsOf(source: Bits, { alphabet, tables, selectors, column, counts }: Coded): Int32Array | null {
  const size = column.length;
  const recent = Uint8Array.from(alphabet);
  const end = alphabet.length + 1;
  let length = 0;
  let run = 0;
  let digit = 1;
  for (let done = 0; ; done++) {
    const table = tables[selectors[Math.floor(done / GROUP_SYMBOLS)] ?? 7];
    const symbol = table === undefined ? -1 : symbolOf(source, table);
    if (symbol < 0) return null;
    if (symbol < 2) {
      run += digit << symbol;
      digit <<= 1;
      if (run > size) return null;
      continue;
    }
    if (run > 0) {
      const byte = recent[0] ?? 0;
      if (length + run > size) return null;
      column.fill(byte, length, length + run);
      counts[byte] = (counts[byte] ?? 0) + run;
      length += run;
      run = 0;
      digit = 1;
    }
    if (symbol === end) return column.subarray(0, length);
    if (length >= size) return null;
    const byte = toFront(recent, symbol - 1);
    counts[byte] = (counts[byte] ?? 0) + 1;
    column[length++] = byte;
  }
}

function toFront(recent: Uint8Array, place: number): number {
  const byte = recent[place] ?? 0;
  if (place < 16) for (let i = place; i > 0; i--) recent[i] = recent[i - 1] ?? 0;
  else recent.copyWithin(1, 0, place);
  recent[0] = byte;
  return byte;
}

/** Undoes the Burrows-Wheeler transform, then the run-length encoding. */
function withRuns(column: Int32Array, counts: Int32Array, first: number): Buffer {
  link(column, counts);
  const sorted = Buffer.allocUnsafeSlow(column.length);
  follow(column, first, sorted);
  return lengthened(sorted);
}

/** Stores the index of the following byte in the high bits of each entry. */
function link(column: Int32Array, counts: Int32Array): void {
  let sum = 0;
  for (const [byte, count] of counts.entries()) {
    counts[byte] = sum;
    sum += count;
  }
  for (let i = 0; i < column.length; i++) {
    const byte = (column[i] ?? 0) & 0xff;
    const to = counts[byte] ?? 0;
    counts[byte] = to + 1;
    column[to] = (column[to] ?? 0) | (i << 8);
  }
}

function follow(column: Int32Array, first: number, out: Buffer): void {
  let entry = column[(column[first] ?? 0) >>> 8] ?? 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = entry;
    entry = column[entry >>> 8] ?? 0;
  }
}

/** Undoes the run-length encoding: four equal bytes are followed by a count of further ones. */
function lengthened(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = nextRun(bytes, 0); at < bytes.length; at = nextRun(bytes, from)) {
    parts.push(bytes.subarray(from, at), Buffer.alloc(bytes[at] ?? 0, bytes[at - 1]));
    from = at + 1;
  }
  return from === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
}

/** Position of the next count, or the end. */
function nextRun(bytes: Buffer, from: number): number {
  let equal = 0;
  let last = -1;
  for (let i = from; i < bytes.length; i++) {
    if (equal === 4) return i;
    const byte = bytes[i] ?? 0;
    equal = byte === last ? equal + 1 : 1;
    last = byte;
  }
  return bytes.length;
}

const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** CRC-32 with the most significant bit first, unlike that of gzip. */
export function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ (TABLE[(crc >>> 24) ^ byte] ?? 0);
  return ~crc >>> 0;
}
