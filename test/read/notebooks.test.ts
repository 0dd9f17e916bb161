import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';

const CELLS = [
  { cell_type: 'markdown', metadata: {}, source: ['# 读书笔记\n', `${ONE}\n`] },
  { cell_type: 'code', source: ['print("代码不是正文")'], outputs: [{ text: ['输出也不是'] }], execution_count: 1 },
  { cell_type: 'raw', source: TWO },
];

test.each([
  ['version 4', { cells: CELLS, metadata: { title: '读书笔记', kernelspec: { name: 'python3' } }, nbformat: 4 }],
  [
    'version 3',
    { worksheets: [{ cells: CELLS }], metadata: { title: '读书笔记', kernelspec: { name: 'python3' } }, nbformat: 3 },
  ],
])('the prose of a notebook is its text, code is left out: %s', async (_, notebook) => {
  for (const spaces of [1, 0]) {
    const ended = await readFolder({ 'a.ipynb': JSON.stringify(notebook, null, spaces) });
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.records).toMatchObject([
      {
        title: '读书笔记',
        text: `${ONE}\n${TWO}`,
        source: { format: 'json', fields: { kernelspec: { name: 'python3' } } },
      },
    ]);
  }
});

test('other JSON with cells is not a notebook', async () => {
  const ended = await readFolder({ 'a.json': JSON.stringify({ cells: [{ text: ONE }, { text: TWO }] }) });
  expect(ended.records.map(({ text }) => text)).toEqual([ONE, TWO]);
});
