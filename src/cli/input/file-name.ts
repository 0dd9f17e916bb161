import { isUtf8 } from 'node:buffer';
import type { CorpusRecord, Source } from '../../index.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Decodes a name. Bytes that are not UTF-8 are nearly always GBK from an old archive; `path_bytes` has the exact bytes. */
export function nameOf(name: Uint8Array): string {
  return new TextDecoder(isUtf8(name) ? 'utf-8' : 'gb18030', { ignoreBOM: true }).decode(name);
}

/** A name escaped for a terminal; undecodable bytes are shown as hex. */
export function shownName(name: Uint8Array): string {
  const text = nameOf(name);
  if (isUtf8(name) || !text.includes('\uFFFD')) return escapeLine(text);
  return Array.from(name, (byte) =>
    byte < 0x80 ? escapeLine(String.fromCharCode(byte)) : `\\x${byte.toString(16)}`,
  ).join('');
}

/** Name of a record's document in messages. */
export function nameOfRecord({ source }: Pick<CorpusRecord, 'source'>): Buffer {
  return nameOfSource(source);
}

/** Name of a document in messages. A record of an archive may have an empty name. */
export function nameOfSource({ path, member }: Pick<Source, 'path' | 'member'>): Buffer {
  return Buffer.from(member === null || member === '' ? path : `${path} ${member}`);
}
