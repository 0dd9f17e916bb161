import { isUtf8 } from 'node:buffer';
import type { Source } from '../../index.ts';

/** A name as text. Bytes that are not UTF-8 are nearly always GBK from an old archive; the exact ones are in `path_bytes`. */
export function nameOf(name: Uint8Array): string {
  return new TextDecoder(isUtf8(name) ? 'utf-8' : 'gb18030', { ignoreBOM: true }).decode(name);
}

/** A name on one line of a terminal. */
export function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

/** What a document is called where it is told of. */
export function nameOfSource({ path, member }: Pick<Source, 'path' | 'member'>): Buffer {
  return Buffer.from(member === null ? path : `${path} ${member}`);
}
