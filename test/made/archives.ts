import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** A tar archive (ustar). */
export function tar(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts = Object.entries(files).map(([name, content]) => tarEntry(name, '0', content));
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** One entry of a tar archive, of any type. */
export function tarEntry(name: string, type: string, content: string | Uint8Array, link = ''): Buffer {
  const bytes = Buffer.from(content as string);
  const header = Buffer.alloc(512);
  header.write(name, 0, 'latin1');
  header.write('0000644\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`00000000000\0        ${type}`, 136);
  header.write(link, 157);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** A ZIP archive, deflated. Names are written byte for byte from Latin-1. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zipOf(Object.entries(files).map(([name, content]) => ({ name, content })));
}

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly method?: number;
  /** The compressed `content`, if the method is neither stored nor deflate. */
  readonly data?: Uint8Array;
  readonly flags?: number;
  /** True: sizes and checksum follow the data, as when a program writes to a pipe. */
  readonly behind?: boolean;
}

/** A ZIP archive whose end record may state a wrong count, or whose entries may share the data of the first. */
export function zipOf(
  entries: readonly ZipEntry[],
  how: { readonly count?: number; readonly overlapping?: boolean } = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { shared, local } = zipEntry(entry);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(how.overlapping === true ? 0 : offset, 10);
    const raw = Buffer.from(entry.name, 'latin1');
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, raw]));
    if (how.overlapping === true && offset > 0) continue;
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE((how.count ?? entries.length) % 2 ** 16, 8);
  end.writeUInt16LE((how.count ?? entries.length) % 2 ** 16, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function zipEntry({ name, content, method = 8, data, flags = 0, behind = false }: ZipEntry): {
  readonly shared: Buffer;
  readonly local: Buffer;
} {
  const bytes = Buffer.from(content as string);
  const packed = data ?? (method === 8 ? deflateRawSync(bytes) : bytes);
  const raw = Buffer.from(name, 'latin1');
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(bytes), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(bytes.length, 8);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags | (behind ? 8 : 0), 2);
  shared.writeUInt16LE(method, 4);
  sizes.copy(shared, 10);
  shared.writeUInt16LE(raw.length, 22);
  const start = Buffer.from(shared);
  if (behind) start.fill(0, 10, 22);
  const descriptor = behind ? [Buffer.from('PK\x07\x08', 'latin1'), sizes] : [];
  const head = Buffer.from('PK\x03\x04', 'latin1');
  return { shared, local: Buffer.concat([head, start, raw, packed, ...descriptor]) };
}

/** One record of a WARC file. */
export function warcRecord(
  type: string,
  url: string,
  contentType: string,
  block: string | Uint8Array,
  ...more: readonly string[]
): Buffer {
  const bytes = Buffer.from(block as string);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const head = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    `WARC-Record-ID: <urn:test:${type}:${url.length}>`,
    `WARC-Target-URI: ${url}`,
    `WARC-Block-Digest: sha256:${digest}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length}`,
    ...more,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n\r\n')]);
}

/** An HTTP response as a crawler stores it. */
export function response(status: string, headers: readonly string[], body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n')), body]);
}
