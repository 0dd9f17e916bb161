import { byteOrderMark } from './bom.ts';
import { readings } from './model/surprise.ts';
import { utf32Order } from './utf-32.ts';

/** First bytes of files that are no text, from the formats' own specifications. */
const MAGIC: readonly (readonly [kind: string, offset: number, bytes: string])[] = [
  ['PNG image', 0, '\x89PNG\r\n\x1a\n'],
  ['JPEG image', 0, '\xff\xd8\xff'],
  ['GIF image', 0, 'GIF87a'],
  ['GIF image', 0, 'GIF89a'],
  ['WebP image', 8, 'WEBP'],
  ['TIFF image', 0, 'II*\0'],
  ['TIFF image', 0, 'MM\0*'],
  ['icon', 0, '\0\0\x01\0'],
  ['ZIP archive', 0, 'PK\x03\x04'],
  ['ZIP archive', 0, 'PK\x05\x06'],
  ['gzip archive', 0, '\x1f\x8b\x08'],
  ['bzip2 archive', 0, 'BZh'],
  ['xz archive', 0, '\xfd7zXZ\0'],
  ['Zstandard archive', 0, '\x28\xb5\x2f\xfd'],
  ['7-Zip archive', 0, "7z\xbc\xaf'\x1c"],
  ['RAR archive', 0, 'Rar!\x1a\x07'],
  ['tar archive', 257, 'ustar'],
  ['PDF', 0, '%PDF-'],
  ['Microsoft Office document', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['ELF program', 0, '\x7fELF'],
  ['Windows program', 0, 'MZ\x90\0'],
  ['Mach-O program', 0, '\xcf\xfa\xed\xfe'],
  ['Java class', 0, '\xca\xfe\xba\xbe'],
  ['WebAssembly module', 0, '\0asm'],
  ['SQLite database', 0, 'SQLite format 3\0'],
  ['MP3 audio', 0, 'ID3\x03\0'],
  ['MP3 audio', 0, 'ID3\x04\0'],
  ['Ogg media', 0, 'OggS\0'],
  ['WAVE audio', 8, 'WAVEfmt '],
  ['FLAC audio', 0, 'fLaC\0'],
  ['MP4 video', 4, 'ftyp'],
  ['WebM video', 0, '\x1a\x45\xdf\xa3'],
  ['WOFF font', 0, 'wOFF'],
  ['WOFF font', 0, 'wOF2'],
  ['TrueType font', 0, '\0\x01\0\0\0'],
];
/** Bytes looked at. */
const HEAD = 65536;
/** Share of control bytes, beyond what text has, from which on a file is data; compressed data has a tenth. */
const CONTROLS = 0.05;
/** As many are no sign of data in a file of any size: a short text with a NUL or two is text. */
const FEW_CONTROLS = 2;
/** Mean surprise in bits of a code unit up to which NULs and controls are explained by UTF-16; arbitrary bytes cost 19. */
const UTF16_ENOUGH = 17;

/** What the bytes are if they are no text (`PNG image`, `ZIP archive`, `binary data` …), or null. UTF-16 and text with a few NULs are text. */
export function looksBinary(bytes: Uint8Array): string | null {
  const magic = MAGIC.find(([, offset, magic]) => startsWith(bytes, offset, magic));
  if (magic !== undefined) return magic[0];
  const head = bytes.subarray(0, HEAD);
  let controls = 0;
  for (const byte of head) controls += CONTROL[byte] ?? 0;
  if (controls <= Math.max(FEW_CONTROLS, head.length * CONTROLS) || byteOrderMark(head) !== null) return null;
  return isWideText(head) ? null : 'binary data';
}

function startsWith(bytes: Uint8Array, offset: number, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** 1 for the controls that no text encoding uses: ISO-2022 shifts with SO, SI and ESC. */
const CONTROL = new Uint8Array(0x100).fill(1, 0, 9).fill(1, 0x10, 0x1b).fill(1, 0x1c, 0x20).fill(1, 0x7f, 0x80);

function isWideText(head: Uint8Array): boolean {
  if (utf32Order(head) !== null) return true;
  const [best] = readings(head.subarray(0, 4096), null);
  if (best?.name.startsWith('utf-16') !== true) return false;
  return best.bits / (Math.min(head.length, 4096) / 2) <= UTF16_ENOUGH;
}
