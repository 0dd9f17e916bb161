import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { byteReader, rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';

/** The head of a message: a first line and fields, their names in lower case. Of fields of one name the last is kept. */
export interface Head {
  readonly start: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Longest head that is accepted. */
const LONGEST = 2 ** 18;

/** Takes a head off the reader, up to and with the empty line. Null, and nothing taken, where there is none. */
export async function takeHead(reader: ByteReader): Promise<Head | null> {
  let bytes = await reader.peek(2 ** 12);
  for (let size = 2 ** 14; endOf(bytes) < 0; size *= 4) {
    const longer = await reader.peek(size);
    if (longer.length === bytes.length || size > LONGEST) return null;
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

/** Where a head ends: after the first empty line. */
function endOf(bytes: Buffer): number {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
  return lf < 0 ? -1 : lf + 2;
}

/** The charset of a Content-Type, or null. */
export function charsetOf(type: string | undefined): string | null {
  const found = /charset\s*=\s*["']?([\w.:-]+)/i.exec(type ?? '');
  return found?.[1]?.toLowerCase() ?? null;
}

/** Why something of this Content-Type holds no article, or null if it may. */
export function notADocument(type: string | undefined): string | null {
  const media = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const readable =
    /^(?:text\/(?!css|javascript|calendar|csv|dns|vcard).*|application\/(?:xhtml\+xml|octet-stream|warc))$/;
  return media === '' || readable.test(media) ? null : `is ${media}`;
}

/** The body of a response as its author wrote it. Crawlers differ in what they undo, so chunks are undone only where there are any. gzip and zstd are known by their content later on. */
export async function bodyOf(head: Head, reader: ByteReader, limit: number): Promise<ByteReader> {
  const chunked = /chunked/i.test(head.fields.get('transfer-encoding') ?? '');
  const body =
    chunked && /^[\da-f]{1,8}[ \t]*(?:;|\r\n)/i.test((await reader.peek(16)).toString('latin1'))
      ? byteReader(unchunked(reader))
      : reader;
  const packing = (head.fields.get('content-encoding') ?? '').toLowerCase();
  if (packing !== 'br' && packing !== 'deflate') return body;
  const packed = await rest(body, limit);
  if (packed === null) throw new Damage(`a response packed with ${packing} larger than ${limit} bytes`);
  return byteReader([unpacked(packed, packing, limit)].values());
}

function unpacked(bytes: Buffer, packing: 'br' | 'deflate', limit: number): Buffer {
  try {
    const most = { maxOutputLength: limit + 1 };
    return packing === 'br' ? brotliDecompressSync(bytes, most) : inflateSync(bytes, most);
  } catch (error) {
    throw new Damage(
      `a response packed with ${packing} is altered, too large or was unpacked before (${String(error)})`,
    );
  }
}

async function* unchunked(reader: ByteReader): AsyncGenerator<Buffer, void> {
  for (;;) {
    const line = (await reader.peek(64)).toString('latin1').split('\r\n')[0] ?? '';
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new Damage('a response whose chunks are altered or cut short');
    await reader.exactly(line.length + 2, 'a chunk of a response');
    if (parseInt(size, 16) === 0) return;
    yield await reader.exactly(parseInt(size, 16), 'a chunk of a response');
    await reader.exactly(2, 'a chunk of a response');
  }
}
