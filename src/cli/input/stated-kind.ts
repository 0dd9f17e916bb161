import { holdsControls, wideEncoding } from '../../index.ts';

/** A format of many documents that a file name states. */
interface Stated {
  readonly extension: RegExp;
  readonly what: string;
  /** Whether text cannot be a file of it; a page that was unpacked on its way keeps the name of the packed one. */
  readonly isBinary: boolean;
  /** What betrays a damaged file of it that reads as text. */
  readonly betrays?: RegExp;
}

const STATED: readonly Stated[] = [
  { extension: /\.(?:gz|tgz)$/i, what: 'gzip', isBinary: true },
  { extension: /\.(?:zst|zstd)$/i, what: 'Zstandard', isBinary: true },
  { extension: /\.(?:xz|txz)$/i, what: 'xz', isBinary: true },
  { extension: /\.(?:bz2|tbz2?)$/i, what: 'bzip2', isBinary: true },
  { extension: /\.(?:zip|epub)$/i, what: 'ZIP', isBinary: true },
  { extension: /\.tar$/i, what: 'tar', isBinary: true },
  { extension: /\.parquet$/i, what: 'Parquet', isBinary: true },
  { extension: /\.warc$/i, what: 'WARC', isBinary: false, betrays: /^WARC-(?:Type|Record-ID):/im },
  { extension: /\.(?:jsonl|ndjson)$/i, what: 'JSONL', isBinary: false },
];

const HEAD_BYTES = 4096;
const COMPRESSION = /\.(?:gz|zstd?|xz|bz2)$/i;

/**
 * Why content that is no archive and no lines of JSON is damaged by the name of its file, which states such a format; null if it is what it
 * may be. `isUnpacked` tells that a compression in the name is undone.
 */
export function damageByName(
  name: string,
  bytes: Buffer,
  { binary, isUnpacked }: { readonly binary: boolean; readonly isUnpacked: boolean },
): string | null {
  const own = isUnpacked ? name.replace(COMPRESSION, '') : name;
  const stated = STATED.find(({ extension }) => extension.test(own));
  if (stated === undefined) return null;
  const { what, isBinary, betrays } = stated;
  const isDamaged =
    binary ||
    (isBinary && wideEncoding(bytes) === null && holdsControls(bytes)) ||
    betrays?.test(bytes.toString('latin1', 0, HEAD_BYTES)) === true;
  return isDamaged ? `is damaged: its name says ${what}, but it does not begin as such a file` : null;
}

/** What a binary file is called whose signature is not known. */
export const UNKNOWN_BINARY = 'binary data';

/** Files of documents without a signature, by their names. */
const UNSIGNED: readonly { readonly extension: RegExp; readonly what: string }[] = [
  { extension: /\.br$/i, what: 'Brotli archive' },
  { extension: /\.(?:(?:7z|zip|tar|rar)\.\d{3}|z\d\d|r\d\d)$/i, what: 'volume of a divided archive' },
  { extension: /\.tfrecords?$/i, what: 'TFRecord file' },
  { extension: /\.(?:pkl|pickle)$/i, what: 'Python pickle' },
  { extension: /\.(?:msgpack|mpk)$/i, what: 'MessagePack file' },
  { extension: /\.(?:caj|kdh|nh)$/i, what: 'CAJ document' },
];

/** What a binary file without a known signature is by its name; null if it may be anything. */
export function unsignedKind(name: string): string | null {
  return UNSIGNED.find(({ extension }) => extension.test(name))?.what ?? null;
}

/** Archives that are read if their headers are whole. */
const READ: ReadonlySet<string> = new Set([
  'ZIP archive',
  'gzip archive',
  'bzip2 archive',
  'xz archive',
  'Zstandard archive',
  'tar archive',
]);

/** Why an archive that begins with its signature is not read; null if its kind is not supported at all. */
export function damageByMagic(what: string): string | null {
  return READ.has(what) ? `is a damaged ${what}: its first header is altered, or of a newer version` : null;
}
