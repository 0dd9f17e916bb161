import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';
const THREE = '馆内设有咖啡厅和放映厅。';

const RUNS = [
  '新馆的介绍在',
  { type: 'link', text: 'https://example.org/a' },
  '，',
  { type: 'bold', text: '明天' },
  '开放。',
];
const CHAT = {
  name: '读书会',
  type: 'private_group',
  messages: [
    { id: 1, type: 'message', from: '小红', text: ONE },
    { id: 2, type: 'message', from: '阿强', text: RUNS, text_entities: [] },
  ],
};
const SAID = [ONE, '新馆的介绍在https://example.org/a，明天开放。'];

async function textsOf(value: unknown, textField?: string): Promise<readonly string[]> {
  const options = textField === undefined ? {} : { textField };
  const { code, records } = await readFolder({ 'a.json': JSON.stringify(value) }, options);
  expect(code).toBe(0);
  return records.map(({ text }) => text);
}

test.each<[string, unknown, readonly string[]]>([
  ['an export of Telegram', CHAT, SAID],
  ['an export of all chats of Telegram', { about: 'x', chats: { about: 'y', list: [CHAT, CHAT] } }, [...SAID, ...SAID]],
  [
    'all chats of Telegram, and those that were left',
    { chats: { list: [CHAT] }, left_chats: { list: [{ messages: [{ text: TWO }] }] } },
    [...SAID, TWO],
  ],
  ['a list beside another of one document each', { list: [{ body: ONE }], hot: [{ body: TWO }] }, [ONE]],
  [
    'a list of lists',
    [
      { thread: 1, posts: [{ body: ONE }] },
      { thread: 2, posts: [{ body: TWO }, { body: THREE }] },
    ],
    [ONE, TWO, THREE],
  ],
  ['a list that one element does not have', { threads: [{ id: 1 }, { id: 2, posts: [{ body: ONE }] }] }, ['', ONE]],
  [
    'extracts of MediaWiki',
    { query: { normalized: [{ from: 'a', to: 'b' }], pages: { 53: { pageid: 53, title: '新馆', extract: ONE } } } },
    [ONE],
  ],
  [
    'a missing page beside extracts',
    { query: { pages: { '-1': { missing: '' }, 53: { title: '新馆', extract: ONE } } } },
    [ONE, ''],
  ],
  [
    'a parsed page of MediaWiki',
    { parse: { title: '新馆', text: { '*': `<div><p>${ONE}</p><p>${TWO}</p></div>` } } },
    [`${ONE}\n${TWO}`],
  ],
  ['the summary of a page', { title: '新馆', description: '图书馆', extract: ONE }, [ONE]],
  [
    'captions of YouTube',
    {
      wireMagic: 'pb3',
      events: [
        { segs: [{ utf8: '今天' }, { utf8: '开放' }] },
        { id: 1 },
        { segs: [{ utf8: '\n' }] },
        { segs: [{ utf8: TWO }] },
      ],
    },
    [`今天开放\n${TWO}`],
  ],
  ['newsContent', { result: { rows: [{ newsTitle: '一', newsContent: `<p>${ONE}</p>` }] } }, [ONE]],
  [
    'a listing of Reddit',
    {
      kind: 'Listing',
      data: {
        children: [
          { kind: 't3', data: { selftext: ONE } },
          { kind: 't1', data: { body: TWO } },
        ],
      },
    },
    [ONE, TWO],
  ],
])('the texts of %s', async (_, value, expected) => {
  expect(await textsOf(value)).toEqual(expected);
});

test.each<[string, unknown, readonly string[]]>([
  ['chats.list.messages.text', { chats: { list: [CHAT, CHAT] } }, [...SAID, ...SAID]],
  ['messages.text', [CHAT], SAID],
  [
    'events.segs.utf8',
    { events: [{ segs: [{ utf8: ONE }, { utf8: TWO }] }, { segs: [{ utf8: THREE }] }] },
    [ONE, TWO, THREE],
  ],
  ['pages.lines', { pages: [{ lines: [ONE, TWO] }, { lines: [THREE] }] }, [`${ONE}\n${TWO}`, THREE]],
])('a path leads through any number of arrays: %s', async (path, value, expected) => {
  expect(await textsOf(value, path)).toEqual(expected);
});

test('the pieces of a message stay in its fields', async () => {
  const { records } = await readFolder({ 'a.json': JSON.stringify(CHAT) });
  expect(records[1]?.source.fields).toMatchObject({ from: '阿强', text: RUNS });
  expect(records[0]?.source.fields).not.toHaveProperty('text');
});

test('pages of MediaWiki in its markup fail by name', async () => {
  const page = { revisions: [{ contentmodel: 'wikitext', content: `'''新馆'''，${ONE}` }] };
  const { code, records, stderr } = await readFolder({ 'a.json': JSON.stringify({ query: { pages: [page] } }) });
  expect([code, records.length]).toEqual([1, 0]);
  expect(stderr).toContain('prop=extracts');
});

test('actions of a bulk request to Elasticsearch are no documents', async () => {
  const lines = [
    { index: { _index: 'news', _id: '1' } },
    { title: '一', content: ONE },
    { create: {} },
    { content: TWO },
    { update: { _id: '3', retry_on_conflict: 3 } },
    { doc: { content: THREE } },
    { delete: { _id: '4' } },
    { index: { content: '目录' } },
  ];
  const { code, records, stderr } = await readFolder({
    'a.ndjson': lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  });
  expect(code).toBe(0);
  expect(records.map(({ text, source }) => [source.member, text])).toEqual([
    ['line:2', ONE],
    ['line:4', TWO],
    ['line:6', THREE],
    ['line:8', ''],
  ]);
  expect(stderr).toContain('a.ndjson line:1: skipped: is an action of a bulk request to Elasticsearch');
});
