import { isUtf8 } from 'node:buffer';
import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';

/** One thing in an archive. Its bytes must be taken before the next member is asked for; what is left is passed over. */
export interface Member {
  /** Its name in the archive, or null where the archive holds but one thing. */
  readonly name: string | null;
  readonly bytes: ByteReader;
  /** Of the content, where the archive says so. */
  readonly size: number | null;
  /** As stated by HTTP headers. */
  readonly charset: string | null;
  readonly url: string | null;
  /** When a crawler fetched it: ISO 8601 in UTC. */
  readonly fetched?: string | null;
  /** Why it is no document, if the archive says so: a picture, an error page. */
  readonly skip: string | null;
  /** True if what is skipped may hold documents, so that to leave it out is a loss; `skip` is then what it is. */
  readonly unread?: boolean;
  /** Of what is one document, whatever its bytes look like: a row of a table, a chapter of a book. */
  readonly document?: Known;
}

/** What an archive of documents knows of one of them. */
export interface Known {
  readonly format: 'csv' | 'parquet' | 'html' | 'text';
  /** What is said of it: values of JSON, with bigint. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** False for a row without a text. */
  readonly hasText: boolean;
}

/** What is said of a member of which the archive says nothing. */
export const UNKNOWN = { size: null, charset: null, url: null, fetched: null, skip: null } as const;

/** A name in an archive. What is not UTF-8 is GBK in nearly all archives with Chinese names. */
export function memberName(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

/** Bytes that cannot be had: whoever reads them is told why. */
export function failing(error: unknown): ByteReader {
  return byteReader({ next: () => Promise.reject(error instanceof Error ? error : new Error(String(error))) });
}

/** A time as WARC (ISO 8601) and ARC (14 digits) write it, in the one form of records; null if it is none. */
export function timeOf(written: string | undefined): string | null {
  const [, date, time, fraction = ''] =
    /^(\d{4}-?\d\d-?\d\d)T?(\d\d:?\d\d:?\d\d)(\.\d{1,9})?Z?$/.exec(written ?? '') ?? [];
  if (date === undefined || time === undefined) return null;
  const [year, month, day] = [date.slice(0, 4), date.replaceAll('-', '').slice(4, 6), date.slice(-2)];
  const instant = `${year}-${month}-${day}T${time.slice(0, 2)}:${time.replaceAll(':', '').slice(2, 4)}:${time.slice(-2)}`;
  return Number.isNaN(Date.parse(`${instant}Z`)) ? null : `${instant}${fraction}Z`;
}
