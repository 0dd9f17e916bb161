import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize } from '../../src/index.ts';
import { normalize as library } from '../../src/library/index.ts';
import { readHtml } from '../../src/read/html/index.ts';
import { isFragment } from '../../src/read/sniff.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';

function recordOf(format: 'json' | 'csv' | 'parquet', text: string): ReturnType<typeof normalize> {
  const bytes = Buffer.from(text);
  return normalize({ path: 'a', pathBytes: null, member: null, format, bytes, charset: null, url: null });
}

test.each(['rendered', 'html', 'text', 'value', 'content', 'raw', 'plain', '_text', '#text', '$t'])(
  'a field may hold its string under %s',
  (key) => {
    const value = { title: { [key]: '五四的&#8220;青年&#8221;说' }, content: { [key]: `<p>${ONE}</p>` } };
    expect(recordOf('json', JSON.stringify(value))).toMatchObject({ text: ONE, title: '五四的“青年”说', warnings: [] });
  },
);

test('a plain string takes precedence over one in an object', () => {
  expect(recordOf('json', JSON.stringify({ text: { value: '甲' }, body: ONE })).text).toBe(ONE);
});

test.each([
  ['甲 &amp; 乙', '甲 & 乙'],
  ['甲 & 乙', '甲 & 乙'],
  ['查询 a=1&copy=2', '查询 a=1&copy=2'],
  ['问答 R&D; 部门', '问答 R&D; 部门'],
])('the title %s is read as %s', (title, read) => {
  expect(recordOf('json', JSON.stringify({ title, text: ONE })).title).toBe(read);
});

test.each(['json', 'csv', 'parquet'] as const)('markup in a text field is read: %s', (format) => {
  const markup = `<p>${ONE}</p><p>甲 &amp; 乙也来了。</p>`;
  const text = format === 'json' ? JSON.stringify({ text: markup }) : markup;
  expect(recordOf(format, text).text).toBe(`${ONE}\n甲 & 乙也来了。`);
});

test.each([
  '用 <p> 标签分段。',
  '<p> 标签用来分段。',
  '<p> 和 <div> 都是块级元素。',
  '<p> 和 </p> 是一对标签。',
  '<p>和</p>成对，<div>和</div>也成对。',
  'a<b 且 c>d 时成立。',
  'List<String> 是泛型。',
  '<name>张三</name>',
  '<T>泛型</T>',
  '<div><Item/>你好</div>',
  '<p>没有汉字以外的收尾',
  '换行写作<br>就可以了。',
  '在网页里用<br/>分行。',
  '这里要 <br> 不要别的。',
  '第一行\n第二行<br>第三行',
  '若a<b则<br>1',
  '<p>甲<q>乙<p>丙',
  '<3 爱你们',
])('%s is text', (text) => {
  expect(isFragment(text)).toBe(false);
});

test.each([
  ['<p>甲是第一段。<p>乙是第二段。', '甲是第一段。\n乙是第二段。'],
  ['第一段<br/>第二段', '第一段\n第二段'],
  [
    '床前明月光<br>\n疑是地上霜<BR>\r\n举头望明月<br />\n低头思故乡\n',
    '床前明月光\n疑是地上霜\n举头望明月\n低头思故乡',
  ],
  [`${ONE}<br><br><b>第二天</b>，人更多了。`, `${ONE}\n第二天，人更多了。`],
  [`<p>${ONE}</p>\n<p>第二天，人更多了。</p>`, `${ONE}\n第二天，人更多了。`],
])('paragraphs and line breaks without other tags are markup, in files and in fields: %s', (text, read) => {
  expect(library(text, { skip: ['strip'] })).toMatchObject({ text: read, source: { format: 'html' } });
  expect(recordOf('json', JSON.stringify({ text })).text).toBe(read);
  expect(recordOf('csv', text).text).toBe(read);
});

test('paragraphs are a fragment; prose around any of them is text', () => {
  const prose = fc.string({ unit: fc.constantFrom('山', '水', '。', '<', '&', ' ', '一') });
  fc.assert(
    fc.property(prose, fc.constantFrom('p', 'h2', 'section', 'em', 'blockquote'), (text, tag) => {
      expect(isFragment(`<${tag} class="a">山${text}</${tag}>`)).toBe(true);
      expect(isFragment(`山${text}<${tag}>`)).toBe(false);
      expect(isFragment(`<${tag}>山${text}`)).toBe(false);
    }),
  );
});

test.each(['csv', 'parquet'] as const)('the first line of a cell is no title: %s', (format) => {
  const text = '早餐太差\n无论去多少人，那边也不加食品的。';
  expect(recordOf(format, text)).toMatchObject({ text, title: null });
});

test.each([
  ['<p>这是<ruby>北<rp>(</rp><rt>běi</rt><rp>)</rp>京<rt>jīng</rt></ruby>的老街。</p>', '这是北京的老街。'],
  ['<ruby>北<rt>běi<rb>京<rt>jīng</ruby>的老街', '北京的老街'],
  ['<ruby>北京<rtc><rt>běi<rt>jīng</rtc></ruby>的老街', '北京的老街'],
  ['<rt>老街', '老街'],
])('ruby readings are omitted: %s', (html, text) => {
  expect(readHtml(html).text).toBe(text);
});
