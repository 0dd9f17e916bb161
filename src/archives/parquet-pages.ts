import { crc32 } from 'node:zlib';
import type { ColumnMetaData } from 'hyparquet';
import type { parquetHeader } from 'hyparquet/src/column.js';
import type { Budget } from './budget.ts';
import { Damage } from './damage.ts';
import { structEnd } from './parquet-guard.ts';
import { bytesAt } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';

export type Header = ReturnType<typeof parquetHeader>;

/** A page of a column: its header and its data, as in the file. */
export interface Page {
  readonly header: Header;
  readonly bytes: Buffer;
  /** Offset of the data in `bytes`. */
  readonly start: number;
  readonly dictionary: boolean;
  /** Number of values, including nulls; 0 for a dictionary. */
  readonly values: number;
}

/** Longest page header, in bytes: its statistics hold two whole values. */
const MAX_HEADER_BYTES = 2 ** 24;
const FIRST_HEADER_BYTES = 2 ** 13;
/** Largest unpacked page, in bytes, since a page is held whole. */
const MAX_PAGE_BYTES = 2 ** 30;
/** Most values in a column of a row group: three times what any common writer produces, and still little memory. */
const MAX_VALUES = 2 ** 24;

/**
 * The pages of a column chunk in order, still packed. Everything that a header states is checked
 * before memory is allocated for it: offsets within the file, sizes within the chunk, the number of values, the checksum if there is one.
 */
export async function* pagesOf(
  file: RandomAccess,
  chunk: ColumnMetaData,
  parse: typeof parquetHeader,
  budget: Budget,
): AsyncGenerator<Page, void> {
  const what = `column ${JSON.stringify(chunk.path_in_schema.join('.'))}`;
  const stated = Number(chunk.num_values);
  if (stated > MAX_VALUES)
    throw new Damage(`${what} states ${stated} values in a row group; at most ${MAX_VALUES} are supported`);
  const start = startOf(chunk);
  const end = start + Number(chunk.total_compressed_size);
  await bytesAt(file, end, end, what);
  let values = 0;
  for (let at = start; values < stated;) {
    if (at >= end) throw new Damage(`${what} has ${values} values in its pages but states ${stated}`);
    const { header, length } = await headerAt(file, at, end, parse, what);
    const size = sizeOf(header.compressed_page_size, end - at - length, what);
    budget.unpacked(sizeOf(header.uncompressed_page_size, MAX_PAGE_BYTES, what));
    const bytes = await bytesAt(file, at, at + length + size, what);
    if (header.crc !== undefined && crc32(bytes.subarray(length)) !== header.crc >>> 0)
      throw new Damage(`the checksum of a page of ${what} is wrong`);
    const count = valuesIn(header, what, stated - values);
    values += count;
    at += length + size;
    if (header.type !== 'INDEX_PAGE')
      yield { header, bytes, start: length, dictionary: header.type === 'DICTIONARY_PAGE', values: count };
  }
}

/** Offset of the first page of a chunk: some writers omit the dictionary offset or state 0. */
function startOf({ dictionary_page_offset: dictionary, data_page_offset: data }: ColumnMetaData): number {
  return Number(dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data);
}

async function headerAt(
  file: RandomAccess,
  at: number,
  end: number,
  parse: typeof parquetHeader,
  what: string,
): Promise<{ readonly header: Header; readonly length: number }> {
  for (let look = FIRST_HEADER_BYTES; ; look *= 16) {
    const bytes = await bytesAt(file, at, Math.min(at + look, end), what);
    try {
      const length = structEnd(bytes, 0);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      return { header: parse({ view, offset: 0 }), length };
    } catch {
      if (bytes.length < look || look >= MAX_HEADER_BYTES) throw new Damage(`a page header of ${what} is damaged`);
    }
  }
}

function sizeOf(stated: unknown, most: number, what: string): number {
  if (typeof stated === 'number' && Number.isInteger(stated) && stated >= 0 && stated <= most) return stated;
  throw new Damage(`a page of ${what} states a wrong size`);
}

/** Number of values of a data page, checked; 0 for other pages, since a dictionary has values of its own. */
function valuesIn(header: Header, what: string, most: number): number {
  const own = header.dictionary_page_header?.num_values;
  if (header.type === 'DICTIONARY_PAGE') return within(own, MAX_VALUES, what) * 0;
  if (header.type === 'INDEX_PAGE') return 0;
  const page = header.data_page_header ?? header.data_page_header_v2;
  if (page === undefined) throw new Damage(`a page of ${what} has an unknown type`);
  return within(page.num_values, most, what);
}

function within(stated: unknown, most: number, what: string): number {
  if (typeof stated === 'number' && Number.isInteger(stated) && stated >= 0 && stated <= most) return stated;
  throw new Damage(`a page of ${what} states a wrong number of values`);
}
