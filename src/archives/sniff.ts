const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Highest format version that a ZIP header may require, in tenths. */
const ZIP_VERSION = 63;
const BLOCK = 512;

/** Tests whether a head has an archive format; names are never used. A head is the first 512 bytes at least, or the whole file. */
export type Test = (head: Buffer) => boolean;

/** Tests for any of these magic numbers, written in Latin-1. */
export function begins(...magics: readonly string[]): Test {
  const bytes = magics.map((magic) => Buffer.from(magic, 'latin1'));
  return (head) => bytes.some((magic) => head.subarray(0, magic.length).equals(magic));
}

export function isZip(head: Buffer): boolean {
  const magic = head.subarray(0, 4);
  return magic.equals(EMPTY_ZIP) || (magic.equals(ZIP) && head.length >= 30 && head.readUInt16LE(4) <= ZIP_VERSION);
}

/** Also accepts one skippable frame before the first zstd frame. */
export function isZstd(head: Buffer): boolean {
  if (head.subarray(0, 4).equals(ZSTD)) return true;
  if (head.length < 12 || head.readUInt32LE(0) >>> 4 !== 0x184d2a5) return false;
  const next = 8 + head.readUInt32LE(4);
  return head.subarray(next, next + 4).equals(ZSTD);
}

export function isWarc(head: Buffer): boolean {
  return /^WARC\/\d\.\d{1,2}\r?\n/.test(head.toString('latin1', 0, 12));
}

export function isTar(head: Buffer): boolean {
  return head.length >= BLOCK && head.toString('latin1', 257, 262) === 'ustar' && isHeader(head.subarray(0, BLOCK));
}

/** Whether a block of 512 bytes has the checksum of a tar header; some old programs summed signed bytes. */
export function isHeader(block: Buffer): boolean {
  const stated = parseInt(block.toString('latin1', 148, 156).replaceAll('\0', ' ').trim(), 8);
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (const [index, byte] of block.entries()) {
    if (index >= 148 && index < 156) continue;
    unsigned += byte;
    signed += (byte << 24) >> 24;
  }
  return stated === unsigned || stated === signed;
}

/** Whether bytes begin like a page that a browser saved as MHTML. */
export function looksLikeMhtml(head: Buffer): boolean {
  const text = asciiOf(head);
  if (!/^(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type|X-\w[\w-]*):/i.test(text))
    return false;
  return /^Content-Type:\s*multipart\/related\b/im.test(text.split(/\r?\n\r?\n/)[0] ?? '');
}

/** Whether bytes begin like a message: with two fields or more, and an empty line. */
export function beginsWithFields(head: Buffer): boolean {
  return /^(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n/.test(asciiOf(head));
}

/** The beginning of bytes, of which only ASCII is reliable, without a byte order mark. */
function asciiOf(head: Buffer): string {
  return head
    .toString('latin1', 0, 4096)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
}

/** The magic number of Parquet, followed by binary numbers, which no text has there. */
export function isParquet(head: Buffer): boolean {
  return /^PAR[1E][\s\S]{0,8}?[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(head.toString('latin1', 0, 16));
}
