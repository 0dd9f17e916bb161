import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJsonLine } from '../../src/index.ts';
import type { CorpusRecord, Options } from '../../src/index.ts';
import { mustBeValid, recordOf } from '../run/records.ts';

const TEXT = '今天上午，市图书馆新馆正式开放。\n新馆共有三层，一层是儿童阅览室。';

/** The record of a JSONL line with these fields besides its text. */
function lineRecord(fields: object, options: Options = {}, text = TEXT): CorpusRecord {
  return recordOf(JSON.stringify({ ...fields, text }), options, { format: 'jsonl', member: 'line:1' });
}

describe('fields that come with a document', () => {
  test('are used, and stay in source.fields', () => {
    const fields = {
      title: '图书馆新馆开放',
      date: '2019-03-04 08:30',
      author: '张三、李四',
      url: 'https://a.cn/1.html',
      source: '江城晚报',
      description: '新馆有三层。',
      keywords: '图书馆,开放',
      category: '本地',
    };
    const record = lineRecord(fields);
    expect(record).toMatchObject({
      text: TEXT,
      title: '图书馆新馆开放',
      published: '2019-03-04T08:30:00+08:00',
      credits: [{ role: '作者', names: ['张三', '李四'] }],
      url: 'https://a.cn/1.html',
      outlet: '江城晚报',
      description: '新馆有三层。',
      keywords: ['图书馆', '开放'],
      section: ['本地'],
    });
    expect(record.source.fields).toEqual(fields);
  });

  test('are in simplified script like the rest of the record', () => {
    const record = lineRecord({ title: '圖書館新館開放' }, {}, '今天上午，市圖書館新館正式開放。');
    expect(record.title).toBe('图书馆新馆开放');
    expect(record.source.fields).toEqual({ title: '圖書館新館開放' });
  });

  test('a title that the text prints is removed from it; otherwise nothing is', () => {
    expect(lineRecord({ title: '新馆开放_江城晚报网' }, {}, `新馆开放\n${TEXT}`)).toMatchObject({
      text: TEXT,
      title: '新馆开放',
    });
    expect(lineRecord({ title: '另一个标题' }, {}, `短短的一行\n${TEXT}`)).toMatchObject({
      text: `短短的一行\n${TEXT}`,
      title: '另一个标题',
    });
  });

  test.each([
    ['2019-03-04', '2019-03-04'],
    ['2019/3/4', '2019-03-04'],
    ['2019年3月4日', '2019-03-04'],
    ['2019年3月4日 8:05', '2019-03-04T08:05:00+08:00'],
    ['2019-03-04T08:30:15.123Z', '2019-03-04T08:30:15+00:00'],
    ['2019-03-04T08:30:15+0900', '2019-03-04T08:30:15+09:00'],
    ['Mon, 04 Mar 2019 00:30:15 GMT', '2019-03-04T00:30:15+00:00'],
    ['Mon, 04 Mar 2019 00:30:15 -0500', '2019-03-04T00:30:15-05:00'],
    ['20190304', '2019-03-04'],
    ['20190304083015', '2019-03-04T08:30:15+08:00'],
    [1551659415, '2019-03-04T08:30:15+08:00'],
    ['1551659415', '2019-03-04T08:30:15+08:00'],
    [1551659415000, '2019-03-04T08:30:15+08:00'],
    [1551659415.25, '2019-03-04T08:30:15+08:00'],
    [1551659415123456, '2019-03-04T08:30:15+08:00'],
    [0, null],
    [42, null],
    [99999999999, null],
    ['2019-02-30', null],
    ['昨天', null],
    [true, null],
    [['2019-03-04'], null],
    [{ $date: '2019-03-04' }, null],
    ['', null],
  ])('the date %j is %j', (date, published) => {
    expect(lineRecord({ date }).published).toBe(published);
  });

  test('of several dates the first valid one', () => {
    expect(lineRecord({ published: '不详', pubDate: '2019-03-04', date: '2018-01-01' }).published).toBe('2019-03-04');
  });

  test.each([
    ['张三', ['张三']],
    ['作者：张三', ['张三']],
    ['张三 李四', ['张三', '李四']],
    ['梦里花落知多少', ['梦里花落知多少']],
    ['John Smith, Mary Jones and Li Lei', ['John Smith', 'Mary Jones', 'Li Lei']],
    ['a@b.cn (张三)', ['张三']],
    ['a@b.cn', []],
    [
      ['张三', '李四'],
      ['张三', '李四'],
    ],
    [{ name: '张三', id: 3 }, ['张三']],
    [
      [{ name: '张三' }, '李四', null, 7],
      ['张三', '李四'],
    ],
    [null, []],
    [17, []],
    ['null', []],
    ['https://a.cn/u/1', []],
    [{}, []],
  ])('the author %j is %j', (author, names) => {
    expect(lineRecord({ author }).credits).toEqual(names.length === 0 ? [] : [{ role: '作者', names }]);
  });

  test.each([
    [{ title: 7 }, 'title'],
    [{ title: 'null' }, 'title'],
    [{ title: ['一', '二'] }, 'title'],
    [{ title: 'https://a.cn/' }, 'title'],
    [{ title: '字'.repeat(400) }, 'title'],
    [{ source: 'c4' }, 'outlet'],
    [{ source: 'cc_net/zh_head.json' }, 'outlet'],
    [{ source: { path: '甲乙丙' } }, 'outlet'],
    [{ url: 'javascript:void(0)' }, 'url'],
    [{ url: '/1.html' }, 'url'],
    [{ kind: '新闻' }, 'kind'],
    [{ description: 3 }, 'description'],
    [{ timestamp: '2019-03-04' }, 'published'],
  ])('%j invents no %s', (fields, key) => {
    expect(lineRecord(fields)[key as keyof CorpusRecord]).toBeNull();
  });

  test('an invalid one leaves the field to the page', () => {
    const text = `来源：江城晚报  2021-03-04 08:30\n${TEXT}`;
    expect(lineRecord({ source: 5, date: '改天' }, {}, text)).toMatchObject({
      outlet: '江城晚报',
      published: '2021-03-04T08:30:00+08:00',
    });
  });

  test('--field: source names for record fields, dotted paths and exact keys with a dot', () => {
    const fields = { headline_zh: '甲标题', meta: { writer: '张三' }, 'a.b': '2019-03-04' };
    const names = { title: 'headline_zh', author: 'meta.writer', published: 'a.b' };
    expect(lineRecord(fields, { fields: names })).toMatchObject({
      title: '甲标题',
      credits: [{ role: '作者', names: ['张三'] }],
      published: '2019-03-04',
    });
    expect(() => lineRecord({}, { fields: { titel: 'x' } })).toThrow(/fields: no field is named 'titel'/);
  });

  test('fields given for all documents of a container are used too', () => {
    const record = recordOf(TEXT, {}, { format: 'text', fields: { title: '一本书', author: '张三' } });
    expect(record).toMatchObject({ title: '一本书', credits: [{ names: ['张三'] }] });
    expect(record.source.fields).toEqual({ title: '一本书', author: '张三' });
  });
});

const LABEL = fc.constantFrom('图书馆新馆开放', '江城晚报', '张三', '李四', '本地新闻');

test('our own records, older ones too, keep their fields when read again', () => {
  const page = `<html><head><title>新馆开放_江城晚报网</title></head><body><h1>新馆开放</h1>
    <p>2021-03-04 08:30　来源：江城晚报　记者 林晓月　编辑 周子安</p><p>今天上午，市图书馆新馆正式开放。</p></body></html>`;
  const first = recordOf(page, {}, { url: 'https://a.cn/1.html' });
  expect(first.credits.length).toBeGreaterThan(0);
  const keys = ['text', 'title', 'published', 'outlet', 'section', 'credits', 'url', 'kind', 'keywords'] as const;
  const { modified, kind, description, keywords, ...old } = first;
  for (const line of [toJsonLine(first), JSON.stringify({ ...old, schema: 1 })]) {
    const again = recordOf(line, {}, { format: 'jsonl', member: 'line:1' });
    for (const key of keys) expect(again[key], key).toEqual(first[key]);
  }
  expect([modified, kind, description, keywords]).toEqual([null, null, null, []]);
});

test('any values at all make a valid record', () => {
  const value = fc.oneof(fc.jsonValue(), LABEL, fc.array(LABEL), fc.record({ name: LABEL }));
  const keys = ['title', 'date', 'author', 'url', 'source', 'keywords', 'credits', 'section', 'kind', 'description'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (fields) => {
      const record = mustBeValid(lineRecord(fields));
      expect(record.text).toBe(TEXT);
    }),
  );
});
