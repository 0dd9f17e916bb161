import { iconv } from './iconv.ts';

/** A double-byte character set both ways; 0 where there is nothing. User-defined areas map to private use, as in code page 936. */
export interface DoubleByte {
  /** Indexed by `lead << 8 | trail`. */
  readonly chars: Uint16Array;
  /** What may be behind a character, indexed by UTF-16 unit; 0 also for ASCII. */
  readonly pairs: Uint16Array;
}

/** Rows or cells: ranges of bytes, in order. */
export type Bytes = readonly (readonly [first: number, last: number])[];

/** First bytes of the standard come first: the other rows of Big5 hold some characters a second time. */
const ROWS: Bytes = [
  [0xa1, 0xf9],
  [0x81, 0xa0],
  [0xfa, 0xfe],
];
const CELLS: Bytes = [[0x40, 0xfe]];
const made = new Map<string, DoubleByte>();

type Reader = (bytes: Buffer) => string;

/** Where readers differ, the first says what a pair is; all say what pair may be behind a character. The platform's Big5 lacks the Hong Kong characters. */
const READERS: Readonly<Record<'gbk' | 'big5', readonly [Reader, ...Reader[]]>> = {
  gbk: [platform('gbk')],
  big5: [(bytes) => iconv().decode(bytes, 'big5'), (bytes) => iconv().decode(bytes, 'cp950'), platform('big5')],
};

function platform(label: string): Reader {
  return (bytes) => new TextDecoder(label).decode(bytes);
}

/** The pairs of `gbk` or `big5` that have one UTF-16 unit. */
export function doubleByte(name: 'gbk' | 'big5'): DoubleByte {
  const known = made.get(name);
  if (known) return known;
  const chars = new Uint16Array(0x10000);
  const pairs = new Uint16Array(0x10000);
  READERS[name].forEach((reader, nth) => {
    visitWith(reader, ROWS, CELLS, (unit, pair) => {
      if (nth === 0) chars[pair] = unit;
      if (pairs[unit] === 0) pairs[unit] = pair;
    });
  });
  const table = { chars, pairs };
  made.set(name, table);
  return table;
}

type Visit = (unit: number, pair: number) => void;

/** Shows the pairs of some rows and cells that have one UTF-16 unit, in order: a part of a set takes a part of the time. */
export function visitPairs(name: 'gbk' | 'big5', rows: Bytes, cells: Bytes, visit: Visit): void {
  visitWith(READERS[name][0], rows, cells, visit);
}

function visitWith(reader: Reader, rows: Bytes, cells: Bytes, visit: Visit): void {
  const pairs = flat(rows).flatMap((lead) => flat(cells).map((trail) => (lead << 8) | trail));
  const bytes = Buffer.alloc(3 * pairs.length, 0x0a);
  for (const [index, pair] of pairs.entries()) bytes.writeUInt16BE(pair, 3 * index);
  const text = reader(bytes);
  let at = 0;
  for (const pair of pairs) {
    const end = text.indexOf('\n', at);
    const unit = end === at + 1 ? text.charCodeAt(at) : 0;
    if (unit >= 0x80 && unit !== 0xfffd) visit(unit, pair);
    at = end + 1;
  }
}

function flat(ranges: Bytes): readonly number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
