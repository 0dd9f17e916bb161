import { expect, test } from 'vitest';
import { readHtml } from '../src/read/html/index.ts';

const textOf = (html: string): string => readHtml(html).text;

test.each([
  ['blocks are lines, white space inside is one space', '<div>春 \n 天<p>山<b>水</b></p>尾</div>', '春 天\n山水\n尾'],
  ['br breaks', '一<br>二<br/>三', '一\n二\n三'],
  ['a paragraph ends where a block starts', '<p>一<div>二</div>三', '一\n二\n三'],
  ['items need no closing tag', '<ul><li>一<li>二<ul><li>三</ul><li>四</ul>', '一\n二\n三\n四'],
  ['terms and descriptions', '<dl><dt>名<dd>释<dt>名二<dd>释二</dl>', '名\n释\n名二\n释二'],
  ['a row of short cells is a line', '<table><tr><td>年<td>数<tr><td>2001<td>5</table>', '年\t数\n2001\t5'],
  ['cells that hold blocks are not joined', '<table><tr><td><p>一</p><p>二</p><td>三</table>', '一\n二\n三'],
  ['pre keeps its white space', '<pre>a\n  b  c\n</pre>', 'a\n  b  c'],
  ['textarea is text', '<textarea>a\n<b>c</b></textarea>', 'a\n<b>c</b>'],
  [
    'what is not shown is not text',
    '<p>正文在此处。</p><div hidden>甲</div><p style="display: none">乙</p>',
    '正文在此处。',
  ],
  ['a decoy inside a line is left out', '正<span style="display:none">x</span>文', '正文'],
  ['nothing but hidden lines: they are shown', '<div style="display:none">正文</div>', '正文'],
  ['scripts, styles, frames', '<script>a<b</script><style>p{}</style><iframe srcdoc="<p>x">y</iframe>文', '文'],
  ['references', '&ldquo;山&amp;水&rdquo;&#20013;&nbsp电', '“山&水”中\u00a0电'],
  ['a reference written twice stays for repair', '电&amp;nbsp;引起', '电&nbsp;引起'],
  ['a line separator ends a line', '一\u2028二', '一\n二'],
  ['unclosed everything', '<div><p><b>一<td>二<li>三<a href=x>四', '一\n二\n三四'],
  ['an attribute with a bracket', '<p title="a>b">文', '文'],
  ['a select ends where a block starts', '<select><option>甲<div>文</div>', '文'],
])('%s', (_, html, text) => {
  expect(textOf(html)).toBe(text);
});

test('a line knows its line in the source, its tag and heading', () => {
  const { lines, origins } = readHtml('<html>\r\n<body>\n<h2 class="title">题</h2>\n<p>文</p></body>');
  expect(lines.map(({ tag, heading }, index) => [origins[index], tag, heading])).toEqual([
    [3, 'h2', 2],
    [4, 'p', 0],
  ]);
});

test('only links with an address count, and only up to the end of their block', () => {
  const html = '<a name="top"><p>甲乙</p><p><a href="x">丙丁</a>戊</p><div><a href="y">己</div><p>庚</p>';
  expect(readHtml(html).lines.map((line) => line.linkLength)).toEqual([0, 2, 1, 0]);
});

test('classes around a line are soft hints', () => {
  const [nav, body] = readHtml('<div class="nav">甲</div><div class="article-content">乙</div>').lines;
  expect(nav?.prior).toBeLessThan(0);
  expect(body?.prior).toBeGreaterThan(0);
});

test('lines of one container share its number', () => {
  const { lines } = readHtml('<div><p>甲<p>乙</div><div>丙</div>');
  expect(lines.map((line) => line.block)).toEqual([1, 1, 2]);
});
