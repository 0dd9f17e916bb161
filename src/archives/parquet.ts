import type { ColumnChunk, ColumnMetaData, FileMetaData, RowGroup, SchemaTree } from 'hyparquet';
import type { Budget } from './budget.ts';
import { Damage, NoTextColumn, Unreadable } from './damage.ts';
import type { Member } from './member.ts';
import { copied, metadataOf } from './parquet-footer.ts';
import { pagesOf } from './parquet-pages.ts';
import type { Page } from './parquet-pages.ts';
import { checkedUnpack, levelsOf, roomOf, unpackers } from './parquet-unpack.ts';
import type { Room, Unpack } from './parquet-unpack.ts';
import { decimal, parsersOf, plainValue, unlabelled } from './parquet-values.ts';
import type { RandomAccess } from './random-access.ts';
import { noTextColumn, rowMember } from './table.ts';
import type { PackedTableOptions } from './table.ts';

/** Least number of bytes in a batch of pages that are unpacked together, to save calls. */
const MIN_BATCH_BYTES = 2 ** 18;
/** Bytes that a row counts besides its text, so that a small file cannot state endless rows. */
const ROW_BYTES = 16;

/** Libraries that are loaded only if there is Parquet to read. */
interface Reader {
  readonly parquetMetadataAsync: typeof import('hyparquet').parquetMetadataAsync;
  readonly parquetSchema: typeof import('hyparquet').parquetSchema;
  readonly parquetScan: typeof import('hyparquet').parquetScan;
  readonly parquetHeader: typeof import('hyparquet/src/column.js').parquetHeader;
  readonly deltaBinaryUnpack: typeof import('hyparquet/src/delta.js').deltaBinaryUnpack;
  readonly unpackers: ReadonlyMap<string, Unpack>;
}

interface File {
  readonly reader: Reader;
  readonly access: RandomAccess;
  readonly metadata: FileMetaData;
  readonly budget: Budget;
  /** Where large pages are unpacked to, by column: the same place in all row groups. */
  readonly rooms: Map<string, Room>;
}

/** The rows of a Parquet file, in order. A few pages per column are held at a time, whatever the size of the row groups; for lists and structs, a whole row group. */
export async function* parquetRows(access: RandomAccess, options: PackedTableOptions): AsyncGenerator<Member, void> {
  try {
    const reader = await load();
    const metadata = await metadataOf(reader.parquetMetadataAsync, access);
    const file = { reader, access, metadata, budget: options.budget, rooms: new Map<string, Room>() };
    const columns = reader.parquetSchema(metadata).children;
    const names = columns.map(({ element }) => element.name);
    const text = options.textColumn(names);
    if (text === null) throw new NoTextColumn(noTextColumn(names));
    checkCount(metadata);
    let first = 1;
    for (const group of metadata.row_groups) {
      yield* rowsOf(file, group, columns, text, first);
      first += Number(group.num_rows);
    }
  } catch (error) {
    throw error instanceof Damage || error instanceof Unreadable ? error : damaged(error);
  }
}

function checkCount({ num_rows: stated, row_groups: groups }: FileMetaData): void {
  const held = groups.reduce((total, group) => total + group.num_rows, 0n);
  if (held !== stated) throw new Damage(`states ${stated} rows, but its row groups hold ${held}`);
}

async function load(): Promise<Reader> {
  const { parquetMetadataAsync, parquetSchema, parquetScan, snappyUncompress } = await import('hyparquet');
  const { parquetHeader } = await import('hyparquet/src/column.js');
  const { deltaBinaryUnpack } = await import('hyparquet/src/delta.js');
  const { compressors } = await import('hyparquet-compressors');
  const unpack = unpackers(compressors, snappyUncompress);
  return { parquetMetadataAsync, parquetSchema, parquetScan, parquetHeader, deltaBinaryUnpack, unpackers: unpack };
}

function damaged(error: unknown): Damage {
  const inside = error instanceof TypeError || error instanceof RangeError; // caused by data that no intact file contains
  const why = error instanceof Error && !inside ? ` (${error.message.slice(0, 200)})` : '';
  return new Damage(`is a damaged or unsupported Parquet file${why}`);
}

async function* rowsOf(
  file: File,
  group: RowGroup,
  columns: readonly SchemaTree[],
  text: string,
  first: number,
): AsyncGenerator<Member, void> {
  const cursors = columns.map((column) => {
    const { name } = column.element;
    return cursorOf(name, valuesOf(file, group, column, name === text));
  });
  for (let row = 0; row < Number(group.num_rows); row++) {
    for (const cursor of cursors) if (cursor.at >= cursor.values.length) await refill(cursor);
    const member = nextRow(cursors, text, first + row);
    file.budget.unpacked(ROW_BYTES + (member.size ?? 0));
    yield member;
  }
}

/** The next row. Its text is copied: one row would keep a page alive, which DuckDB makes 100 MB large. */
function nextRow(cursors: readonly Cursor[], text: string, number: number): Member {
  const cells = cursors.map((cursor): [string, unknown] => [cursor.name, cursor.values[cursor.at++]]);
  const found = cells.find(([name]) => name === text)?.[1];
  const bytes = found instanceof Uint8Array ? Buffer.from(found) : null;
  const others = cells.filter(
    ([name, value]) => name !== text || (bytes === null && value !== null && value !== undefined),
  );
  return rowMember(number, bytes, Object.fromEntries(others), { format: 'parquet', charset: null });
}

/** A column and its values that have been read but not yet used. */
interface Cursor {
  readonly name: string;
  readonly more: AsyncGenerator<readonly unknown[], void>;
  values: readonly unknown[];
  at: number;
}

function cursorOf(name: string, more: Cursor['more']): Cursor {
  return { name, more, values: [], at: 0 };
}

async function refill(cursor: Cursor): Promise<void> {
  cursor.values = []; // Released before the next page is unpacked.
  const next = await cursor.more.next();
  if (next.done === true) throw new Damage(`column ${quoted(cursor.name)} holds fewer values than the stated rows`);
  cursor.values = next.value;
  cursor.at = 0;
}

/** The values of a column in a row group: a few pages at a time, or all at once if pages need not end at row boundaries. */
function valuesOf(file: File, group: RowGroup, column: SchemaTree, raw: boolean): Cursor['more'] {
  const { element, children } = column;
  const { name } = element;
  const chunks = group.columns.flatMap(({ meta_data: meta }) => (meta?.path_in_schema[0] === name ? [meta] : []));
  const [only] = chunks;
  if (only === undefined) throw new Damage(`column ${quoted(name)} is missing in a row group`);
  const flat = children.length === 0 && element.repetition_type !== 'REPEATED';
  if (flat) return flatValues(file, only, column, raw);
  return nestedValues(file, chunks, column, Number(group.num_rows));
}

async function* nestedValues(
  file: File,
  chunks: readonly ColumnMetaData[],
  column: SchemaTree,
  rows: number,
): Cursor['more'] {
  const whole: Chunk[] = [];
  for (const meta of chunks) {
    const pages: Page[] = [];
    for await (const page of pagesIn(file, meta)) pages.push(page);
    whole.push({ meta, pages, room: undefined });
  }
  yield await decoded(file, column, false, rows, whole);
}

async function* flatValues(file: File, meta: ColumnMetaData, column: SchemaTree, raw: boolean): Cursor['more'] {
  const room = roomOf(file.rooms, meta.path_in_schema.join('.'));
  let dictionary: Page | null = null;
  let batch: Page[] = [];
  let left = Number(meta.num_values);
  for await (const page of pagesIn(file, meta)) {
    if (page.dictionary) dictionary = page;
    else batch.push(page);
    left -= page.values;
    if (left > 0 && sum(batch, ({ bytes }) => bytes.length) < MIN_BATCH_BYTES) continue;
    const pages = dictionary === null ? batch : [dictionary, ...batch];
    yield await decoded(
      file,
      column,
      raw,
      sum(batch, ({ values }) => values),
      [{ meta, pages, room: pages.length === 1 ? room : undefined }],
    );
    batch = [];
  }
}

function pagesIn({ access, reader, budget }: File, meta: ColumnMetaData): AsyncIterable<Page> {
  return pagesOf(access, meta, reader.parquetHeader, budget);
}

function sum(pages: readonly Page[], of: (page: Page) => number): number {
  return pages.reduce((total, page) => total + of(page), 0);
}

interface Chunk {
  readonly meta: ColumnMetaData;
  readonly pages: readonly Page[];
  readonly room: Room | undefined;
}

/** Decodes pages of one column as a file of that column alone. */
async function decoded(
  { reader, metadata }: File,
  column: SchemaTree,
  raw: boolean,
  rows: number,
  chunks: readonly Chunk[],
): Promise<readonly unknown[]> {
  const { name, converted_type: kind, scale } = column.element;
  const { columns, bytes } = laidOut(chunks);
  const asPlain = unlabelled(column);
  const schema = metadata.schema.map((element) => (element === column.element ? asPlain : element));
  const group = { columns, total_byte_size: 0n, num_rows: BigInt(rows) };
  const scan = await reader.parquetScan({
    file: { byteLength: bytes.byteLength, slice: (start, end) => bytes.slice(start, end) },
    metadata: { ...metadata, schema, num_rows: BigInt(rows), row_groups: [group] },
    columns: [name],
    compressors: Object.fromEntries(chunks.map((chunk, index) => [index, unpackOf(reader, column, chunk)])),
    utf8: false,
    parsers: parsersOf(column, raw),
  });
  const values = rows === 0 ? [] : await scan.readColumn({ column: name, rowStart: 0, rowEnd: rows });
  if (values.length !== rows) throw new Damage(`column ${quoted(name)} holds ${values.length} values for ${rows} rows`);
  if (raw) return Array.from(values, (value: unknown) => value);
  return Array.from(values, (value: unknown) => plainValue(kind === 'DECIMAL' ? decimal(value, scale ?? 0) : value));
}

/** Lays out chunks one after another. Each gets a codec name of its own, so that its pages are unpacked by the function that knows their headers. */
function laidOut(chunks: readonly Chunk[]): { readonly columns: ColumnChunk[]; readonly bytes: ArrayBuffer } {
  let offset = 0;
  const columns = chunks.map(({ meta, pages }, index) => {
    const { type, encodings, path_in_schema, num_values, total_uncompressed_size } = meta;
    const size = sum(pages, ({ bytes }) => bytes.length);
    const place = { data_page_offset: BigInt(offset), total_compressed_size: BigInt(size) };
    const codec = String(index) as ColumnMetaData['codec'];
    offset += size;
    const made = { type, encodings, path_in_schema, num_values, total_uncompressed_size, codec, ...place };
    return { file_offset: 0n, meta_data: made };
  });
  return { columns, bytes: copied(Buffer.concat(chunks.flatMap(({ pages }) => pages.map(({ bytes }) => bytes)))) };
}

function unpackOf(reader: Reader, column: SchemaTree, { meta, pages, room }: Chunk): Unpack {
  const unpack = reader.unpackers.get(meta.codec);
  if (unpack === undefined) throw new Damage(`is compressed with ${meta.codec}, which is not supported`);
  const levels = levelsOf(column, meta.path_in_schema);
  return checkedUnpack(pages, levels, (packed, size) => unpack(packed, size, room), reader.deltaBinaryUnpack);
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
