import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../src/archives/csv.ts';
import { byteReader } from '../../src/archives/index.ts';
import { readSources } from '../../src/cli/input/documents-of.ts';
import { command, temporaryFolder } from '../run/command.ts';
import { readFolder } from '../run/in-process.ts';
import { seen, undamaged } from '../run/members.ts';

function rowsOf(
  content: string | Uint8Array,
  how: { tabs?: boolean; limit?: number; piece?: number; wide?: 'utf-16le' | 'utf-16be' } = {},
): ReturnType<typeof seen> {
  const bytes = Buffer.from(content as string);
  const pieces: Buffer[] = [];
  const piece = how.piece ?? bytes.length;
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  return seen(
    csvRows(byteReader(pieces.values()), {
      textColumn: (names) => names.find((name) => name === 'text' || name === '正文') ?? null,
      limit: how.limit ?? 2 ** 20,
      charset: null,
      wide: how.wide ?? null,
      askedWide: how.wide ?? null,
      decode: (name) => Buffer.from(name).toString(),
      tabs: how.tabs ?? false,
    }),
  );
}

describe('rows of CSV', () => {
  test('quotes, commas and line breaks inside a field', async () => {
    expect(await rowsOf('id,text\n1,"他说：""好"",\n走了。"\r\n2,\n')).toEqual({
      rows: [
        { name: 'row:1', text: '他说："好",\n走了。', fields: { id: '1' } },
        { name: 'row:2', text: '', fields: { id: '2' } },
      ],
      fault: null,
    });
  });

  test.each([
    ['semicolons', 'id;text\n1;"一;二"\n'],
    ['tabs', 'id\ttext\n1\t"一;二"\n'],
    ['bars', 'id|text\n1|一;二\n'],
    ['a byte order mark', '\ufeffid,text\n1,一;二\n'],
    ['empty lines', 'id,text\n\n\r\n1,一;二\n\n'],
  ])('%s', async (_, content) => {
    expect(await rowsOf(content)).toEqual({
      rows: [{ name: 'row:1', text: '一;二', fields: { id: '1' } }],
      fault: null,
    });
  });

  test('bytes of a text stay bytes; names and other cells are decoded', async () => {
    const text = '第一行\n，第二行';
    const bytes = iconv.encode(`编号,正文,题\n1,"${text}",标题\n`, 'gbk');
    const found: Buffer[] = [];
    const options = { textColumn: () => '正文', limit: 1000, charset: 'gbk', wide: null, askedWide: null, tabs: false };
    const decode = (cell: Uint8Array): string => iconv.decode(Buffer.from(cell), 'gbk');
    for await (const member of undamaged(csvRows(byteReader([bytes].values()), { ...options, decode }))) {
      expect([member.charset, member.document?.fields]).toEqual(['gbk', { 编号: '1', 题: '标题' }]);
      found.push((await member.bytes.some()) ?? Buffer.alloc(0));
    }
    expect(found.map((cell) => cell.toString('hex'))).toEqual([iconv.encode(text, 'gbk').toString('hex')]);
  });

  test.each(['utf16le', 'utf16be'])('%s with a BOM', async (encoding) => {
    const bytes = iconv.encode('id\ttext\r\n1\t正文。\r\n', encoding, { addBOM: true });
    expect((await rowsOf(bytes, { piece: 3 })).rows).toEqual([{ name: 'row:1', text: '正文。', fields: { id: '1' } }]);
  });

  test.each(['utf16le', 'utf16be'])('%s without a BOM', async (encoding) => {
    for (const [name, separator] of [
      ['a.csv', ','],
      ['a.tsv', '\t'],
    ] as const)
      for (const names of [
        ['id', 'text'],
        ['编号', '正文'],
      ] as const) {
        const table = [names, ['1', '今天上午，市图书馆新馆正式开放。']]
          .map((row) => `${row.join(separator)}\r\n`)
          .join('');
        const { records } = await readFolder({ [name]: iconv.encode(table, encoding, { addBOM: false }) });
        expect(records.map(({ text, source: { fields } }) => [text, fields])).toEqual([
          ['今天上午，市图书馆新馆正式开放。', { [names[0]]: '1' }],
        ]);
      }
  });

  test.each([
    '# 导出于 2024 年, "第一批\n# a,b,c\n\nid,text\n1,一;二\n',
    '#\r\nid,text\r\n1,一;二\r\n',
    '#id,text\n1,一;二\n',
  ])('comments above the names: %j', async (content) => {
    const { rows } = await rowsOf(content);
    expect(rows.map(({ text, fields }) => [text, Object.values(fields)])).toEqual([['一;二', ['1']]]);
  });

  test('lines with # are texts in a table without names, and below names', async () => {
    const tags = ['#新年# 今天去了图书馆，人很多。', '#图书馆# 又去了，还是人多。'];
    const { records } = await readFolder({
      'a.csv': `${tags.join(',1\n')},2\n`,
      'b.csv': `text,n\n${tags.join(',1\n')},2\n`,
    });
    expect(records.map(({ text }) => text)).toEqual([...tags, ...tags]);
  });

  test('rows in other encodings than the first ones: cells and fields are decoded in their own', async () => {
    const rows = [
      ['编号', '正文', '作者'],
      ['1', '今天上午，市图书馆新馆正式开放。', '王小明'],
      ['2', '新馆共有三层，一层是儿童阅览室。', '李小红和张三'],
    ];
    for (const encodings of [
      ['utf8', 'utf8', 'gbk'],
      ['gbk', 'gbk', 'utf8'],
    ]) {
      const lines = rows.map((row, index) => iconv.encode(`${row.join(',')}\n`, encodings[index] ?? ''));
      const { records } = await readFolder({ 'a.csv': Buffer.concat(lines) });
      expect(records.map(({ text, source: { fields } }) => [fields?.['编号'], text, fields?.['作者']])).toEqual(
        rows.slice(1),
      );
    }
  });

  test('empty and duplicate names, extra cells, missing cells', async () => {
    expect((await rowsOf('a,text,,a\n1,x,2,3,4\n5\n')).rows).toEqual([
      { name: 'row:1', text: 'x', fields: { a: '1', column_3: '2', a_2: '3', column_5: '4' } },
      { name: 'row:2', text: null, fields: { a: '5' } },
    ]);
  });

  test('names of built-in object properties', async () => {
    const { rows } = await rowsOf('__proto__,constructor,text\n1,2,x\n');
    expect(Object.entries(rows[0]?.fields ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  test('quotes inside an unquoted field are literal', async () => {
    expect((await rowsOf('text,b\n一"二"三,4\n')).rows).toEqual([
      { name: 'row:1', text: '一"二"三', fields: { b: '4' } },
    ]);
  });

  test('a tab-separated table without quoting swallows no lines', async () => {
    const { rows } = await rowsOf('id\ttext\n1\t"他说\n2\t"再""见"\n3\t三\n', { tabs: true });
    expect(rows.map(({ text }) => text)).toEqual(['"他说', '再"见', '三']);
  });

  test('a tab-separated table with quoting keeps its line breaks', async () => {
    const { rows } = await rowsOf('id\ttext\n1\t"一\n二"\n', { tabs: true });
    expect(rows.map(({ text }) => text)).toEqual(['一\n二']);
  });

  test('no text column: all columns are listed', async () => {
    const { fault } = await rowsOf('标题,链接\n1,2\n');
    expect(fault).toBe('has no known text column; --text-field selects one of "标题", "链接"');
  });

  test('the only column is the text, with or without a name', async () => {
    expect((await rowsOf('短评\n很好\n不错\n')).rows.map(({ text }) => text)).toEqual(['很好', '不错']);
    expect((await rowsOf('好评，下次再来\n差评\n')).rows.map(({ text }) => text)).toEqual(['好评，下次再来', '差评']);
  });

  test('an unterminated quote is a failure that states its row, and rows before it are kept', async () => {
    const content = `text\n一\n"${'二\n'.repeat(5000)}`;
    expect(await rowsOf(content, { limit: 1000 })).toEqual({
      rows: [{ name: 'row:1', text: '一', fields: {} }],
      fault: 'row 2 is too large, or a quote in it is never closed; --max-bytes raises the limit',
    });
    expect((await rowsOf(content)).fault).toBe('ends inside a quoted field of row 2');
  });

  const rowsFrom = (first: number, last: number, row: (id: number) => string): string =>
    Array.from({ length: last - first + 1 }, (_, index) => row(first + index)).join('');
  const plain = (id: number): string => `${id},第${id}段。\r\n`;
  const quotedRow = (id: number): string => `${id},"第${id}段，“好”。"\r\n`;

  test.each([
    ['rows without quotes behind it, to the end', plain, '8,"第8段。\r\n', plain],
    ['rows with quotes behind it, the next of which closes it', quotedRow, '8,"第8段。\r\n', quotedRow],
    ['two rows behind one another', quotedRow, '7,"第7段。\r\n8,"第8段。\r\n', quotedRow],
    ['a text of several lines', plain, '8,"第8段。\r\n第二行。\r\n第三行。\r\n', plain],
    ['the last row', plain, '21,"第21段。', null],
    ['more rows than are looked for again', plain, rowsFrom(8, 60, (id) => `${id},"第${id}段。\r\n`), plain],
  ])('an unclosed quotation mark takes no other row: %s', async (_, before, rows, behind) => {
    const ids = Array.from(rows.matchAll(/^(\d+),"/gm), ([, id]) => Number(id));
    const last = behind === null ? (ids.at(-1) ?? 0) : 99;
    const after = behind === null ? '' : rowsFrom((ids.at(-1) ?? 0) + 1, last, behind);
    const content = `id,text\r\n${rowsFrom(1, (ids[0] ?? 0) - 1, before)}${rows}${after}`;
    for (const piece of [content.length * 3, 61]) {
      const found = await rowsOf(content, { piece });
      expect(found.rows.map(({ fields }) => Number(fields['id']))).toEqual(
        Array.from({ length: last }, (_one, at) => at + 1),
      );
      for (const { text, fields } of found.rows) expect(text).toMatch(new RegExp(`^第${String(fields['id'])}段`));
      expect(found.fault).toMatch(/^a quotation mark in row \d+ is never closed/);
    }
  });

  test.each([
    ['lines with commas in a closed field', '1,"一,二\n三,四\n五,六"\n2,七\n'],
    ['a field that begins with a quotation', '1,"""一"",二\n三,四"\n2,七\n'],
    ['a quotation mark inside of a field', '1,"一"二，三"\n2,七\n'],
  ])('what is no unclosed quotation mark stays: %s', async (_, content) => {
    const { rows, fault } = await rowsOf(`id,text\n${content}`);
    expect([rows.map(({ fields }) => fields['id']), fault]).toEqual([['1', '2'], null]);
  });

  test.each([['sep=;\r\nid;text\r\n1;一,二\r\n'], ['sep=,\nid,text\n1,"一,二"\n'], ['"sep=\t"\nid\ttext\n1\t一,二\n']])(
    'the delimiter that a first line states for Excel: %j',
    async (content) => {
      const rows = [{ name: 'row:1', text: '一,二', fields: { id: '1' } }];
      expect(await rowsOf(content)).toEqual({ rows, fault: null });
      expect(await rowsOf(`\ufeff${content}`)).toEqual({ rows, fault: null });
    },
  );

  test('no rows at all', async () => {
    expect(await rowsOf('')).toEqual({ rows: [], fault: null });
    expect(await rowsOf('text\n')).toEqual({ rows: [], fault: null });
  });

  const cell = fc.string({ unit: fc.constantFrom('中', 'a', '"', ',', '\n', '\r\n', '\t', ' ', ';', '１') });
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

  test('written tables are read back, however the bytes are chunked', () =>
    fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, piece) => {
        const content = [['id', 'text'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
        const read = await rowsOf(content, { piece });
        expect(read.rows.map(({ fields, text }) => [fields['id'], text])).toEqual(rows);
      }),
    ));

  test('only Damage is thrown, whatever the bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, tabs) => {
        await rowsOf(Buffer.concat([Buffer.from('text,b\n'), bytes]), { tabs });
      }),
    ));
});

test.each(['utf16le', 'utf16be'])('the command reads a table in %s with a BOM', (encoding) => {
  const file = join(temporaryFolder(), 'a.csv');
  writeFileSync(file, iconv.encode('id,正文\n1,第一行的内容。\n2,第二行的内容。\n', encoding, { addBOM: true }));
  expect(command(['-q', file]).records.map(({ text }) => text)).toEqual(['第一行的内容。', '第二行的内容。']);
});

test.each(['utf-16le', 'utf-16be'])('a table in %s without a mark, if a person says so', async (encoding) => {
  const table = iconv.encode('id,正文\n1,"第一行的内容。\n，第二行。"\n2,第二行的内容。\n', encoding, {
    addBOM: false,
  });
  const { records } = await readFolder({ 'a.csv': table }, { encoding });
  expect(records.map(({ text }) => text)).toEqual(['第一行的内容。\n，第二行。', '第二行的内容。']);
  expect(records[0]).toMatchObject({ encoding: { name: encoding, replaced: 0 }, source: { fields: { id: '1' } } });
});

test('a table without a text column is named for what it is', async () => {
  const path = join(temporaryFolder(), 'a.csv');
  writeFileSync(path, '编号,栏目\n1,新闻\n');
  const file = { kind: 'file', name: Buffer.from('a.csv'), path: Buffer.from(path), size: 0, live: false } as const;
  const found: unknown[] = [];
  for await (const one of readSources(file, { maxBytes: 1e6 }, Infinity)) found.push(one);
  expect(found).toMatchObject([
    {
      kind: 'failed',
      reason: 'no-text-field',
      why: expect.stringMatching(/--text-field selects one of "编号", "栏目"/) as string,
    },
  ]);
});

test.each(['review', 'comment', 'sentence', '评论', '评价', '句子', '正文', 'content_html'])(
  'a column called %s holds the texts',
  async (column) => {
    const { records } = await readFolder({ 'a.csv': `label,${column}\n1,房间很干净，下次还来住。\n` });
    expect(records).toMatchObject([{ text: '房间很干净，下次还来住。', source: { fields: { label: '1' } } }]);
  },
);
