import { isUtf8 } from 'node:buffer';
import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';

/** A member of an archive. Its bytes must be read before the next member is requested; unread ones are skipped. */
export interface Member {
  /** Its name in the archive; null if the archive has a single unnamed member. */
  readonly name: string | null;
  readonly bytes: ByteReader;
  /** Size of the content in bytes, if the archive states it. */
  readonly size: number | null;
  /** As stated by HTTP or MIME headers, or by the encoding of a table. */
  readonly charset: string | null;
  readonly url: string | null;
  /** True if a header states that it is text: if it is too large, it is not skipped for what its beginning looks like. */
  readonly isText?: boolean;
  /** When it was fetched: ISO 8601 in UTC. */
  readonly fetched?: string | null;
  /** Reason to skip it, if the archive states one: an image, an error page. */
  readonly skip: string | null;
  /** True if the skipped member may hold documents, so that skipping it loses data; `skip` then names its format. */
  readonly unread?: boolean;
  /** Set if it is one document, whatever its bytes look like: a row of a table, a chapter of a book. */
  readonly document?: Known;
}

/** What a collection knows about a document. */
export interface Known {
  readonly format: 'csv' | 'parquet' | 'html' | 'text';
  /** Metadata: JSON values, including bigint. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** False for a row without a text. */
  readonly hasText: boolean;
}

/** Defaults for a member about which the archive states nothing. */
export const UNKNOWN = { size: null, charset: null, url: null, fetched: null, skip: null } as const;

/** Decodes a name in an archive. Names that are not UTF-8 are GBK in nearly all archives with Chinese names, and Big5 in others. */
export function memberName(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : isBig5(bytes) ? 'big5' : 'gb18030').decode(bytes);
}

/** Rows of the common characters, and of signs and full-width letters in both sets. */
const COMMON_IN_BIG5 = { first: 0xa4, last: 0xc6 } as const;
const COMMON_IN_GBK = { first: 0xb0, last: 0xd7 } as const;
const SIGNS = { first: 0xa1, last: 0xa3 } as const;

/** Whether all pairs of a name are common characters in Big5, and not all in GBK, whose common characters have no trail byte below 0xA1. */
function isBig5(bytes: Uint8Array): boolean {
  let gbk = true;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++i] ?? 0;
    const sign = lead >= SIGNS.first && lead <= SIGNS.last;
    const valid = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
    if (!valid || !(sign || (lead >= COMMON_IN_BIG5.first && lead <= COMMON_IN_BIG5.last))) return false;
    if (trail < 0xa1 || !(sign || (lead >= COMMON_IN_GBK.first && lead <= COMMON_IN_GBK.last))) gbk = false;
  }
  return !gbk;
}

/** A reader that fails with an error when it is read. */
export function failing(error: unknown): ByteReader {
  return byteReader({ next: () => Promise.reject(error instanceof Error ? error : new Error(String(error))) });
}

/** Converts a time of WARC (ISO 8601) or ARC (14 digits) to the form of records; null if it is invalid. */
export function timeOf(written: string | undefined): string | null {
  const [, date, time, fraction = ''] =
    /^(\d{4}-?\d\d-?\d\d)T?(\d\d:?\d\d:?\d\d)(\.\d{1,9})?Z?$/.exec(written ?? '') ?? [];
  if (date === undefined || time === undefined) return null;
  const [year, month, day] = [date.slice(0, 4), date.replaceAll('-', '').slice(4, 6), date.slice(-2)];
  const instant = `${year}-${month}-${day}T${time.slice(0, 2)}:${time.replaceAll(':', '').slice(2, 4)}:${time.slice(-2)}`;
  return Number.isNaN(Date.parse(`${instant}Z`)) ? null : `${instant}${fraction}Z`;
}
