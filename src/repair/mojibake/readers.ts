import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { CODE_PAGES, codePage } from './code-pages.ts';
import type { CodePageName } from './code-pages.ts';

/** A decoder that may have misread bytes, with the way back. */
export interface Reader {
  readonly name: CodePageName | DoubleByteName | 'mended';
  /** The bytes of a non-ASCII character; null if this decoder never produces it. */
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

function twoBytes(name: DoubleByteName): Reader {
  const { pairs } = doubleByte(name);
  return {
    name,
    bytesOf: (unit) => {
      const code = pairs[unit] ?? 0;
      if (code === 0) return null;
      return code < 0x100 ? [code] : [code >> 8, code & 0xff];
    },
  };
}

/** windows-1252, passed through a program that decodes everything in it that looks like UTF-8. */
function mended(): Reader {
  const { byteOf } = codePage('windows-1252');
  return {
    name: 'mended',
    bytesOf: (unit) => {
      const byte = byteOf[unit] ?? 0;
      // A mark for a lost byte was made after it, not by it.
      if (unit === 0xfffd) return null;
      return byte === 0 ? [...Buffer.from(String.fromCharCode(unit), 'utf8')] : [byte];
    },
  };
}

let single: readonly Reader[] | undefined;
let double: readonly Reader[] | undefined;

/** Readers of single-byte encodings. */
export function singleByteReaders(): readonly Reader[] {
  return (single ??= [...CODE_PAGES.map(singleByte), mended()]);
}

/** Readers of Japanese and Korean encodings. */
export function eastAsianReaders(): readonly Reader[] {
  return (double ??= [twoBytes('cp932'), twoBytes('cp949')]);
}
