import { isUtf8 } from 'node:buffer';
import type { Source } from '../../index.ts';
import { escapeLine } from '../terminal/escape.ts';

/** A name as text. Bytes that are not UTF-8 are nearly always GBK from an old archive; the exact ones are in `path_bytes`. */
export function nameOf(name: Uint8Array): string {
  return new TextDecoder(isUtf8(name) ? 'utf-8' : 'gb18030', { ignoreBOM: true }).decode(name);
}

/** A name on one line of a terminal; bytes that no encoding of names explains are told as numbers. */
export function shownName(name: Uint8Array): string {
  const text = nameOf(name);
  if (isUtf8(name) || !text.includes('\uFFFD')) return escapeLine(text);
  return Array.from(name, (byte) =>
    byte < 0x80 ? escapeLine(String.fromCharCode(byte)) : `\\x${byte.toString(16)}`,
  ).join('');
}

/** What a document is called where it is told of. */
export function nameOfSource({ path, member }: Pick<Source, 'path' | 'member'>): Buffer {
  return Buffer.from(member === null ? path : `${path} ${member}`);
}
