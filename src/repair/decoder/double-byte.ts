import { iconv } from '../../text/iconv.ts';
import { decoded } from '../../text/decoded.ts';
import { visitOldBig5 } from './old-big5.ts';

/** Double-byte encodings that text is misread as. */
export type DoubleByteName = 'gbk' | 'big5' | 'cp932' | 'cp949' | 'euc-jp';

/** Tables of a double-byte encoding in both directions; 0 if unmapped. User-defined areas map to private use, as in code page 936. */
export interface DoubleByte {
  /** UTF-16 code units, indexed by `lead << 8 | trail`. */
  readonly chars: Uint16Array;
  /** Byte pair or single byte of a character, indexed by UTF-16 code unit; 0 also for ASCII. */
  readonly pairs: Uint16Array;
  /** The other pairs that may be behind a character, by UTF-16 unit. */
  readonly again: ReadonlyMap<number, readonly number[]>;
  /** The pairs behind characters of two units, by code point. */
  readonly astral: ReadonlyMap<number, number>;
  /** 1 for each pair that every reader shows as the same character, private use aside, and for a byte alone with any other behind it. */
  readonly sure: Uint8Array;
}

/** Ranges of lead bytes (rows) or trail bytes (cells), in order. */
export type ByteRanges = readonly (readonly [first: number, last: number])[];

/** Lead bytes of the standard come first: the other rows of Big5 repeat some characters. */
const ROWS: ByteRanges = [
  [0xa1, 0xf9],
  [0x81, 0xa0],
  [0xfa, 0xfe],
];
const CELLS: ByteRanges = [[0x40, 0xfe]];
const tables = new Map<string, DoubleByte>();

type Reader = (bytes: Buffer) => string;

/** Where decoders differ, the first defines `chars`; all contribute to `pairs`. The platform's Big5 lacks the Hong Kong characters, its EUC-KR most syllables. */
const READERS: Readonly<Record<DoubleByteName, readonly [Reader, ...Reader[]]>> = {
  gbk: [platform('gbk')],
  big5: [(bytes) => iconv().decode(bytes, 'big5'), (bytes) => iconv().decode(bytes, 'cp950'), platform('big5')],
  cp932: [platform('shift_jis')],
  cp949: [(bytes) => iconv().decode(bytes, 'cp949'), platform('euc-kr')],
  'euc-jp': [platform('euc-jp')],
};

function platform(label: string): Reader {
  return (bytes) => decoded(bytes, label);
}

const PRIVATE_USE = { first: 0xe000, last: 0xf8ff };

/** What readers other than browsers show of bytes that are no pairs and no characters: as controls, or as private use in code page 932. */
const ALONE: readonly (readonly [unit: number, byte: number])[] = [
  [0x80, 0x80],
  [0xa0, 0xa0],
  [0xf8f0, 0xa0],
  [0xf8f1, 0xfd],
  [0xf8f2, 0xfe],
  [0xf8f3, 0xff],
];

/** A set both ways, as all its readers together have it. */
export function doubleByte(name: DoubleByteName): DoubleByte {
  const known = tables.get(name);
  if (known) return known;
  const chars = new Uint16Array(0x10000);
  const pairs = new Uint16Array(0x10000);
  const again = new Map<number, number[]>();
  const astral = new Map<number, number>();
  const seen = new Uint8Array(0x10000);
  const back = (unit: number, pair: number): void => {
    if (pairs[unit] === 0) pairs[unit] = pair;
    else if (pairs[unit] !== pair && again.get(unit)?.includes(pair) !== true)
      again.set(unit, [...(again.get(unit) ?? []), pair]);
  };
  READERS[name].forEach((reader, nth) => {
    visitWith(reader, ROWS, CELLS, (unit, pair) => {
      if (unit > 0xffff) astral.set(unit, pair);
      else back(unit, pair);
      if (nth === 0) chars[pair] = unit > 0xffff ? 0 : unit;
      if (chars[pair] === unit && (unit < PRIVATE_USE.first || unit > PRIVATE_USE.last))
        seen[pair] = (seen[pair] ?? 0) + 1;
    });
  });
  if (name === 'big5') visitOldBig5(back);
  for (const [unit, byte] of singlesOf(name)) {
    if (pairs[unit] === 0) pairs[unit] = byte;
    seen.fill(READERS[name].length, byte << 8, (byte + 1) << 8);
  }
  for (const [unit, byte] of ALONE) if (pairs[unit] === 0) pairs[unit] = byte;
  const sure = seen.map((count) => Number(count === READERS[name].length));
  const table = { chars, pairs, again, astral, sure };
  tables.set(name, table);
  return table;
}

/** Characters of one byte beyond ASCII: half-width katakana in code page 932, controls. */
export function singlesOf(name: DoubleByteName): readonly (readonly [unit: number, byte: number])[] {
  const found: [number, number][] = [];
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const unit = READERS[name][0](Buffer.from([byte])).charCodeAt(0);
    if (unit >= 0x80 && unit !== 0xfffd) found.push([unit, byte]);
  }
  return found;
}

/** `unit` is a UTF-16 unit, or the code point where the character has two. */
type Visit = (unit: number, pair: number) => void;

/** Shows the pairs of some rows and cells, in order: a part of a set takes a part of the time. */
export function visitPairs(name: DoubleByteName, rows: ByteRanges, cells: ByteRanges, visit: Visit): void {
  visitWith(READERS[name][0], rows, cells, visit);
}

function visitWith(reader: Reader, rows: ByteRanges, cells: ByteRanges, visit: Visit): void {
  const bytes = lines(rows, cells);
  const text = reader(bytes);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const end = text.indexOf('\n', at);
    const unit = end === at + 1 || (end === at + 2 && isHigh(text.charCodeAt(at))) ? (text.codePointAt(at) ?? 0) : 0;
    if (unit >= 0x80 && unit !== 0xfffd) visit(unit, bytes.readUInt16BE(i));
    at = end + 1;
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** All pairs, one per line, so that an invalid pair cannot swallow bytes of the next. Plain loops, since many runs need it once. */
function lines(rows: ByteRanges, cells: ByteRanges): Buffer {
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

function count(ranges: ByteRanges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
