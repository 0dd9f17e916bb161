import iconv from 'iconv-lite';

/** A double-byte character set both ways; 0 where there is nothing. User-defined areas map to private use, as in code page 936. */
export interface DoubleByte {
  /** Indexed by `lead << 8 | trail`. */
  readonly chars: Uint16Array;
  /** What may be behind a character, indexed by UTF-16 unit; 0 also for ASCII. */
  readonly pairs: Uint16Array;
}

const made = new Map<string, DoubleByte>();

/** The pairs of `gbk` or `big5` that have one UTF-16 unit. */
export function doubleByte(name: 'gbk' | 'big5'): DoubleByte {
  const known = made.get(name);
  if (known) return known;
  const table = derive(name);
  made.set(name, table);
  return table;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

type Reader = (bytes: Buffer) => string;
const platform = (label: string): Reader => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};

/** Where readers differ, the first says what a pair is; all say what pair may be behind a character. */
const READERS: Readonly<Record<'gbk' | 'big5', readonly Reader[]>> = {
  gbk: [platform('gbk')],
  big5: [(bytes) => iconv.decode(bytes, 'big5'), (bytes) => iconv.decode(bytes, 'cp950'), platform('big5')],
};

/** First bytes of the standard come first: the others hold some characters a second time. */
const LEADS: readonly number[] = [...range(0xa1, 0xf9), ...range(0x81, 0xa0), ...range(0xfa, 0xfe)];

function derive(name: 'gbk' | 'big5'): DoubleByte {
  const chars = new Uint16Array(0x10000);
  const pairs = new Uint16Array(0x10000);
  READERS[name].forEach((read, nth) => {
    for (const lead of LEADS) {
      readRow(read, lead).forEach((unit, i) => {
        const pair = (lead << 8) | (0x40 + i);
        if (unit < 0x80 || unit === 0xfffd) return;
        if (nth === 0) chars[pair] = unit;
        if (pairs[unit] === 0) pairs[unit] = pair;
      });
    }
  });
  return { chars, pairs };
}

/** The characters (UTF-16 units) of all pairs with one first byte, 0 where there is none or more than a unit. */
function readRow(read: Reader, lead: number): readonly number[] {
  const bytes = Buffer.alloc(3 * 0xbf, 0x0a);
  for (let trail = 0x40; trail <= 0xfe; trail++) bytes.set([lead, trail], 3 * (trail - 0x40));
  const decoded = read(bytes).split('\n');
  return Array.from({ length: 0xbf }, (_, i) => (decoded[i]?.length === 1 ? decoded[i].charCodeAt(0) : 0));
}
