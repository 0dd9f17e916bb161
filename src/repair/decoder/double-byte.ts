import { iconv } from '../../text/iconv.ts';

/** Double-byte sets that text is misread in. */
export type DoubleByteName = 'gbk' | 'big5' | 'cp932' | 'cp949';

/** A double-byte character set both ways; 0 where there is nothing. User-defined areas map to private use, as in code page 936. */
export interface DoubleByte {
  /** Indexed by `lead << 8 | trail`. */
  readonly chars: Uint16Array;
  /** What may be behind a character, a pair or a byte alone, indexed by UTF-16 unit; 0 also for ASCII. */
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
const READERS: Readonly<Record<DoubleByteName, readonly [Reader, ...Reader[]]>> = {
  gbk: [platform('gbk')],
  big5: [(bytes) => iconv().decode(bytes, 'big5'), (bytes) => iconv().decode(bytes, 'cp950'), platform('big5')],
  cp932: [platform('shift_jis')],
  cp949: [platform('euc-kr')],
};

function platform(label: string): Reader {
  return (bytes) => new TextDecoder(label).decode(bytes);
}

/** The pairs of a set that have one UTF-16 unit. */
export function doubleByte(name: DoubleByteName): DoubleByte {
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
  for (const [unit, byte] of singlesOf(name)) if (pairs[unit] === 0) pairs[unit] = byte;
  const table = { chars, pairs };
  made.set(name, table);
  return table;
}

/** Characters of one byte beyond ASCII: half-width katakana in code page 932. */
export function singlesOf(name: DoubleByteName): readonly (readonly [unit: number, byte: number])[] {
  const found: [number, number][] = [];
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const unit = READERS[name][0](Buffer.from([byte])).charCodeAt(0);
    if (unit >= 0xa0 && unit !== 0xfffd) found.push([unit, byte]);
  }
  return found;
}

type Visit = (unit: number, pair: number) => void;

/** Shows the pairs of some rows and cells that have one UTF-16 unit, in order: a part of a set takes a part of the time. */
export function visitPairs(name: DoubleByteName, rows: Bytes, cells: Bytes, visit: Visit): void {
  visitWith(READERS[name][0], rows, cells, visit);
}

function visitWith(reader: Reader, rows: Bytes, cells: Bytes, visit: Visit): void {
  const bytes = lines(rows, cells);
  const text = reader(bytes);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const end = text.indexOf('\n', at);
    const unit = end === at + 1 ? text.charCodeAt(at) : 0;
    if (unit >= 0x80 && unit !== 0xfffd) visit(unit, bytes.readUInt16BE(i));
    at = end + 1;
  }
}

/** All pairs, a line each: what is no pair takes none of the next with it. Plain loops, since many runs need it once. */
function lines(rows: Bytes, cells: Bytes): Buffer {
  const bytes = Buffer.alloc(3 * count(rows) * count(cells), 0x0a);
  let at = 0;
  for (const [top, bottom] of rows) {
    for (let lead = top; lead <= bottom; lead++) {
      for (const [first, last] of cells) {
        for (let trail = first; trail <= last; trail++, at += 3) {
          bytes[at] = lead;
          bytes[at + 1] = trail;
        }
      }
    }
  }
  return bytes;
}

function count(ranges: Bytes): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
