import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';
import { recordOf } from '../run/records.ts';
import { htmlOf } from './oracle.ts';

const PLAIN = { format: 'html', skip: ['strip'], markdown: true } as const;
const markdown = (html: string, options: Options = {}): string => normalize(html, { ...PLAIN, ...options }).text;

test.each([
  ['headings by level', '<h1>一</h1><h4>二<br>三</h4><p>文 ## #', '# 一\n\n#### 二 三\n\n文 ## #'],
  ['what would close a heading', '<h2>C #</h2>', '## C \\#'],
  ['nested lists', '<ul><li>甲<ul><li>乙</ul><li>丙</ul>', '- 甲\n  - 乙\n- 丙'],
  ['numbers', '<ol start=3><li>三<li value=9>九<li>十</ol>', '3. 三\n9. 九\n10. 十'],
  ['numbers that count down', '<ol reversed start=2><li>二<li>一</ol>', '2. 二\n1. 一'],
  [
    'two lists beside each other',
    '<ul><li>甲</ul><ul><li>乙</ul><ol><li>一</ol><ol><li>壹</ol>',
    '- 甲\n\n* 乙\n\n1. 一\n\n1) 壹',
  ],
  ['paragraphs in an item', '<ol><li><p>甲<p>乙</ol><p>丙', '1. 甲\n\n   乙\n\n丙'],
  ['a list of terms', '<dl><dt>名<dd>释<dd>又<dt>二<dd>释</dl>', '名\n\n- 释\n- 又\n\n二\n\n- 释'],
  [
    'quotations',
    '<blockquote><p>甲<p>乙<blockquote>丙</blockquote></blockquote><blockquote>丁</blockquote>',
    '> 甲\n>\n> 乙\n>\n> > 丙\n\n> 丁',
  ],
  ['a list in a quotation', '<blockquote><ul><li>甲<li>乙</ul></blockquote>', '> - 甲\n> - 乙'],
  [
    'a table',
    '<table><tr><th>年<th>数<tr><td>2001<td><tr><td>a|b<td>5</table>',
    '| 年 | 数 |\n| --- | --- |\n| 2001 | |\n| a\\|b | 5 |',
  ],
  [
    'a table without a header, with an empty first cell',
    '<table><tr><td><td>甲<td>乙<tr><td>丙<td>1<td>2</table>',
    '| | 甲 | 乙 |\n| --- | --- | --- |\n| 丙 | 1 | 2 |',
  ],
  [
    'line breaks in cells',
    '<table><tr><th>甲<th>乙<tr><td>一<br>二<td>三</table>',
    '| 甲 | 乙 |\n| --- | --- |\n| 一<br>二 | 三 |',
  ],
  [
    'a table with spans',
    '<table><tr><th colspan=2>甲 &amp; 乙<tr><td rowspan=2>丙<td>&lt;丁&gt;<tr><td></table>',
    '<table>\n<tr><th colspan="2">甲 &amp; 乙</th></tr>\n<tr><td rowspan="2">丙</td><td>&lt;丁&gt;</td></tr>\n</table>',
  ],
  ['a table that lays out the page', '<table><tr><td>左<td><h2>题</h2><p>甲<p>乙</table>', '左\n\n## 题\n\n甲\n\n乙'],
  [
    'code with its language and empty lines',
    '<pre><code class="language-js">if (a) {\n\n  b()\n}</code></pre>',
    '```js\nif (a) {\n\n  b()\n}\n```',
  ],
  ['code that has fences', '<pre>```\na\n```</pre>', '````\n```\na\n```\n````'],
  ['code in an item', '<ul><li>甲<pre>a\n\n b</pre></ul>', '- 甲\n\n  ```\n  a\n\n   b\n  ```'],
  ['code in a line', '<p>用<code>a*b</code>和<code>``</code>及<kbd>C-x</kbd>', '用`a*b`和``` `` ```及`C-x`'],
  ['line breaks in a verse', '<p>甲，<br>乙。</p><p>丙', '甲，\\\n乙。\n\n丙'],
  ['line breaks that part paragraphs', '<div>甲。<br><br>乙。<br>　　丙。</div>', '甲。\n\n乙。\n\n丙。'],
  [
    'an image and its caption',
    '<figure><img src="a b.jpg" alt="湖"><figcaption>春天的湖</figcaption></figure>',
    '![湖](a%20b.jpg)\n\n*春天的湖*',
  ],
  [
    'an image that waits for the reader',
    '<p>甲</p><p><img src="data:x" data-src="b.png"></p><p>乙',
    '甲\n\n![](b.png)\n\n乙',
  ],
  [
    'an image in a line, without icons and avatars',
    '<p>甲<img src=a.png>乙<img src=i.gif width=16 height=16>丙<img class="user-avatar" src=b.png><img src="/avatar/7.jpg">',
    '甲![](a.png)乙丙',
  ],
  ['ruby', '<p><ruby>漢<rt>hàn</rt></ruby>字', '汉字'],
  [
    'marks of Markdown',
    '<p>*甲* _乙_ a_b [x](y) 1 * 2 &lt;b> &amp;amp; C:\\',
    '\\*甲\\* \\_乙\\_ a_b [x\\](y) 1 * 2 \\<b> \\&amp; C:\\\\',
  ],
  [
    'beginnings of lines',
    '<p>1. 甲<p>- 乙<p># 丙<p>---<p>> 丁<p>2021. 年<p>5) 六',
    '1\\. 甲\n\n\\- 乙\n\n\\# 丙\n\n\\---\n\n\\> 丁\n\n2021\\. 年\n\n5\\) 六',
  ],
  [
    'signs that come in pairs',
    '<p>$5 到 $6<p>只要 $5<p>5~6 元，7~8 元<p>5~6 元',
    '\\$5 到 \\$6\n\n只要 $5\n\n5\\~6 元，7\\~8 元\n\n5~6 元',
  ],
])('%s', (_, html, expected) => {
  expect(markdown(html)).toBe(expected);
});

const MATHML = (tex: string, shown: string, more = ''): string =>
  `<math ${more}><semantics>${shown}<annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;

test.each([
  ['MathML', `<p>当 ${MATHML('x^2', '<mi>x</mi><mn>2</mn>')} 时`, '当 $x^2$ 时'],
  [
    'MathML on a line of its own',
    `<p>甲</p><div>${MATHML('\\sum_i a_i', '<mi>s</mi>', 'display="block"')}</div>`,
    '甲\n\n$$\\sum_i a_i$$',
  ],
  [
    'KaTeX',
    `<p>当<span class="katex"><span class="katex-mathml">${MATHML('a|b', '')}</span><span class="katex-html">a|b</span></span>时`,
    '当$a|b$时',
  ],
  [
    'MathJax 2',
    '<p>当<span class="MathJax_Preview"></span><span class="MathJax">x2</span><script type="math/tex">x^2</script>时',
    '当$x^2$时',
  ],
  ['MathJax before it runs', '<p>当<script type="math/tex; mode=display">x &lt; y</script>时', '当$x &lt; y$时'],
  [
    'Wikipedia',
    '<p>当<span class="mwe-math-element"><span style="display:none"><math alttext="{\\displaystyle x}"></math></span><img class="mwe-math-fallback-image-inline" src="x.svg" alt="{\\displaystyle x}"></span>时',
    '当$x$时',
  ],
  ['an image of a formula', '<p>当<img src="https://www.zhihu.com/equation?tex=x%5E2" alt="x^2">时', '当$x^2$时'],
  [
    'MathML without TeX',
    '<p>当<math><mfrac><mrow><mi>sin</mi><mi>&theta;</mi></mrow><msup><mi>b</mi><mn>2</mn></msup></mfrac><mo>&lt;</mo><mtext>速度</mtext></math>时',
    String.raw`当$\frac{\sin \theta}{b^{2}} < \text{速度}$时`,
  ],
  [
    'the copy that MathJax keeps for screen readers',
    '<p>当<mjx-container><mjx-math></mjx-math><mjx-assistive-mml><math><msqrt><mi>x</mi></msqrt></math></mjx-assistive-mml></mjx-container>时',
    String.raw`当$\sqrt{x}$时`,
  ],
  ['MathML with an error stays as it is shown', '<p>当<math><mi>x</math>时', '当x时'],
  [
    'TeX in an attribute and in an annotation',
    '<p>当<math alttext="a+b"><semantics><mi>a</mi><annotation-xml><apply></apply></annotation-xml><annotation encoding="application/x-tex">a+b</annotation></semantics></math>时',
    '当$a+b$时',
  ],
  ['TeX in an attribute of MathML', '<p>当<math alttext="a"><mi>x</mi></math>时', '当$a$时'],
])('formulas: %s', (_, html, expected) => {
  expect(markdown(html)).toBe(expected);
});

test('links are kept on request, and lead where they led', () => {
  const html =
    '<p>见<a href="/a(b)?c=1&amp;copy;=2"> 公告[一] </a>和<a href="javascript:x()">按钮</a><a href="#">顶</a>！<a href=x>甲</a>';
  expect(markdown(html)).toBe('见公告[一] 和按钮顶！甲'.replace('见公', '见 公'));
  expect(markdown(html, { links: true })).toBe('见 [公告\\[一\\]](/a%28b%29?c=1&amp;copy;=2) 和按钮顶！[甲](x)');
  expect(htmlOf(markdown(html, { links: true }))).toContain('href="/a%28b%29?c=1&amp;copy;=2"');
});

test('footnotes', () => {
  const html =
    '<p>水清了<sup><a href="#n1" id="r1">[1]</a></sup>，山绿了<sup><a href="#n2">[2]</a></sup>。</p>' +
    '<ol><li id="n1">见《湖志》。<a href="#r1">↩</a></li><li id="n2"><p>见《山志》。</p><p>又见。</p></li></ol>';
  expect(markdown(html)).toBe('水清了[^1]，山绿了[^2]。\n\n[^1]: 见《湖志》。\n\n[^2]: 见《山志》。\n\n    又见。');
  const word =
    '<p>水清了<a href="#_ftn1" name="_ftnref1">[1]</a>。</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> 见《湖志》。</p>';
  expect(markdown(word)).toBe('水清了[^1]。\n\n[^1]: 见《湖志》。');
  expect(markdown('<p><a href="#a">1</a> 甲</p><h2 id=a>乙</h2>')).toBe('1 甲\n\n## 乙');
});

test('structure outlives repair and conversion, which change the length of lines', () => {
  const page =
    '<p>我們的業(yè)績與<a href="/x">創(chuàng)業(yè)板</a>，見<code>著</code>。</p><table><tr><th>業(yè)績<th>乾隆<tr><td>裡面<td>後</table>';
  expect(normalize(page, { ...PLAIN, skip: ['strip'], links: true }).text).toBe(
    '我们的业绩与[创业板](/x)，见`著`。\n\n| 业绩 | 乾隆 |\n| --- | --- |\n| 里面 | 后 |',
  );
});

const PROSE = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天，谁也不说话。';

test('pictures beside removed lines go with them, unless they are among the text', () => {
  const html = `<html><body><div><img src=logo.png><a href=/>首页</a></div><h1>东湖一日</h1><div class=content><p><img src=1.jpg></p><p>${PROSE}</p><p>${PROSE}</p><p><img src=2.jpg></p></div><div><p>版权所有 © 2020 某网</p><img src=3.jpg></div></body></html>`;
  expect(markdown(html, { skip: [] })).toBe(`![](1.jpg)\n\n${PROSE}\n\n${PROSE}\n\n![](2.jpg)`);
});

test('records with blocks and Markdown are valid, and blocks come before the trace', () => {
  const record = recordOf('<p>甲<p>乙', { format: 'html', markdown: true, blocks: true, trace: true });
  expect(Object.keys(record).slice(-2)).toEqual(['blocks', 'trace']);
  expect(record.steps.at(-1)).toEqual({ stage: 'render', rule: 'markdown', edits: 1, guessed: 0 });
  expect(recordOf('', { markdown: true, blocks: true })).toMatchObject({ text: '', blocks: [] });
});
