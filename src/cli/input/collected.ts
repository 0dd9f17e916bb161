import { isUtf8 } from 'node:buffer';
import { decode, looksBinary, textColumn, wideEncoding } from '../../index.ts';
import type { Source } from '../../index.ts';
import { collectionOf, rest } from '../../archives/index.ts';
import type { Budget, Collecting, Collection, FileAccess, Known, Member } from '../../archives/index.ts';
import type { ReadOptions } from '../options/types.ts';
import type { Problem } from './find-files.ts';
import { tooLarge } from './problems.ts';

/** Compression extensions, which follow the extension of the compressed file. */
const COMPRESSION_EXTENSIONS = /\.(?:gz|zst|xz|bz2)$/i;

/** Extension in lower case, without a compression extension. */
export function extensionOf(name: string): string {
  return /\.([a-z\d]{1,12})$/i.exec(name.replace(COMPRESSION_EXTENSIONS, ''))?.[1]?.toLowerCase() ?? '';
}

/** The collection format of a file; null for anything else. The name is ignored where the head is markup or binary. */
export function collectionAt(head: Buffer, extension: string, { format }: ReadOptions): Collection | null {
  const asked = format === undefined || format === 'auto' ? null : format;
  const found = collectionOf(head, extension, asked);
  if (found === null || asked !== null || found.recognizes !== undefined) return found;
  return looksBinary(head) === null && !/^\s*</.test(head.toString('latin1', 0, 64)) ? found : null;
}

interface Place {
  readonly head: Buffer;
  readonly extension: string;
  readonly access: FileAccess | null;
  readonly budget: Budget;
}

const WIDE = ['utf-16le', 'utf-16be'] as const;

/** How to read a collection, by the options and its head. */
export function collecting({ head, extension, access, budget }: Place, options: ReadOptions): Collecting {
  const hints = { charset: null, encoding: options.encoding ?? null, candidates: options.encodings ?? null };
  const askedWide = WIDE.find((name) => name === options.encoding?.toLowerCase()) ?? null;
  const found = wideEncoding(head) === null && askedWide === null ? decode(head, hints).encoding.name : 'utf-8';
  const wide = askedWide ?? (head.includes(0) ? (WIDE.find((name) => name === found) ?? null) : null);
  // What is in UTF-16 is transcoded to UTF-8 first.
  const name = wide === null ? found : 'utf-8';
  const charset = head.some((byte) => byte > 0x7f) || options.encoding !== undefined ? name : null;
  const known = { charset: null, encoding: charset ?? 'utf-8', candidates: null };
  return {
    maxBytes: options.maxBytes,
    budget,
    file: access,
    charset,
    wide,
    askedWide,
    decode: (bytes) => decode(bytes, isOther(bytes, known.encoding) ? hints : known).text,
    extension,
    textColumn: (names) => textColumn(names, options.textField ?? null),
  };
}

/** Bytes beyond ASCII that are UTF-8 by chance in no text of another encoding: three Han. */
const SURE_BYTES = 9;

/** Whether a part of a file is in another encoding than its beginning: it is not valid in that, or it is UTF-8. */
function isOther(bytes: Uint8Array, encoding: string): boolean {
  if (encoding === 'utf-8') return !isUtf8(bytes);
  return isUtf8(bytes) && bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0) >= SURE_BYTES;
}

/** A member that is one document as a source. */
export async function documentOf(
  member: Member,
  { format, fields, hasText }: Known,
  base: Omit<Source, 'bytes' | 'format'>,
  { name, limit }: { readonly name: Buffer; readonly limit: number },
): Promise<Source | Problem> {
  const bytes = await rest(member.bytes, limit);
  if (bytes === null) return tooLarge(name, limit);
  const binary = looksBinary(bytes);
  if (binary !== null) return { kind: 'skipped', name, reason: 'not-text', why: `not text (${binary})` };
  return { ...base, format, bytes, ...(fields === null ? {} : { fields }), ...(hasText ? {} : { hasText }) };
}
