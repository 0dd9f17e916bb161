import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { byteReader } from '../../src/archives/index.ts';
import { isTagged, taggedDocuments } from '../../src/archives/tagged.ts';
import { readFolder } from '../run/in-process.ts';
import { seen } from '../run/members.ts';

const ONE = '今天上午，市图书馆新馆正式开放，读者可以免费借阅。';
const TWO = '新馆共有三层，一层是儿童阅览室，二层是报刊阅览室。';

const WIKI = `<doc id="13" url="https://zh.wikipedia.org/wiki?curid=13" title="新馆">
新馆

${ONE}
${TWO}

</doc>
<doc id="18" url="https://zh.wikipedia.org/wiki?curid=18" title="旧馆">
旧馆

a < b & c。${TWO}
</doc>
`;

const WIRE = `<DOC id="XIN_CMN_20040101.0001" type="story" >
<HEADLINE>
新馆开放
</HEADLINE>
<DATELINE>
新华社北京１月１日电
</DATELINE>
<TEXT>
<P>
今天上午，市图书馆新馆正式开
放，读者可以免费借阅。
</P>
<P>
${TWO}
</P>
</TEXT>
</DOC>
`;

const NEWS = `<doc>
<url>http://a.cn/1.shtml</url>
<docno>98590b972ad2f0ea</docno>
<contenttitle>新馆开放</contenttitle>
<content>${ONE}</content>
</doc>
<doc>
<url>http://a.cn/2.shtml</url>
<docno>34913306c0bb3300</docno>
<contenttitle></contenttitle>
<content></content>
</doc>
`;

describe('files of <doc>', () => {
  test('WikiExtractor: a record a document, its attributes as fields', async () => {
    const { code, records } = await readFolder({ wiki_00: WIKI, 'wiki_01.gz': gzipSync(WIKI) });
    expect(code).toBe(0);
    expect(records).toHaveLength(4);
    expect(records[0]).toMatchObject({
      title: '新馆',
      text: `${ONE}\n${TWO}`,
      url: 'https://zh.wikipedia.org/wiki?curid=13',
      source: { path: 'wiki_00', member: 'doc:1', fields: { id: '13' } },
    });
    expect(records[1]).toMatchObject({ title: '旧馆', text: `a < b & c。${TWO}` });
  });

  test('newswire: paragraphs whose lines are wrapped', async () => {
    const { records } = await readFolder({ xin: WIRE + WIRE });
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject({
      title: '新馆开放',
      text: `${ONE}\n${TWO}`,
      source: { format: 'html', fields: { id: 'XIN_CMN_20040101.0001', dateline: '新华社北京１月１日电' } },
    });
  });

  test.each(['utf8', 'gb18030'])('collections of news in %s', async (encoding) => {
    const { records } = await readFolder({ 'news.dat': iconv.encode(NEWS, encoding) }, { script: 'keep' });
    expect(records).toMatchObject([
      { title: '新馆开放', text: ONE, url: 'http://a.cn/1.shtml', source: { fields: { docno: '98590b972ad2f0ea' } } },
      { title: null, text: '', warnings: ['empty'] },
    ]);
  });

  test('what stands before damage is given, and the damage named', async () => {
    for (const [damaged, why] of [
      [WIKI.slice(0, -20), /ends inside document 2/],
      [
        WIKI.replace('</doc>\n<doc', '</doc>\nabc <doc'),
        /something else than <doc> in front of document 2, at byte \d+/,
      ],
    ] as const) {
      const { code, records, stderr } = await readFolder({ wiki_00: damaged });
      expect([code, records.length]).toEqual([1, 1]);
      expect(stderr).toMatch(why);
    }
  });

  test('a document beyond the limit is refused', async () => {
    const { code, stderr } = await readFolder({ wiki: WIKI.replace(ONE, ONE.repeat(2000)) }, { maxBytes: 20_000 });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/larger than/)]);
  });

  test('however the bytes come', async () => {
    const bytes = Buffer.from(WIKI + WIRE);
    const options = { maxBytes: 1e6, charset: null, decode: (part: Uint8Array) => Buffer.from(part).toString() };
    const whole = await seen(taggedDocuments(byteReader([bytes].values()), options));
    expect(whole.rows).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        expect(await seen(taggedDocuments(byteReader(pieces.values()), options))).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test.each(['<doc>正文</doc>', '<doctor>张三</doctor>', '<document id="1">', '<p><doc id="1">', '<docs url="a">'])(
    '%s does not open one',
    (text) => {
      expect(isTagged(Buffer.from(text))).toBe(false);
    },
  );
});

test('a book of FictionBook: its text, without its pictures', async () => {
  const book = `<?xml version="1.0" encoding="utf-8"?><FictionBook><description><title-info><book-title>新馆记</book-title></title-info></description>
    <body><section><title><p>第一章</p></title><p>${ONE}</p></section></body><binary id="a.jpg">/9j/4AAQ</binary></FictionBook>`;
  const { records } = await readFolder({ 'a.fb2': book }, { skip: ['strip'] });
  expect(records).toMatchObject([{ title: '新馆记', text: `第一章\n${ONE}` }]);
});

test.each([
  ['strings', { title: '新馆', content: [ONE, TWO] }],
  ['paragraphs', { title: '新馆', author: '张三', paragraphs: [ONE, TWO] }],
  ['numbered paragraphs', { 段落: [ONE, TWO].map((内容, 行号) => ({ 行号, 内容 })), title: '新馆' }],
])('a text that is a list of %s', async (_, value) => {
  const { records } = await readFolder({ 'a.jsonl': `${JSON.stringify(value)}\n`, 'b.json': JSON.stringify([value]) });
  expect(records).toMatchObject([
    { title: '新馆', text: `${ONE}\n${TWO}` },
    { title: '新馆', text: `${ONE}\n${TWO}` },
  ]);
});

test('lists of other things are no text', async () => {
  const { records } = await readFolder({ 'a.jsonl': '{"content":[1,2]}\n{"content":[]}\n{"content":[{"a":"b"}]}\n' });
  expect(records.map(({ text, warnings }) => [text, warnings])).toEqual(Array(3).fill(['', ['no-text-field']]));
});

test('a column called 微博正文 holds the texts', async () => {
  const { records } = await readFolder({ 'a.csv': `id,微博正文,发布位置\n1,${ONE},北京\n` });
  expect(records).toMatchObject([{ text: ONE, source: { fields: { id: '1', 发布位置: '北京' } } }]);
});

test('a table without names: its longest column, the first row too', async () => {
  const table = `体育\t${ONE}\n财经\t${TWO}\n`;
  const { records } = await readFolder({ 'a.tsv': table });
  expect(records.map(({ text, source }) => [text, source.fields])).toEqual([
    [ONE, { column_1: '体育' }],
    [TWO, { column_1: '财经' }],
  ]);
  const asked = await readFolder({ 'a.tsv': table }, { textField: 'column_1' });
  expect(asked.records.map(({ source }) => source.fields)).toEqual([{ column_2: ONE }, { column_2: TWO }]);
  expect((await readFolder({ 'a.tsv': table }, { textField: '正文' })).code).toBe(1);
});

test('a dump of a database is named, and fails', async () => {
  const dump = "CREATE TABLE `news` (`id` int);\nINSERT INTO `news` VALUES (1,'新馆');\n";
  expect(await readFolder({ 'a.sql': dump, 'b.sql': ONE })).toMatchObject({
    code: 1,
    records: [{ text: ONE, source: { path: 'b.sql' } }],
    stderr: 'a.sql: is a database dump, which is not supported; export the table as CSV or JSON\n',
  });
});
