import { describe, expect, test } from 'vitest';
import { readHtml } from '../../src/read/html/index.ts';

const textOf = (html: string): string => readHtml(html).text;
const linesOf = (html: string): readonly string[] => textOf(html).split('\n');

test.each([
  ['blocks are lines, white space inside is one space', '<div>春 \t 天<p>山<b>水</b></p>尾</div>', '春 天\n山水\n尾'],
  ['br breaks', '一<br>二<br/>三', '一\n二\n三'],
  ['a paragraph ends where a block starts', '<p>一<div>二</div>三', '一\n二\n三'],
  ['items need no closing tag', '<ul><li>一<li>二<ul><li>三</ul><li>四</ul>', '一\n二\n三\n四'],
  ['terms and descriptions', '<dl><dt>名<dd>释<dt>名二<dd>释二</dl>', '名\n释\n名二\n释二'],
  ['a row of short cells is a line', '<table><tr><td>年<td>数<tr><td>2001<td>5</table>', '年\t数\n2001\t5'],
  ['cells that hold blocks are not joined', '<table><tr><td><p>一</p><p>二</p><td>三</table>', '一\n二\n三'],
  ['a line break of the source between Han is nothing', '<p>春天的\n  山水，\r\n“人”\n家</p>', '春天的山水，“人”家'],
  ['between words it is a space', '<p>on the\nroad\n去\nBeijing 的\n路</p>', 'on the road 去 Beijing 的路'],
  ['beyond the first plane too', '<p>𠮷\n𠮷\n野家</p>', '𠮷𠮷野家'],
  ['Hangul has spaces', '<p>한국\n말</p>', '한국 말'],
  ['an indent stays', '<p>甲。\n　　乙</p>', '甲。 　　乙'],
  [
    'powers',
    '<p>10<sup>6</sup>只，3.8×10<sup>8</sup>米，10<sup>-6</sup>，2<sup><span lang="EN-US">10</span></sup>',
    '10⁶只，3.8×10⁸米，10⁻⁶，2¹⁰',
  ],
  [
    'of letters',
    '<p>5 km<sup>2</sup>，mol·L<sup>&minus;1</sup>，x<sup>n</sup>，(a+b)<sup>3</sup>',
    '5 km²，mol·L⁻¹，xⁿ，(a+b)³',
  ],
  ['charges of ions', '<p>SO4<sup>2-</sup>和H<sup>+</sup>', 'SO4²⁻和H⁺'],
  [
    'marks of notes are none',
    '<p>他说<sup>1</sup>，1998<sup>3</sup>年，Smith<sup>2</sup>，(2019)<sup>3</sup>，人口100<sup>2</sup>，10<sup><a href="#n">2</a></sup>',
    '他说1，19983年，Smith2，(2019)3，人口1002，102',
  ],
  [
    'signs of links to a heading',
    '<h2>一<a href="#a">¶</a></h2><h2><a href="/p#b">#</a> 二 C#</h2><p>三<a href="#c">#</a>',
    '一\n二 C#\n三#',
  ],
  ['links to edit a section', '<h2>一<span class="mw-editsection">[<a href="/e">编辑</a>]</span></h2>', '一'],
  ['beside emphasis it is nothing', '<p>春天\n<b>的\n</b>山<i>水</i>\n</p>', '春天的山水'],
  [
    'beside links and labels it is a space',
    '<p><a href="/">首页</a>\n<a href="/a">新闻</a>\n<span>甲</span></p>',
    '首页 新闻 甲',
  ],
  ['pre keeps its white space', '<pre>a\n  b  c\n</pre>', 'a\n  b  c'],
  ['an empty line between lines of code stays', '<pre>\nif a:\n    b\n\nc\n\n</pre>', 'if a:\n    b\n\nc'],
  ['so does one of breaks', '<pre>a<br><br>b</pre><p>c', 'a\n\nb\nc'],
  ['none stands between two listings', '<pre>a\n\n</pre><pre>\nb</pre>', 'a\nb'],
  ['prose in a pre has no empty lines', '<pre>  湖水清了。\n\n  山也绿了。</pre>', '  湖水清了。\n  山也绿了。'],
  ['each code of a listing is a line', '<pre><code>a:</code><code>  b</code></pre>', 'a:\n  b'],
  ['code in a line is no line', '<pre>a <code>b</code> c</pre><p><code>d</code><code>e</code>', 'a b c\nde'],
  ['an example shows its tags', '<xmp><b>a</b>\n  c</xmp>', '<b>a</b>\n  c'],
  ['a field of a form is no text', '<p>文</p><textarea>a\n<b>c</b></textarea><p>尾</p>', '文\n尾'],
  ['nor is a tracker or a template', '<noscript><img src="x"></noscript><template><p>甲</template><p>文', '文'],
  ['nor markup in an attribute', '<div data-html="<p>甲</p>" title=\'<b>乙</b>\'>文</div>', '文'],
  [
    'a formula is there once',
    '<p>当<span class="katex"><span class="katex-mathml"><math><mi>x</mi></math></span><span>x</span></span>大',
    '当x大',
  ],
  [
    'nor is its copy for readers of the screen',
    '<p>当<span class="MathJax">y<span class="MJX_Assistive_MathML">y</span></span>',
    '当y',
  ],
  ['nor its source', '<math><mi>x</mi><annotation encoding="application/x-tex">\\x</annotation></math>', 'x'],
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

test('a line has its source line, tag and heading', () => {
  const { lines, origins } = readHtml('<html>\r\n<body>\n<h2 class="title">题</h2>\n<p>文</p></body>');
  expect(lines.map(({ tag, heading }, index) => [origins[index], tag, heading])).toEqual([
    [3, 'h2', 2],
    [4, 'p', 0],
  ]);
});

test('only links with an href count, and only up to the end of their block', () => {
  const html = '<a name="top"><p>甲乙</p><p><a href="x">丙丁</a>戊</p><div><a href="y">己</div><p>庚</p>';
  expect(readHtml(html).lines.map((line) => line.linkLength)).toEqual([0, 2, 1, 0]);
});

test('marks of notes do not count as linked text, links to sections do', () => {
  const marks = ['<sup><a href="#n1">[12]</a></sup>', '<a href="#n2"><sup>注3</sup></a>', '<a href="#r1">↩</a>'];
  const others = ['<a href="#s1">沿革</a>', '<a href="2.html">2</a>', '<a href="#">3</a>', '<a href="#y">2021年</a>'];
  const lengths = [...marks, ...others].map((link) => readHtml(`<p>正文${link}</p>`).lines[0]?.linkLength);
  expect(lengths).toEqual([0, 0, 0, 2, 1, 1, 5]);
});

test('classes around a line are soft hints', () => {
  const [nav, body] = readHtml('<div class="nav">甲</div><div class="article-content">乙</div>').lines;
  expect(nav?.classHint).toBeLessThan(0);
  expect(body?.classHint).toBeGreaterThan(0);
});

test('lines of one container share its number', () => {
  const { lines } = readHtml('<div><p>甲<p>乙</div><div>丙</div>');
  expect(lines.map((line) => line.block)).toEqual([1, 1, 2]);
});

describe('lines typed without markup', () => {
  const post = [
    '上周末跟朋友去了东湖，第一次租船，记录一下给大家参考。',
    '',
    '船家说早上的水最平，所以我们六点就到了码头，结果已经有人在排队',
    '了，大概等了二十分钟。',
    '',
    '优点：',
    '便宜',
    '安静',
  ];
  test('keep their breaks where blank lines part paragraphs, except behind full lines', () => {
    const wrapped = `${post[2] ?? ''}${post[3] ?? ''}`;
    expect(linesOf(`<div>${post.join('\n')}</div>`)).toEqual([post[0], wrapped, ...post.slice(5)]);
    expect(linesOf(`<div><b>东湖</b>\n${post.join('\r\n')}<br>完</div>`)).toEqual([
      '东湖',
      post[0],
      wrapped,
      ...post.slice(5),
      '完',
    ]);
  });
  test('source code that is indented, foreign or without blank lines is laid out as before', () => {
    expect(linesOf(`<div>${post.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}</div>`)).toHaveLength(1);
    expect(linesOf(`<div>${post.filter((line) => line !== '').join('\n')}</div>`)).toHaveLength(1);
    expect(linesOf('<div>one boat\n\non the lake\n\nand no wind at all\n</div>')).toHaveLength(1);
  });
});
