import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Inflate, ZlibOptions } from 'node:zlib';
import { byteReader, rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage, TooLarge } from './damage.ts';
import { gunzip } from './gzip.ts';
import { failing } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';

/** The head of a message: a first line and fields by lower-case name. Of repeated fields the last is kept. */
export interface Head {
  readonly start: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Longest head accepted, in bytes. */
const MAX_HEAD_BYTES = 2 ** 18;

/** Consumes a head, including its empty line. Null, with nothing consumed, if there is none. */
export async function takeHead(reader: ByteReader): Promise<Head | null> {
  let bytes = await reader.peek(2 ** 12);
  for (let size = 2 ** 14; endOf(bytes) < 0; size *= 4) {
    const longer = await reader.peek(size);
    if (longer.length === bytes.length || size > MAX_HEAD_BYTES) return null;
    bytes = longer;
  }
  const end = endOf(bytes);
  const [start = '', ...lines] = (await reader.exactly(end, 'a head')).toString('latin1').split('\n');
  const fields = lines.map((line) => /^([^:\s]+):(.*)$/.exec(line.trimEnd()));
  const pairs = fields.flatMap((field): [string, string][] =>
    field === null ? [] : [[(field[1] ?? '').toLowerCase(), (field[2] ?? '').trim()]],
  );
  return { start: start.trimEnd(), fields: new Map(pairs) };
}

/** End of a head, after the first empty line; -1 if there is none. */
function endOf(bytes: Buffer): number {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
  return lf < 0 ? -1 : lf + 2;
}

/** The charset of a Content-Type in lower case, or null. */
export function charsetOf(type: string | undefined): string | null {
  const found = /charset\s*=\s*["']?([\w.:-]+)/i.exec(type ?? '');
  return found?.[1]?.toLowerCase() ?? null;
}

export function statesText(type: string | undefined): boolean {
  return /^\s*(?:text\/|application\/xhtml\b)/i.test(type ?? '');
}

/** Why a resource of this Content-Type is no document; null if it may be one. */
export function notADocument(type: string | undefined): string | null {
  const media = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const readable =
    /^(?:text\/(?!css|(?:x-)?(?:java|ecma)script|calendar|csv|dns|vcard).*|application\/(?:(?:[\w.-]+\+)?(?:xml|json)|octet-stream|warc))$/;
  // Without a slash it is no media type (`html`, `charset=gbk`), and says nothing.
  return !media.includes('/') || readable.test(media) ? null : `is ${media}`;
}

/** The document in an HTTP response. */
export async function documentOf(
  response: ByteReader,
  options: UnpackOptions,
): Promise<Pick<Member, 'bytes' | 'charset' | 'isText' | 'skip'>> {
  // A page that was answered or stored without a head (HTTP/0.9).
  if (/^\s*</.test((await response.peek(64)).toString('latin1')))
    return { bytes: response, charset: null, isText: false, skip: null };
  const head = await finalHead(response);
  if (head === null) return { bytes: response, charset: null, isText: false, skip: 'is a response without a header' };
  const type = head.fields.get('content-type');
  const bytes = await bodyOf(head, response, options).catch((error: unknown) => failing(error));
  return { bytes, charset: charsetOf(type), isText: statesText(type), skip: refusal(head) ?? notADocument(type) };
}

/** The head of a response, behind those that only announce it (`100 Continue`, `103 Early Hints`). */
async function finalHead(response: ByteReader): Promise<Head | null> {
  let head = await takeHead(response);
  while (head !== null && /^HTTP\/[\d.]+ 1\d\d\b/i.test(head.start)) {
    if ((await response.peek(5)).toString('latin1') !== 'HTTP/') return head;
    head = await takeHead(response);
  }
  return head;
}

function refusal(head: Head): string | null {
  const status = /^HTTP\/[\d.]+ (\d{3})/i.exec(head.start)?.[1] ?? '';
  return status === '' || status.startsWith('2') ? null : `is a response with HTTP status ${status}`;
}

/** The decoded body of a response. Crawlers differ in what they decode, so chunks are removed only if present. gzip and zstd are detected by content later. */
async function bodyOf(head: Head, reader: ByteReader, options: UnpackOptions): Promise<ByteReader> {
  const chunked = /chunked/i.test(head.fields.get('transfer-encoding') ?? '');
  let body =
    chunked && sizeOfChunk(await reader.peek(MAX_CHUNK_LINE_BYTES)) !== null ? byteReader(unchunked(reader)) : reader;
  const codings = (head.fields.get('content-encoding') ?? '').toLowerCase().split(',');
  for (const coding of codings.map((name) => name.trim()).reverse()) {
    if (coding === 'br' || coding === 'deflate') body = await unpacked(body, coding, options);
    else if (codings.length > 1 && /^(?:x-)?gzip$/.test(coding) && (await body.peek(2)).equals(GZIP))
      body = byteReader(gunzip(body, options.budget));
  }
  return body;
}

const GZIP = Buffer.from([0x1f, 0x8b]);

/** Neither coding has a magic number, and servers differ in what they call deflate: the method that unpacks to the end is taken. */
async function unpacked(body: ByteReader, coding: 'br' | 'deflate', options: UnpackOptions): Promise<ByteReader> {
  const packed = await rest(body, options.maxBytes);
  if (packed === null) throw new TooLarge(`a response compressed with ${coding}`);
  const ways = coding === 'br' ? [brotliDecompressSync] : [inflateSync, inflateRawSync];
  for (const way of ways) {
    const found = unpackedBy(way, packed, options.maxBytes);
    if (found === null) continue;
    options.budget.unpacked(found.length);
    return byteReader([found].values());
  }
  if (!isPlain(packed)) throw new Damage(`a response compressed with ${coding} that is altered or cut short`);
  return byteReader([packed].values());
}

/** Unpacks all the bytes; null if they are invalid or some are left. Throws TooLarge. */
function unpackedBy(
  way: (bytes: Buffer, options: ZlibOptions) => unknown,
  packed: Buffer,
  limit: number,
): Buffer | null {
  try {
    const made = way(packed, { maxOutputLength: limit, info: true }) as { buffer: Buffer; engine: Inflate };
    return made.engine.bytesWritten === packed.length ? made.buffer : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new TooLarge('a response');
    return null;
  }
}

/** True if the crawler has unpacked the body but kept the name of the coding. */
function isPlain(bytes: Buffer): boolean {
  return !bytes.includes(0) && (isUtf8(bytes) || /^\s*<[!?a-z]/i.test(bytes.toString('latin1', 0, 2 ** 8)));
}

/** Longest size line of a chunk, in bytes. */
const MAX_CHUNK_LINE_BYTES = 2 ** 12;

/** Length of a chunk's size line and the size it states; null if there is none. */
function sizeOfChunk(head: Buffer): { readonly line: number; readonly size: number } | null {
  const end = head.indexOf('\r\n');
  const size = /^([\da-f]{1,13})[ \t]*(?:;.*)?$/i.exec(head.toString('latin1', 0, Math.max(0, end)))?.[1];
  return size === undefined ? null : { line: end + 2, size: parseInt(size, 16) };
}

async function* unchunked(reader: ByteReader): AsyncGenerator<Buffer, void> {
  for (;;) {
    const chunk = sizeOfChunk(await reader.peek(MAX_CHUNK_LINE_BYTES));
    if (chunk === null) throw new Damage('a response whose chunks are altered or cut short');
    await reader.exactly(chunk.line, 'a chunk of a response');
    if (chunk.size === 0) return;
    for (let left = chunk.size; left > 0;) {
      const bytes = await reader.some(left);
      if (bytes === null) throw new Damage(`ends inside a chunk of a response, ${left} bytes short`);
      left -= bytes.length;
      yield bytes;
    }
    if ((await reader.exactly(2, 'a chunk of a response')).toString('latin1') !== '\r\n')
      throw new Damage('a response whose chunks are altered or cut short');
  }
}
