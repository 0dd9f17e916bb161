import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';
import { parquet } from '../../src/cli/output/parquet.ts';
import { toJsonLine } from '../../src/index.ts';
import { temporaryFolder } from '../run/command.ts';

/** Each block as its kind, level and text. */
function blocksOf(input: string, options: Options): readonly string[] {
  const { text, blocks = [] } = normalize(input, { skip: ['strip'], blocks: true, ...options });
  const points = Array.from(text);
  return blocks.map(({ kind, level = '', start, end }) => `${kind}${level} ${points.slice(start, end).join('')}`);
}

const PAGE =
  '<h2>𠮷野</h2><p>甲𠮷<br>乙</p><ul><li>一<p>又</p><ol><li>子</ol></ul><blockquote><p>引<p>文</blockquote>' +
  '<table><tr><th>年<th>数<tr><td>1<td>2</table><pre>a\n\n b</pre><figcaption>图</figcaption>';

test('blocks have the offsets of the text, in code points', () => {
  expect(blocksOf(PAGE, { format: 'html' })).toEqual([
    'heading2 𠮷野',
    'paragraph 甲𠮷\n乙',
    'list-item1 一\n又',
    'list-item2 子',
    'quote1 引\n文',
    'table-row 年\t数',
    'table-row 1\t2',
    'code a\n\n b',
    'caption 图',
  ]);
});

test('with Markdown, those of the Markdown', () => {
  expect(blocksOf(PAGE, { format: 'html', markdown: true })).toEqual([
    'heading2 ## 𠮷野',
    'paragraph 甲𠮷\\\n乙',
    'list-item1 - 一\n\n  又',
    'list-item2   1. 子',
    'quote1 > 引\n>\n> 文',
    'table-row | 年 | 数 |\n| --- | --- |',
    'table-row | 1 | 2 |',
    'code ```\na\n\n b\n```',
    'caption *图*',
  ]);
});

test('they change nothing else, and without them nothing is added', () => {
  const { blocks, ...rest } = normalize(PAGE, { format: 'html', blocks: true });
  expect(blocks).not.toEqual([]);
  expect(rest).toEqual(normalize(PAGE, { format: 'html' }));
});

test('DuckDB reads blocks from Parquet', async () => {
  const file = join(temporaryFolder(), 'a.parquet');
  const { push, end } = parquet([]);
  const record = normalize(PAGE, { format: 'html', skip: ['strip'], blocks: true });
  writeFileSync(
    file,
    Buffer.concat([await push(Buffer.from(toJsonLine(record))), await end()].map((bytes) => Buffer.from(bytes))),
  );
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    `select substring(text, block.start::int + 1, (block."end" - block.start)::int)
     from (select text, unnest(from_json(blocks, '[{"kind":"VARCHAR","start":"UBIGINT","end":"UBIGINT"}]')) as block from '${file}')
     where block.kind in ('heading', 'code')`,
  );
  expect(reader.getRowsJson()).toEqual([['𠮷野'], ['a\n\n b']]);
});

test('links without Markdown are a mistake in the options', () => {
  expect(() => normalize(PAGE, { links: true })).toThrow(/links: has no effect without markdown/);
  expect(() => normalize(PAGE, { links: true, blocks: true })).toThrow(TypeError);
});
