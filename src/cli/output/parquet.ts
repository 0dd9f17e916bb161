import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { FIELDS, KINDS, parseJson, toJson } from '../../index.ts';
import type { ColumnType, CorpusRecord } from '../../index.ts';
import type { Packing } from './writer.ts';

/** Size of a row group, in bytes of JSON. */
const ROW_GROUP_BYTES = 2 ** 23;

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (record: CorpusRecord) => unknown;
}

/** One column per key of a record, nested objects flattened, lists as JSON; of optional parts, those that `optional` names. */
function columnsOf(optional: readonly string[]): readonly Column[] {
  return FIELDS.flatMap(([key, { holds, parts }]) => {
    const held = (record: CorpusRecord): unknown => (record as Readonly<Record<string, unknown>>)[key] ?? null;
    if (holds !== undefined) return [{ name: key, type: KINDS[holds].column, value: held }];
    return Object.entries(parts ?? {})
      .filter(([part, field]) => field.optional !== true || optional.includes(part))
      .map(([part, field]) => ({
        name: `${key}_${part}`,
        type: KINDS[field.holds].column,
        value: (record) => (held(record) as Readonly<Record<string, unknown>> | null)?.[part] ?? null,
      }));
  });
}

/** Writes records as Parquet with one row group in memory; the metadata of the groups is kept until the end. `optional`: parts of objects that are columns. */
export function parquet(optional: readonly string[]): Packing {
  const columns = columnsOf(optional);
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...schema(columns)] });
  let waiting: Uint8Array[] = [];
  let size = 0;
  const group = async (): Promise<void> => {
    const records = recordsOf(Buffer.concat(waiting));
    waiting = [];
    size = 0;
    if (records.length === 0) return;
    const columnData = columns.map((column) => ({
      name: column.name,
      data: records.map((record) => cell(column, record)),
    }));
    await writer.write({ columnData, rowGroupSize: records.length });
  };
  return {
    push: async (lines) => {
      waiting.push(lines);
      size += lines.length;
      if (size >= ROW_GROUP_BYTES) await group();
      return takeWritten(bytes);
    },
    end: async () => {
      await group();
      await writer.finish();
      return takeWritten(bytes);
    },
  };
}

function* schema(columns: readonly Column[]): Generator<ParquetWriter['schema'][number]> {
  yield { name: 'root', num_children: columns.length };
  for (const { name, type } of columns) {
    if (type === 'text') yield { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
    if (type === 'json') yield { name, type: 'BYTE_ARRAY', converted_type: 'JSON', repetition_type: 'OPTIONAL' };
    if (type === 'integer') yield { name, type: 'INT64', repetition_type: 'OPTIONAL' };
    if (type === 'number') yield { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };
  }
}

function cell({ type, value }: Column, record: CorpusRecord): unknown {
  const found = value(record);
  if (type === 'integer' && typeof found === 'number') return BigInt(found);
  return type === 'text' && typeof found === 'object' && found !== null ? toJson(found) : found;
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

/** Takes the bytes written so far out of the writer; its file offsets continue. */
function takeWritten(writer: ByteWriter): Uint8Array {
  const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
  writer.index = 0;
  return bytes;
}
