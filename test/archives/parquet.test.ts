import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { budget } from '../../src/archives/budget.ts';
import { rest } from '../../src/archives/index.ts';
import { unpackers } from '../../src/archives/parquet-unpack.ts';
import { parquetRows } from '../../src/archives/parquet.ts';
import { inMemory } from '../../src/archives/random-access.ts';
import type { RandomAccess } from '../../src/archives/random-access.ts';
import { readSources } from '../../src/cli/input/documents-of.ts';
import { tar } from '../made/archives.ts';
import { temporaryFolder } from '../run/command.ts';
import { readFolder } from '../run/in-process.ts';
import { seen } from '../run/members.ts';

const textColumn = (names: readonly string[]): string | null => names.find((name) => name === 'text') ?? null;

function rowsOf(bytes: Uint8Array): ReturnType<typeof seen> {
  return seen(rowsIn(inMemory(Buffer.from(bytes))));
}

function rowsIn(access: RandomAccess): ReturnType<typeof parquetRows> {
  const spent = budget();
  spent.read(access.size);
  return parquetRows(access, { textColumn, budget: spent });
}

let database: Awaited<ReturnType<DuckDBInstance['connect']>>;

beforeAll(async () => {
  database = await (await DuckDBInstance.create()).connect();
});

afterAll(() => {
  database.closeSync();
});

/** A Parquet file written by DuckDB. */
async function written(select: string, how: string): Promise<Buffer> {
  const path = join(temporaryFolder(), 'x.parquet');
  await database.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${how})`);
  return readFileSync(path);
}

const ROWS = `SELECT i AS id, CASE WHEN i % 7 = 3 THEN NULL ELSE '第' || i || '篇。' || repeat('文', (i % 50)::INT) END AS text,
  't' || (i % 5) AS title, CASE WHEN i % 2 = 0 THEN [i, NULL] END AS tags, {a: i, b: {c: ['x']}} AS nested, MAP(['k'], [i]) AS map
  FROM range(2000) t(i)`;

describe('files written by DuckDB', () => {
  test.each(
    ['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4_raw', 'brotli'].flatMap((codec) => [
      [codec, 1],
      [codec, 2],
    ]),
  )('several row groups, nulls and nested values, packed with %s, pages of version %i', async (codec, version) => {
    const how = `CODEC '${codec}', ROW_GROUP_SIZE 1000, PARQUET_VERSION v${version}`;
    const { rows, fault } = await rowsOf(await written(ROWS, how));
    expect(fault).toBeNull();
    expect(rows).toHaveLength(2000);
    for (const [i, { name, text, fields }] of rows.entries()) {
      const expected = i % 7 === 3 ? null : `第${i}篇。${'文'.repeat(i % 50)}`;
      const tags = i % 2 === 0 ? [i, null] : null;
      const others = { id: i, title: `t${i % 5}`, tags, nested: { a: i, b: { c: ['x'] } }, map: { k: i } };
      if (i % 97 === 0 || i > 1995) expect([name, text, fields]).toEqual([`row:${i + 1}`, expected, others]);
      else expect(text).toBe(expected);
    }
  });

  test('a row does not keep its page in memory', async () => {
    const bytes = await written("SELECT repeat('文', 20000) || i AS text FROM range(100) t(i)", "CODEC 'snappy'");
    let rows = 0;
    for await (const { bytes: reader } of rowsIn(inMemory(bytes))) {
      const text = await rest(reader, 2 ** 20);
      expect(text?.length).toBeGreaterThan(60_000);
      expect(text?.buffer.byteLength).toBe(text?.length);
      rows++;
    }
    expect(rows).toBe(100);
  });

  test('values without a JSON type', async () => {
    const select = `SELECT 'x' AS text, DATE '2024-05-01' AS day, TIMESTAMP '2024-05-01 08:00:00.25' AS local, TIMESTAMPTZ '2024-05-01 08:00:00+08' AS instant,
      TIMESTAMP_NS '2024-05-01 08:00:00.123456789' AS nanos, DATE '0001-01-01' AS old, 12345678901234567890.12::DECIMAL(38,2) AS wide, -1.25::DECIMAL(9,2) AS narrow,
      9007199254740993::BIGINT AS big, 18446744073709551615::UBIGINT AS bigger, 'NaN'::DOUBLE AS nan, '-Infinity'::DOUBLE AS low, 0.1::DOUBLE AS tenth,
      'abc'::BLOB AS bytes, INTERVAL 1 DAY AS span, '0b6b7a9e-0000-4000-8000-000000000001'::UUID AS id, true AS yes, NULL AS nothing, '{"a":[1]}'::JSON AS json`;
    const { rows, fault } = await rowsOf(await written(select, "CODEC 'snappy'"));
    expect(fault).toBeNull();
    const { span, ...fields } = rows[0]?.fields ?? {};
    expect(fields).toEqual({
      day: '2024-05-01',
      local: '2024-05-01T08:00:00.25',
      instant: '2024-05-01T00:00:00Z',
      nanos: '2024-05-01T08:00:00.123456789',
      old: '0001-01-01',
      wide: '12345678901234567890.12',
      narrow: -1.25,
      big: 9007199254740993n,
      bigger: 18446744073709551615n,
      nan: 'NaN',
      low: '-Infinity',
      tenth: 0.1,
      bytes: 'abc',
      id: '0b6b7a9e-0000-4000-8000-000000000001',
      yes: true,
      nothing: null,
      json: { a: [1] },
    });
    expect(typeof span).toBe('string');
  });

  test('no rows', async () => {
    expect(await rowsOf(await written("SELECT 'x' AS text WHERE false", "CODEC 'zstd'"))).toEqual({
      rows: [],
      fault: null,
    });
  });
});

test('large pages of DuckDB are unpacked to one place, each read before the next', async () => {
  const rows = `SELECT '第' || i || '篇。' || repeat('文字', 500 + (i % 50)::INT) AS text FROM range(4500) t(i)`;
  const file = await written(rows, 'COMPRESSION snappy, ROW_GROUP_SIZE 2048');
  const texts: (string | undefined)[] = [];
  for await (const { bytes } of rowsIn(inMemory(file))) texts.push((await rest(bytes, 10_000))?.toString());
  expect(texts).toEqual(Array.from({ length: 4500 }, (_, i) => `第${i}篇。${'文字'.repeat(500 + (i % 50))}`));
});

test('a row group is read a few pages at a time, whatever its size', async () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `${'文'.repeat(40)}${i}`);
  const columnData = [{ name: 'text', data: texts, type: 'STRING' as const }];
  const whole = inMemory(
    Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 20_000, pageSize: 2 ** 14, codec: 'UNCOMPRESSED' })),
  );
  let most = 0;
  let last = '';
  const read: RandomAccess['read'] = (start, end) => {
    if (end < whole.size) most = Math.max(most, end - start);
    return whole.read(start, end);
  };
  for await (const { bytes } of rowsIn({ size: whole.size, read })) last = (await bytes.some())?.toString() ?? '';
  expect(last).toBe(texts.at(-1));
  expect(most).toBeLessThan(2 ** 16);
});

function small(): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: ['一', null, '二'], type: 'STRING' },
        { name: 'id', data: [1, 2, 3], type: 'INT32' },
      ],
    }),
  );
}

describe('bytes and damage', () => {
  test('an empty page, as of nulls only, in any compression', async () => {
    const { compressors } = await import('hyparquet-compressors');
    const { snappyUncompress } = await import('hyparquet');
    const all = unpackers(compressors, snappyUncompress);
    for (const codec of ['LZ4', 'LZ4_RAW', 'SNAPPY', 'ZSTD'])
      for (const packed of [[], [0]]) expect(all.get(codec)?.(Uint8Array.from(packed), 0)).toHaveLength(0);
  });

  test('the bytes of a text are kept, whether or not the column is declared as text', async () => {
    const gbk = iconv.encode('正文是国标码。', 'gbk');
    for (const converted_type of [undefined, 'UTF8'] as const) {
      const writer = new ByteWriter();
      const { ParquetWriter } = await import('hyparquet-writer');
      const schema = [
        { name: 'root', num_children: 1 },
        {
          name: 'text',
          type: 'BYTE_ARRAY' as const,
          repetition_type: 'REQUIRED' as const,
          ...(converted_type && { converted_type }),
        },
      ];
      const file = new ParquetWriter({ writer, schema });
      await file.write({ columnData: [{ name: 'text', data: [new Uint8Array(gbk)] }] });
      await file.finish();
      const found: Buffer[] = [];
      for await (const { bytes } of rowsIn(inMemory(Buffer.from(writer.getBuffer()))))
        found.push((await bytes.some()) ?? Buffer.alloc(0));
      expect(found.map((bytes) => bytes.toString('hex'))).toEqual([gbk.toString('hex')]);
    }
  });

  test('no text column', async () => {
    const bytes = parquetWriteBuffer({ columnData: [{ name: '標題', data: ['x'], type: 'STRING' }] });
    expect((await rowsOf(new Uint8Array(bytes))).fault).toBe(
      'has no known text column; --text-field selects one of "標題"',
    );
  });

  test('truncated at any byte', async () => {
    const whole = small();
    expect((await rowsOf(whole)).rows.map(({ text }) => text)).toEqual(['一', null, '二']);
    for (let length = 4; length < whole.length; length++) {
      const { rows, fault } = await rowsOf(whole.subarray(0, length));
      expect([length, rows, fault === null]).toEqual([length, [], false]);
    }
  });

  test('any bit flipped: rows or a reported failure, nothing else', async () => {
    const whole = small();
    for (let at = 0; at < whole.length; at++) {
      for (const bit of [0, 3, 7]) {
        const altered = whole.slice();
        altered[at] = (altered[at] ?? 0) ^ (1 << bit);
        const { rows, fault } = await rowsOf(altered);
        expect(fault !== null || rows.length > 0, `bit ${bit} of byte ${at}`).toBe(true);
      }
    }
  });

  test('a run of more values than exist, which would exhaust memory', async () => {
    const whole = Buffer.from(small());
    const start = whole.indexOf(Buffer.from([0x15]));
    expect(start).toBe(4);
    // In the levels of the first page, a run of one value becomes one of 2^28.
    for (let at = 8; at < 60; at++) {
      const altered = Buffer.from(whole);
      altered.set([0x80, 0x80, 0x80, 0x80, 0x01], at);
      const { rows, fault } = await rowsOf(altered);
      expect(rows.length > 0 || fault !== null).toBe(true);
    }
  });

  test('endless rows in a small file are a bomb', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [{ name: 'text', data: Array.from({ length: 5000 }, () => '文'.repeat(20_000)), type: 'STRING' }],
    });
    expect(bytes.byteLength).toBeLessThan(2 ** 18);
    expect((await rowsOf(new Uint8Array(bytes))).fault).toMatch(/^is a decompression bomb/);
  });

  test('tables in an archive that are harmless one by one are a bomb of the archive', async () => {
    const texts = Array.from({ length: 750 }, () => '文'.repeat(20_000));
    const table = parquetWriteBuffer({ columnData: [{ name: 'text', data: texts, type: 'STRING' }] });
    const path = join(temporaryFolder(), 'tables.tar');
    writeFileSync(path, tar({ 'a.parquet': new Uint8Array(table), 'b.parquet': new Uint8Array(table) }));
    const file = {
      kind: 'file',
      name: Buffer.from('tables.tar'),
      path: Buffer.from(path),
      size: 0,
      live: false,
    } as const;
    const rows = { sources: 0, faults: new Array<string>() };
    for await (const found of readSources(file, { maxBytes: 2 ** 26 }, Infinity)) {
      if ('kind' in found) rows.faults.push(found.kind === 'deferred' ? '' : `${found.name.toString()} ${found.why}`);
      else rows.sources++;
    }
    expect(rows.sources).toBeGreaterThan(750);
    expect(rows.faults).toEqual([
      expect.stringMatching(/^tables\.tar is a decompression bomb: \d+ bytes unpack to \d+/),
    ]);
  });

  test.each(['PAR1的故事从这里开始。', 'PAR1', 'PAREIL, écrit-il', 'PAR1\n第一部分的内容。'])(
    '%j is text',
    async (text) => {
      const { records, stderr } = await readFolder({ 'a.txt': text }, { skip: ['strip'] });
      expect([records.map((record) => record.text), stderr]).toEqual([[text], '']);
    },
  );

  test('a table that is cut short is one still', async () => {
    const { code, stderr } = await readFolder({ 'a.txt': small().subarray(0, 100) });
    expect([code, stderr]).toEqual([1, 'a.txt: is a Parquet file that is cut short: its end mark is missing\n']);
  });

  test('an encrypted file', async () => {
    const bytes = Buffer.concat([Buffer.from('PARE'), Buffer.alloc(20), Buffer.from('PARE')]);
    expect((await rowsOf(bytes)).fault).toBe('is an encrypted Parquet file');
  });
});
