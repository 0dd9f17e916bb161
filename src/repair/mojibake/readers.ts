import { doubleByte, visitPairs } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { codePage } from './code-pages.ts';
import type { CodePageName } from './code-pages.ts';

/** Something that once showed bytes as text, and the way back. */
export interface Reader {
  readonly name: CodePageName | DoubleByteName | 'mended';
  /** The bytes behind a character beyond ASCII, or null where this reader never shows it. */
  readonly bytesOf: (unit: number) => readonly number[] | null;
}

function singleByte(name: CodePageName): Reader {
  const { byteOf } = codePage(name);
  return {
    name,
    bytesOf: (unit) => {
      const byte = byteOf[unit] ?? 0;
      return byte === 0 ? null : [byte];
    },
  };
}

/** `again` are rows that hold characters a second time: what stood there cannot be told, so that it takes a reader of its own. */
function twoBytes(name: DoubleByteName, ...again: readonly (readonly [first: number, last: number])[]): Reader {
  const pairs = Uint16Array.from(doubleByte(name).pairs);
  visitPairs(name, again, [[0x40, 0xfe]], (unit, pair) => (pairs[unit] = pair));
  return {
    name,
    bytesOf: (unit) => {
      const code = pairs[unit] ?? 0;
      if (code === 0) return null;
      return code < 0x100 ? [code] : [code >> 8, code & 0xff];
    },
  };
}

/** windows-1252, run through a program that decodes whatever looks like UTF-8 in it. */
function mended(): Reader {
  const { byteOf } = codePage('windows-1252');
  return {
    name: 'mended',
    bytesOf: (unit) => {
      const byte = byteOf[unit] ?? 0;
      return byte === 0 ? [...Buffer.from(String.fromCharCode(unit), 'utf8')] : [byte];
    },
  };
}

const SINGLE: readonly CodePageName[] = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macroman',
  'cp437',
  'cp850',
  'koi8-r',
];

let single: readonly Reader[] | undefined;
let double: readonly Reader[] | undefined;

/** Readers whose bytes are single characters. */
export function singleByteReaders(): readonly Reader[] {
  return (single ??= [...SINGLE.map(singleByte), mended()]);
}

/** Readers of Japanese and Korean. */
export function eastAsianReaders(): readonly Reader[] {
  return (double ??= [twoBytes('cp932'), twoBytes('cp932', [0xfa, 0xfc]), twoBytes('cp949')]);
}
