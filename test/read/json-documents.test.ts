import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { command, temporaryFolder } from '../run/command.ts';
import { readFolder } from '../run/in-process.ts';
import type { Ended } from '../run/in-process.ts';
import { mustBeValid } from '../run/records.ts';
import type { ReadOptions } from '../../src/cli/options/types.ts';
import { elementsAt, valuesIn } from '../../src/read/json/elements.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';
const PAGE = `<p>${ONE}</p><p>${TWO}</p>`;

/** Runs the command on a file of this name. */
function spawned(name: string, content: string | Uint8Array, ...args: string[]): ReturnType<typeof command> {
  const folder = temporaryFolder();
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
  const ended = command([...args, name], { cwd: folder });
  ended.records.forEach(mustBeValid);
  return ended;
}

/** The same in this process. */
function run(name: string, content: string | Uint8Array, options: Partial<ReadOptions> = {}): Promise<Ended> {
  return readFolder({ [name]: content }, options);
}

function texts({ records }: Pick<Ended, 'records'>): readonly (readonly [string | null, string])[] {
  return records.map(({ source, text }) => [source.member, text]);
}

const BOTH = [
  ['item:1', ONE],
  ['item:2', TWO],
];

describe('an array of documents', () => {
  test.each([
    ['by itself', [{ text: ONE }, { text: TWO }]],
    ['in an answer', { code: 0, message: '成功', data: { total: 2, list: [{ content: ONE }, { content: TWO }] } }],
    ['under a name of its own', { errno: 0, stories: [{ body: ONE }, { body: TWO }] }],
    ['with markup', { items: [{ content_html: `<p>${ONE}</p>` }, { content_html: `<div>${TWO}</div>` }] }],
    ['of wrapped ones', { result: [{ article: { content: ONE } }, { article: { content: TWO } }] }],
    [
      'under a head with a description',
      { title: '专题', desc: '短短一句。', list: [{ content: ONE }, { content: TWO }] },
    ],
  ])('%s', async (_, value) => {
    expect(texts(await run('a.json', JSON.stringify(value, null, 1)))).toEqual(BOTH);
    expect(texts(await run('api/list', JSON.stringify(value)))).toEqual(BOTH);
  });

  test.each(['utf-16le', 'utf-16be'])('%s without a byte order mark', async (encoding) => {
    const bytes = (text: string): Buffer => iconv.encode(text, encoding, { addBOM: false });
    const items = [
      { title: '一', content: ONE },
      { title: '二', content: TWO },
    ];
    expect(texts(await run('a.json', bytes(JSON.stringify(items))))).toEqual(BOTH);
    expect(texts(await run('a.json', bytes(JSON.stringify(items, null, 2))))).toEqual(BOTH);
    const feed = items.map(
      ({ title, content }) => `<item><title>${title}</title><description>${content}</description></item>`,
    );
    const rss = `<?xml version="1.0"?><rss version="2.0"><channel>${feed.join('')}</channel></rss>`;
    expect(texts(await run('a.xml', bytes(rss)))).toEqual(BOTH);
    expect(texts(await run('a.txt', bytes(`A: ${ONE}`)))).toEqual([[null, `A: ${ONE}`]]);
  });

  test('each has its own bytes and the encoding of the file', async () => {
    const items = [
      { content: ONE, n: 1 },
      { content: TWO, n: 2 },
    ];
    const utf8 = await run('a.json', JSON.stringify(items));
    expect(utf8.records.map(({ source }) => source.bytes)).toEqual(
      items.map((item) => Buffer.byteLength(JSON.stringify(item))),
    );
    expect(utf8.records.map(({ source }) => source.fields)).toEqual([{ n: 1 }, { n: 2 }]);
    const gbk = await run('a.json', iconv.encode(JSON.stringify(items), 'gbk'));
    expect(texts(gbk)).toEqual(BOTH);
    for (const { encoding } of gbk.records) expect(encoding.name).toMatch(/^gb/);
    expect(gbk.records.map(({ id }) => id)).toEqual(utf8.records.map(({ id }) => id));
  });

  test.each([
    ['with a byte order mark', Buffer.from(`\uFEFF${JSON.stringify([{ text: ONE }, { text: TWO }])}`)],
    ['in UTF-16', Buffer.from(`\uFEFF${JSON.stringify([{ text: ONE }, { text: TWO }])}`, 'utf16le')],
    ['as JSONP', Buffer.from(`/**/ jQuery123_4({"data":${JSON.stringify([{ text: ONE }, { text: TWO }])}});`)],
    ['behind a guard', Buffer.from(`)]}',\n{"data":${JSON.stringify([{ text: ONE }, { text: TWO }])}}`)],
    ['one after the other', Buffer.from(`{\n"text":"${ONE}"}\n{\n"text":"${TWO}"}`)],
  ])('%s', async (_, bytes) => {
    expect(texts(await run('a.js', bytes))).toEqual(BOTH);
  });

  test('--text-field: a path through the array, the end of it, an exact key with a dot', async () => {
    const value = { data: { list: [{ para: { zh: ONE } }, { para: { zh: TWO } }], content: '别的' } };
    const json = JSON.stringify(value);
    for (const path of ['data.list.para.zh', 'para.zh'])
      expect(texts(await run('a.json', json, { textField: path }))).toEqual(BOTH);
    expect(
      texts(
        await run('a.json', JSON.stringify({ 'data.content': ONE, data: { content: TWO } }, null, 1), {
          textField: 'data.content',
        }),
      ),
    ).toEqual([[null, ONE]]);
  });

  test('one without a text is marked, and --on-error can drop it or fail', async () => {
    const json = JSON.stringify([{ text: ONE }, { id: 2 }, { text: TWO }]);
    const all = await run('a.json', json);
    expect(all.records.map(({ warnings }) => warnings)).toEqual([[], ['no-text-field'], []]);
    expect(texts(spawned('a.json', json, '--on-error', 'skip'))).toEqual([BOTH[0], ['item:3', TWO]]);
    expect(spawned('a.json', json, '--on-error', 'fail').code).toBe(1);
  });

  test('the same from a worker and from a pipe', () => {
    const items = Array.from({ length: 3000 }, (_, n) => ({ id: n, content: `${ONE}第${n}天，${TWO}` }));
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ data: items }));
    const one = command(['-q', '-j1', 'a.json'], { cwd: folder });
    expect(one.records.length).toBe(3000);
    expect(one.records[2999]).toMatchObject({ text: `${ONE}第2999天，${TWO}`, source: { member: 'item:3000' } });
    expect(command(['-q', '-j2', 'a.json'], { cwd: folder }).stdout === one.stdout).toBe(true);
    const piped = command(['-q', '-'], { cwd: folder, input: JSON.stringify({ data: items }) });
    expect(piped.records.length).toBe(3000);
  });
});

describe('one document', () => {
  test.each([
    ['as it is', { title: '新馆', content: ONE }],
    ['in an answer', { code: 0, data: { title: '新馆', content: `<p>${ONE}</p>`, comments: [{ content: '好' }] } }],
  ])('%s', async (_, value) => {
    const { records } = await run('a.json', JSON.stringify(value, null, 2));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ text: ONE, title: '新馆', source: { member: null, format: 'json' } });
  });

  test('markup in a field is read as markup', async () => {
    expect(texts(await run('a.json', JSON.stringify({ data: { html: PAGE } })))).toEqual([[null, `${ONE}\n${TWO}`]]);
  });

  test('JSONL finds the usual names as well, and keeps its own', async () => {
    expect(texts(await run('a.jsonl', `{"content":"${ONE}"}\n{"text":"${TWO}","content":"别的"}\n`))).toEqual([
      ['line:1', ONE],
      ['line:2', TWO],
    ]);
  });

  test('a single-line API response longer than the head is not JSONL; JSONL with long lines is', async () => {
    const long = '今天上午，市图书馆新馆正式开放，读者很多。'.repeat(2000);
    expect(
      texts(await run('list', JSON.stringify({ code: 0, data: { list: [{ content: long }, { content: ONE }] } }))),
    ).toEqual([
      ['item:1', long],
      ['item:2', ONE],
    ]);
    expect(texts(await run('list', `{"id":1,"text":"${long}"}\n{"id":2,"text":"${ONE}"}\n`))).toEqual([
      ['line:1', long],
      ['line:2', ONE],
    ]);
  });
});

test.each([
  ['a.json', JSON.stringify(`${ONE}\n${TWO}`), [[null, `${ONE}\n${TWO}`]]],
  ['a.json', JSON.stringify([ONE, TWO]), BOTH],
  ['list', JSON.stringify([ONE, TWO], null, 1), BOTH],
  [
    'a.json',
    JSON.stringify([[ONE, TWO], [TWO]]),
    [
      ['item:1', `${ONE}\n${TWO}`],
      ['item:2', TWO],
    ],
  ],
  ['a.json', JSON.stringify([{ text: ONE }, TWO]), BOTH],
])('documents that are strings: %s %s', async (name, json, expected) => {
  const { code, records } = await run(name, json);
  expect([code, texts({ records })]).toEqual([0, expected]);
  expect(records.flatMap(({ warnings }) => warnings)).toEqual([]);
});

test('documents under their keys', async () => {
  const { records } = await run('a.json', JSON.stringify({ 新馆: { title: '一', content: ONE }, 2: { content: TWO } }));
  expect(records.map(({ source: { member, fields }, text }) => [member, fields, text])).toEqual([
    ['item:1', { key: '2' }, TWO],
    ['item:2', { key: '新馆', title: '一' }, ONE],
  ]);
});

test.each([
  [`[{"text":"${ONE}","tags":["一,]","二",],},\n{"text":"${TWO}",},\n]`, BOTH],
  [`{\n"data": {"content": "${ONE}",},\n}`, [[null, ONE]]],
  [
    `{"text":"${ONE}",}\n{"text":"${TWO}",}\n`,
    [
      ['line:1', ONE],
      ['line:2', TWO],
    ],
  ],
])('commas behind the last value: %s', async (json, expected) => {
  const { code, records } = await run('a.json', json);
  expect([code, texts({ records })]).toEqual([0, expected]);
});

test('sequences with a mark in front of each value', async () => {
  const sequence = (space?: number): string =>
    [ONE, TWO].map((text) => `\x1e${JSON.stringify({ text }, null, space)}\n`).join('');
  expect(texts(await run('a.json-seq', sequence(1)))).toEqual(BOTH);
  for (const name of ['a.json', 'a.jsonl', 'a.json-seq'])
    expect(texts(await run(name, sequence()))).toEqual([
      ['line:1', ONE],
      ['line:2', TWO],
    ]);
});

describe('not documents', () => {
  test('JSON without a text is skipped, counted and reported with its keys', async () => {
    const ended = await run('settings.json', '{"name":"app","icons":[{"src":"a.png"}]}');
    expect([ended.code, ended.records.length]).toEqual([0, 0]);
    expect(ended.stderr).toMatch(/no field known to hold a text \(it holds "name", "icons"\); --text-field names one/);
  });

  test.each([
    ['an array', `[{"text":"${ONE}"},{"text":"${TWO}"},{"text":"没有`, 2],
    ['an object', `{"data":[{"text":"${ONE}"`, 0],
    ['malformed', `[{"text":"${ONE}"},{"text":oops},{"text":"${TWO}"}]`, 1],
  ])('truncated %s is a failure; what precedes the cut is kept', async (_, json, kept) => {
    const ended = await run('a.json', json);
    expect([ended.code, ended.records.length]).toEqual([1, kept]);
    expect(ended.stderr).toMatch(/is JSON that breaks off or is malformed/);
  });

  test.each([
    '{"a": 1} 这样的一行叫作对象，本文讲它的写法。',
    '["甲","乙"] 是一个数组。',
    '[图] 今天上午，市图书馆新馆正式开放。',
    '{今天}上午，市图书馆新馆正式开放。',
  ])('a text that begins like it: %s', async (text) => {
    const { records } = await run('a.txt', text);
    expect(records.map(({ source }) => source.format)).toEqual(['text']);
  });

  test('deep nesting', async () => {
    const deep = `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect((await run('a.json', deep)).code).toBe(0);
    expect((await run('a.json', '['.repeat(300_000))).code).toBe(1);
    const wrapped = `${'{"data":'.repeat(5000)}{"content":"${ONE}"}${'}'.repeat(5000)}`;
    expect((await run('a.json', wrapped)).code).toBe(0);
  });

  test('millions of backslashes and quotes are fast', async () => {
    const started = Date.now();
    const ended = await run('a.json', `[{"text":"${'\\\\'.repeat(500_000)}"},{"text":"${'\\"'.repeat(500_000)}"}]`, {
      skip: ['repair', 'strip'],
    });
    expect(ended.records).toHaveLength(2);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test('input over --max-bytes is refused by size', async () => {
    expect(await run('a.json', JSON.stringify([{ text: ONE.repeat(100) }]), { maxBytes: 1000 })).toMatchObject({
      code: 1,
    });
  });
});

test('elements and values are found where JSON.parse finds them', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.string(), fc.boolean(), (list, key, pretty) => {
      const space = pretty ? 2 : undefined;
      const json = JSON.stringify({ before: { [key]: [0] }, [key]: list, after: '[1]' }, null, space);
      const path = key === 'after' || key === 'before' ? [] : [key];
      const wanted = path.length === 0 ? [] : list;
      const found = [...elementsAt(json, path)].map(({ start, end }) => JSON.parse(json.slice(start, end)) as unknown);
      expect(JSON.stringify(found)).toBe(JSON.stringify(wanted));
      const several = list.map((value) => JSON.stringify(value, null, space)).join('\n');
      const values = [...valuesIn(several)].map(({ start, end }) => JSON.parse(several.slice(start, end)) as unknown);
      expect(JSON.stringify(values)).toBe(JSON.stringify(list));
    }),
  );
});

test.each([
  ['in the head that is examined', 300_000],
  ['longer than that', 2 ** 20 + 300_000],
])('a long damaged first line does not hide the lines of a file too large to be held: %s', async (_, length) => {
  const lines = '{"text":"天气很好"}\n'.repeat(30);
  const file = Buffer.concat([Buffer.alloc(length, 'x"'), Buffer.from(`\n${lines}`)]);
  const { code, records, stderr } = await readFolder({ 'a.jsonl': file }, { maxBytes: 2 ** 17 });
  expect([code, stderr]).toEqual([1, 'a.jsonl line:1: larger than 128 KiB; --max-bytes raises the limit\n']);
  expect(records.map(({ text }) => text)).toEqual(Array(30).fill('天气很好'));
});

test.each(['[', '<'])('a name does not make JSONL of a large file that begins with %s', async (start) => {
  const { code, stderr } = await readFolder({ 'a.jsonl': start + 'x'.repeat(2 ** 20) }, { maxBytes: 2 ** 17 });
  expect([code, stderr]).toEqual([1, 'a.jsonl: larger than 128 KiB; --max-bytes raises the limit\n']);
});
