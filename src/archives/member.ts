import { isUtf8 } from 'node:buffer';
import type { ByteReader } from './byte-reader.ts';

/** One thing in a container. Its bytes must be taken before the next member is asked for; what is left is passed over. */
export interface Member {
  /** Its name in the container, or null where the container holds but one thing. */
  readonly name: string | null;
  readonly bytes: ByteReader;
  /** Of the content, where the container says so. */
  readonly size: number | null;
  /** As stated by HTTP headers. */
  readonly charset: string | null;
  readonly url: string | null;
  /** When it was fetched, where the container says so: ISO 8601 in UTC. */
  readonly fetched?: string | null;
  /** Why it is no document, if the container says so: a picture, an error page. */
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

/** A name in an archive. What is not UTF-8 is GBK in nearly all archives with Chinese names. */
export function memberName(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}
