import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { parseJson, toJson } from '../../index.ts';
import type { CorpusRecord } from '../../index.ts';
import type { Packing } from './writer.ts';

/** Rows are written in groups of about so many bytes of JSON. */
const GROUP = 2 ** 23;

type Kind = 'text' | 'json' | 'integer' | 'number';

interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly value: (record: CorpusRecord) => unknown;
}

/** A column for each key of a record, `source` and `encoding` spread out; lists and objects as JSON. */
const COLUMNS: readonly Column[] = [
  { name: 'schema', kind: 'integer', value: (record) => record.schema },
  { name: 'id', kind: 'text', value: (record) => record.id },
  { name: 'text', kind: 'text', value: (record) => record.text },
  { name: 'title', kind: 'text', value: (record) => record.title },
  { name: 'kicker', kind: 'text', value: (record) => record.kicker },
  { name: 'subtitle', kind: 'text', value: (record) => record.subtitle },
  { name: 'published', kind: 'text', value: (record) => record.published },
  { name: 'outlet', kind: 'text', value: (record) => record.outlet },
  { name: 'section', kind: 'json', value: (record) => record.section },
  { name: 'credits', kind: 'json', value: (record) => record.credits },
  { name: 'url', kind: 'text', value: (record) => record.url },
  { name: 'language', kind: 'text', value: (record) => record.language },
  { name: 'source_path', kind: 'text', value: (record) => record.source.path },
  { name: 'source_path_bytes', kind: 'text', value: (record) => record.source.path_bytes },
  { name: 'source_member', kind: 'text', value: (record) => record.source.member },
  { name: 'source_format', kind: 'text', value: (record) => record.source.format },
  { name: 'source_bytes', kind: 'integer', value: (record) => record.source.bytes },
  { name: 'source_sha256', kind: 'text', value: (record) => record.source.sha256 },
  // As text: the writer's own JSON would lose the digits of a bigint.
  { name: 'source_fields', kind: 'text', value: ({ source }) => source.fields && toJson(source.fields) },
  { name: 'encoding_name', kind: 'text', value: (record) => record.encoding.name },
  { name: 'encoding_by', kind: 'text', value: (record) => record.encoding.by },
  { name: 'encoding_confidence', kind: 'number', value: (record) => record.encoding.confidence },
  { name: 'encoding_declared', kind: 'text', value: (record) => record.encoding.declared },
  { name: 'encoding_replaced', kind: 'integer', value: (record) => record.encoding.replaced },
  { name: 'steps', kind: 'json', value: (record) => record.steps },
  { name: 'removed', kind: 'json', value: (record) => record.removed },
  { name: 'warnings', kind: 'json', value: (record) => record.warnings },
  { name: 'trace', kind: 'json', value: (record) => record.trace ?? null },
];

/** Records as Parquet, a row group at a time in memory; the directory of the groups is kept until the end. */
export function parquet(): Packing {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...schema()] });
  let waiting: Uint8Array[] = [];
  let size = 0;
  const group = async (): Promise<void> => {
    const records = recordsOf(Buffer.concat(waiting));
    waiting = [];
    size = 0;
    if (records.length === 0) return;
    const columnData = COLUMNS.map((column) => ({
      name: column.name,
      data: records.map((record) => cell(column, record)),
    }));
    await writer.write({ columnData, rowGroupSize: records.length });
  };
  return {
    push: async (lines) => {
      waiting.push(lines);
      size += lines.length;
      if (size >= GROUP) await group();
      return taken(bytes);
    },
    end: async () => {
      await group();
      await writer.finish();
      return taken(bytes);
    },
  };
}

function* schema(): Generator<ParquetWriter['schema'][number]> {
  yield { name: 'root', num_children: COLUMNS.length };
  for (const { name, kind } of COLUMNS) {
    if (kind === 'text') yield { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
    if (kind === 'json') yield { name, type: 'BYTE_ARRAY', converted_type: 'JSON', repetition_type: 'OPTIONAL' };
    if (kind === 'integer') yield { name, type: 'INT64', repetition_type: 'OPTIONAL' };
    if (kind === 'number') yield { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };
  }
}

function cell({ kind, value }: Column, record: CorpusRecord): unknown {
  const found = value(record);
  return kind === 'integer' && typeof found === 'number' ? BigInt(found) : found;
}

function recordsOf(lines: Buffer): readonly CorpusRecord[] {
  const records: CorpusRecord[] = [];
  let start = 0;
  for (let end = lines.indexOf(10); end >= 0; end = lines.indexOf(10, start)) {
    records.push(parseJson(lines.toString('utf8', start, end)) as CorpusRecord);
    start = end + 1;
  }
  return records;
}

/** What has been written, which the writer then forgets; offsets in the file go on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
  writer.index = 0;
  return bytes;
}
