import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors, SchemaTree, snappyUncompress } from 'hyparquet';
import type { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { Damage } from './damage.ts';
import { checkRuns } from './parquet-guard.ts';
import type { Header, Page } from './parquet-pages.ts';

/** Unpacks the data of a page to the size that its header states, if possible to a place that the last page needs no longer. */
export type Unpack = (packed: Uint8Array, size: number, room?: Room) => Uint8Array;

/** A place for large pages of a column, used again for each: two of 100 MB would be held where one is. */
export interface Room {
  bytes: Uint8Array;
}

/** Memory for a column. */
export function roomOf(rooms: Map<string, Room>, column: string): Room {
  const room = rooms.get(column) ?? { bytes: new Uint8Array(0) };
  rooms.set(column, room);
  return room;
}

function roomFor(size: number, room: Room): Uint8Array {
  if (room.bytes.length < size) {
    room.bytes = new Uint8Array(0); // Released before the larger one is made.
    room.bytes = new Uint8Array(size + (size >> 3));
  }
  return room.bytes.subarray(0, size);
}

/** Largest total size of the values of a delta-encoded page, in bytes. */
const MAX_DELTA_BYTES = 2 ** 28;

/** Maximum repetition and definition levels of a chunk: depths of lists, and of optional or repeated fields. */
export interface Levels {
  readonly repetition: number;
  readonly definition: number;
}

export function levelsOf(column: SchemaTree, path: readonly string[]): Levels {
  let repetition = 0;
  let definition = 0;
  let node: SchemaTree | undefined = column;
  for (let depth = 1; node !== undefined; depth++) {
    const { repetition_type: type } = node.element;
    if (type === 'REPEATED') repetition++;
    if (type !== 'REQUIRED') definition++;
    node = depth < path.length ? node.children.find(({ element }) => element.name === path[depth]) : undefined;
  }
  return { repetition, definition };
}

/** Larger pages are not given to WebAssembly, whose memory never shrinks. */
const MAX_WASM_BYTES = 2 ** 22;

/**
 * Decompressors by Parquet codec. Those of zlib are faster than those in JavaScript, and stop at the size of the page. `snappy` is one in
 * JavaScript.
 */
export function unpackers(compressors: Compressors, snappy: typeof snappyUncompress): ReadonlyMap<string, Unpack> {
  const all = new Map<string, Unpack>();
  // A page of nulls only holds no values, for which some decompressors fail.
  for (const [codec, unpack] of Object.entries(compressors))
    all.set(codec, (bytes, size) => (size === 0 ? new Uint8Array(0) : unpack(bytes, size)));
  const small = all.get('SNAPPY');
  all.set('SNAPPY', (bytes, size, room) => {
    if (small !== undefined && size <= MAX_WASM_BYTES) return small(bytes, size);
    const output = room === undefined ? new Uint8Array(size) : roomFor(size, room);
    snappy(bytes, output);
    return output;
  });
  all.set('UNCOMPRESSED', (bytes) => bytes);
  all.set('GZIP', (bytes, size) => gunzipSync(bytes, { maxOutputLength: Math.max(size, 1) }));
  all.set('BROTLI', (bytes, size) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(size, 1) }));
  return all;
}

/** The decompressor given to hyparquet for the pages of one chunk, in order: it never sees a page with wrong sizes. */
export function checkedUnpack(
  pages: readonly Page[],
  levels: Levels,
  unpack: Unpack,
  delta: typeof deltaBinaryUnpack,
): Unpack {
  const check = (header: Header, page: Buffer, start: number): void => {
    checkValues(header, page, start, levels, delta);
  };
  const waiting: Page[] = [];
  for (const page of pages) if (isPacked(page, check, levels)) waiting.push(page);
  return (packed, size) => {
    const header = waiting.shift()?.header;
    const data = unpack(packed, size);
    if (header === undefined) throw new Damage('holds more pages than stated');
    const page = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (page.length !== size) throw new Damage(`a page unpacks to ${page.length} bytes but states ${size}`);
    if (header.type === 'DATA_PAGE') check(header, page, levelsEnd(header, page, levels));
    if (header.type === 'DATA_PAGE_V2') check(header, page, 0);
    return data;
  };
}

/** Whether hyparquet will request unpacking of a page; the parts that are not packed are checked here. */
function isPacked(
  { header, bytes, start }: Page,
  check: (header: Header, page: Buffer, start: number) => void,
  levels: Levels,
): boolean {
  const page = header.data_page_header_v2;
  if (header.type !== 'DATA_PAGE_V2' || page === undefined) return true;
  const { num_values: values, num_nulls: nulls } = page;
  const repetition = page.repetition_levels_byte_length;
  const ends = [repetition, repetition + page.definition_levels_byte_length];
  const [first = 0, second = 0] = ends;
  const data = bytes.subarray(start);
  const sizes = [repetition, page.definition_levels_byte_length, nulls];
  if (sizes.some((size) => !(size >= 0)) || second > data.length || nulls > values)
    throw new Damage('a page states wrong sizes');
  if (levels.repetition > 0) checkRuns(data, 0, first, bits(levels.repetition), values);
  if (levels.definition > 0) checkRuns(data, first, second, bits(levels.definition), values);
  const rest = header.uncompressed_page_size - second;
  if (rest < 0) throw new Damage('a page states wrong sizes');
  const packed = page.is_compressed !== false && rest > 0;
  if (!packed) check(header, data, second);
  return packed;
}

function bits(level: number): number {
  return 32 - Math.clz32(level);
}

/** Start of the values of a version 1 page, after its levels, which are checked. */
function levelsEnd({ data_page_header: header }: Header, page: Buffer, levels: Levels): number {
  let at = 0;
  for (const level of [levels.repetition, levels.definition]) {
    if (level === 0) continue;
    const end = at + 4 + (at + 4 <= page.length ? page.readUInt32LE(at) : Infinity);
    if (end > page.length) throw new Damage('a page states wrong sizes');
    checkRuns(page, at + 4, end, bits(level), header?.num_values ?? 0);
    at = end;
  }
  return at;
}

const SUPPORTED_ENCODINGS = /^(?:PLAIN|BYTE_STREAM_SPLIT|DELTA_BINARY_PACKED|DELTA_LENGTH_BYTE_ARRAY)$/;

function checkValues(
  header: Header,
  page: Buffer,
  start: number,
  levels: Levels,
  delta: typeof deltaBinaryUnpack,
): void {
  const data = header.data_page_header ?? header.data_page_header_v2;
  const encoding = data?.encoding ?? '';
  const most = data?.num_values ?? 0;
  if (encoding.endsWith('_DICTIONARY')) checkRuns(page, start + 1, page.length, page[start] ?? 0, most);
  else if (encoding === 'RLE') checkRuns(page, start + 4, page.length, 1, most);
  else if (encoding === 'DELTA_BYTE_ARRAY') checkShared(header, page, start, levels, delta);
  else if (!SUPPORTED_ENCODINGS.test(encoding))
    throw new Damage(`holds values in an unsupported encoding (${encoding})`);
}

/** Values that share prefixes with their predecessors can each grow by one byte, so their total size is quadratic. */
function checkShared(
  header: Header,
  page: Buffer,
  start: number,
  levels: Levels,
  delta: typeof deltaBinaryUnpack,
): void {
  const { data_page_header: first, data_page_header_v2: second } = header;
  const nulls = second?.num_nulls ?? (levels.definition === 0 ? 0 : null);
  if (nulls === null)
    throw new Damage(
      'holds nullable values in an encoding that is not supported for them (DELTA_BYTE_ARRAY, version 1)',
    );
  const count = (first ?? second)?.num_values ?? 0;
  const reader = { view: new DataView(page.buffer, page.byteOffset, page.length), offset: start };
  let total = 0;
  for (let part = 0; part < 2 && count > nulls; part++) {
    const lengths = new Int32Array(count - nulls);
    delta(reader, lengths.length, lengths);
    for (const length of lengths) total += Math.max(length, 0);
  }
  if (total > MAX_DELTA_BYTES) throw new Damage(`a page unpacks to ${total} bytes`);
}
