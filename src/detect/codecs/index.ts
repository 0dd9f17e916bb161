import { isAscii, isUtf8, transcode } from 'node:buffer';
import { decodeBig5 } from './big5.ts';
import { withoutSurrogates } from './cesu-8.ts';
import { decodeEucTw } from './euc-tw.ts';
import { decodeHz } from './hz.ts';
import { decodeIso2022 } from './iso-2022.ts';
import { iconv } from '../../text/iconv.ts';

const BY_TEXT_DECODER: ReadonlySet<string> = new Set([
  ...['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'euc-jp', 'shift_jis', 'iso-2022-jp'],
]);
/** Names of encodings in iconv-lite, where they differ. EUC-KR is decoded as its superset, code page 949. */
const ICONV_NAME: Readonly<Record<string, string>> = {
  'euc-kr': 'cp949',
  'x-mac-cyrillic': 'maccyrillic',
};

/**
 * Decodes bytes without a byte order mark; `name` comes from `knownEncoding`. Invalid sequences become U+FFFD. Single-byte encodings
 * use iconv-lite, since TextDecoder of Node 20 decodes 0x80 to 0x9f of windows-1252 as controls.
 */
export function decodeAs(name: string, bytes: Uint8Array): string {
  if (name === 'utf-8') return decodeUtf8(bytes);
  if (name === 'big5') return decodeBig5(bytes);
  if (name === 'hz-gb-2312') return decodeHz(bytes);
  if (name === 'iso-2022-cn' || name === 'iso-2022-kr') return decodeIso2022(bytes);
  if (name === 'euc-tw') return decodeEucTw(bytes);
  if (BY_TEXT_DECODER.has(name)) return new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
  const codec = ICONV_NAME[name] ?? name;
  if (iconv().encodingExists(codec)) return iconv().decode(asBuffer(bytes), codec, { stripBOM: false });
  return new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
}

/** A Buffer over the same memory. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Fewest bytes for which transcoding to UTF-16 is faster. */
const MIN_TRANSCODE_BYTES = 64;

/** Transcodes to UTF-16, which is up to ten times as fast as any decoder of Node 20. */
function decodeUtf8(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  if (isAscii(buffer)) return buffer.toString('latin1');
  if (buffer.length >= MIN_TRANSCODE_BYTES && isUtf8(buffer))
    return transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(withoutSurrogates(buffer));
}

/** Number of U+FFFD in `text` that decoding produced, without those encoded in the bytes. */
export function countReplaced(name: string, bytes: Uint8Array, text: string): number {
  const inText = countIn(text, '\ufffd');
  if (inText === 0) return 0;
  const encoded = ENCODED_REPLACEMENT[name];
  return encoded === undefined ? inText : Math.max(0, inText - countIn(asBuffer(bytes), Buffer.from(encoded)));
}

/** U+FFFD as encoded. */
const ENCODED_REPLACEMENT: Readonly<Record<string, readonly number[]>> = {
  'utf-8': [0xef, 0xbf, 0xbd],
  gb18030: [0x84, 0x31, 0xa4, 0x37],
  'utf-16le': [0xfd, 0xff],
  'utf-16be': [0xff, 0xfd],
};

function countIn<T extends string | Buffer>(haystack: T, needle: T): number {
  let count = 0;
  for (let at = indexIn(haystack, needle, 0); at >= 0; at = indexIn(haystack, needle, at + needle.length)) count++;
  return count;
}

function indexIn(haystack: string | Buffer, needle: string | Buffer, from: number): number {
  return typeof haystack === 'string' ? haystack.indexOf(String(needle), from) : haystack.indexOf(needle, from);
}
