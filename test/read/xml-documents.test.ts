import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';
const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

const POSTS = `\uFEFF${XML}<posts>
  <row Id="1" PostTypeId="1" CreationDate="2011-12-13T20:16:24.000" Body="&lt;p&gt;${ONE}&lt;/p&gt;&#xA;&lt;p&gt;${TWO}&lt;/p&gt;" Title="新馆何时开放" Tags="&lt;图书馆&gt;&lt;新馆&gt;" />
  <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2011-12-13T20:20:24.000" Body="&lt;p&gt;${TWO}&lt;/p&gt;" OwnerUserId="3" />
</posts>`;

test('rows of Stack Exchange are documents, with the text in an attribute', async () => {
  const { code, records } = await readFolder({ 'Posts.xml': POSTS });
  expect(code).toBe(0);
  expect(records).toMatchObject([
    {
      text: `${ONE}\n${TWO}`,
      title: '新馆何时开放',
      published: '2011-12-13T20:16:24+00:00',
      keywords: ['图书馆', '新馆'],
      source: { member: 'item:1', fields: { Id: '1', PostTypeId: '1' } },
      warnings: [],
    },
    { text: TWO, title: null, source: { member: 'item:2', fields: { ParentId: '1', OwnerUserId: '3' } } },
  ]);
  expect(records[0]?.source.fields).not.toHaveProperty('Body');
});

test('a table of Stack Exchange that breaks off keeps the rows before', async () => {
  const { code, records, stderr } = await readFolder({ 'Posts.xml': POSTS.slice(0, -60) });
  expect([code, records.map(({ text }) => text)]).toEqual([1, [`${ONE}\n${TWO}`]]);
  expect(stderr).toContain('breaks off after 1 document');
});

test.each([
  ['Chinese in attributes alone', `<names><name zh="${ONE}"/></names>`, 1, 'attributes'],
  ['no text at all', '<settings><size width="3"/></settings>', 0, 'without text'],
])('XML with %s yields no empty record', async (_, xml, status, why) => {
  const { code, records, stderr } = await readFolder({ 'a.xml': XML + xml });
  expect([code, records.length]).toEqual([status, 0]);
  expect(stderr).toContain(why);
});

test('notes of Evernote are documents', async () => {
  const note = (title: string, body: string): string =>
    `<note><title>${title}</title><content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x.dtd"><en-note>${body}</en-note>]]></content><created>20200101T020304Z</created><tag>读书</tag><note-attributes><source-url>https://example.org/a</source-url></note-attributes><resource><data encoding="base64">/9j/</data></resource></note>`;
  const notes = `${note('新馆', `<div>${ONE}</div><div>${TWO}<br/></div><en-crypt hint="x">AAAA</en-crypt>`)}${note('旧馆', `<div>${TWO}</div>`)}`;
  const { records } = await readFolder({
    'a.enex': `${XML}<!DOCTYPE en-export SYSTEM "y.dtd"><en-export application="Evernote">${notes}</en-export>`,
  });
  expect(records).toMatchObject([
    {
      text: `${ONE}\n${TWO}`,
      title: '新馆',
      published: '2020-01-01T02:03:04+00:00',
      url: 'https://example.org/a',
      keywords: ['读书'],
      source: { member: 'item:1' },
      warnings: [],
    },
    { text: TWO, title: '旧馆', source: { member: 'item:2' } },
  ]);
});

const W = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"';
const HALVES = `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>今天上午，市图书馆</w:t></w:r><w:r><w:t>新馆</w:t></w:r><w:del><w:r><w:delText>旧馆</w:delText></w:r></w:del><w:r><w:footnote><w:p><w:r><w:t>见本报昨日报道。</w:t></w:r></w:p></w:footnote></w:r><w:r><w:t>正式开放。</w:t></w:r></w:p>`;
const BODY = `${HALVES}<w:p><w:r><w:t>${TWO}</w:t><w:br/><w:t>${ONE}</w:t></w:r></w:p><w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr>`;
const PARAGRAPHS = `${ONE}\n见本报昨日报道。\n${TWO}\n${ONE}`;

test.each([
  [
    'of 2003',
    `<w:wordDocument ${W}><o:DocumentProperties><o:Author>张三</o:Author></o:DocumentProperties><w:body><wx:sect>${BODY}</wx:sect></w:body></w:wordDocument>`,
  ],
  [
    'in one file of parts',
    `<pkg:package xmlns:pkg="x"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document ${W}><w:body>${BODY}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>`,
  ],
])('paragraphs of Word in XML %s are lines', async (_, xml) => {
  const { records } = await readFolder({ 'a.xml': XML + xml }, { skip: ['strip'] });
  expect(records).toMatchObject([{ text: PARAGRAPHS, warnings: [] }]);
});

test('subtitles in TTML have a line for each that is shown', async () => {
  const body = '<p begin="1s" end="2s">你终于<span>来了</span></p>\n<p begin="4s">路上下了很大的雨<br/>桥都淹了</p>';
  const { records } = await readFolder({
    'a.ttml': `<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="zh"><head><metadata><ttm:title>片名</ttm:title></metadata></head><body><div>${body}</div></body></tt>`,
  });
  expect(records).toMatchObject([{ text: '你终于来了\n路上下了很大的雨\n桥都淹了', warnings: [] }]);
});

test('comments on a video are lines, without what the file says of itself', async () => {
  const { records } = await readFolder({
    '弹幕.xml': `${XML}<i><chatserver>chat.example.org</chatserver><chatid>123</chatid><d p="12.5,1,25">这个老师讲得真好</d><d p="15.5,1,25">第一次看到这里</d></i>`,
  });
  expect(records).toMatchObject([{ text: '这个老师讲得真好\n第一次看到这里', warnings: [] }]);
});
