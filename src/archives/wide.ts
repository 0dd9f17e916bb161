import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';

/** UTF-16, in which ASCII characters are no single bytes. */
export type Wide = 'utf-16le' | 'utf-16be';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The input without a byte order mark; UTF-16, by its mark or as `told`, in UTF-8. */
export async function narrowed(
  reader: ByteReader,
  told: Wide | null,
): Promise<{ readonly reader: ByteReader; readonly wide: Wide | null }> {
  const mark = await reader.peek(3);
  if (mark.equals(BOM)) await reader.exactly(3, 'a byte order mark');
  const wide =
    mark[0] === 0xff && mark[1] === 0xfe ? 'utf-16le' : mark[0] === 0xfe && mark[1] === 0xff ? 'utf-16be' : told;
  return { reader: wide === null ? reader : byteReader(asUtf8(reader, wide)), wide };
}

async function* asUtf8(reader: ByteReader, encoding: Wide): AsyncGenerator<Buffer, void> {
  const decoder = new TextDecoder(encoding);
  for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some())
    yield Buffer.from(decoder.decode(bytes, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Encodes UTF-8 in the encoding that the user named, in which the document is decoded later. */
export function encoded(bytes: Buffer, asked: Wide | null): Buffer {
  if (asked === null) return bytes;
  const units = Buffer.from(bytes.toString(), 'utf16le');
  return asked === 'utf-16le' ? units : units.swap16();
}
