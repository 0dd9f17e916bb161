import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const PROSE = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天。';
const textOf = (html: string): string => normalize(html, { format: 'html' }).text;

test('only code keeps its indentation and inner blank lines', () => {
  const code = '\nif wet:\n\tstay()  \n\n\n    # 水清了\n    go()\n\n';
  expect(textOf(`<h1>东湖一日</h1><p> ${PROSE}</p><pre>${code}</pre><p>　　${PROSE}</p>`)).toBe(
    [PROSE, 'if wet:', '\tstay()', '', '', '    # 水清了', '    go()', PROSE].join('\n'),
  );
});

test('prose inside <pre> is prose', () => {
  expect(textOf(`<h1>东湖一日</h1><pre>\n    ${PROSE}\n\n    ${PROSE}\n</pre>`)).toBe(`${PROSE}\n${PROSE}`);
});

test('no white space is left where page breaks split lines', () => {
  expect(textOf(`<h1>东湖一日</h1><p>${PROSE}</p><pre>  a = 1\n  \fb = 2\n\n  c()</pre>`)).toBe(
    `${PROSE}\na = 1\nb = 2\nc()`,
  );
});

const around = (snippet: string): string =>
  `<article><h1>东湖一日</h1><p>${PROSE}</p>${snippet}<p>${PROSE}</p></article>`;
const between = (html: string, options = {}): string =>
  normalize(around(html), { format: 'html', ...options })
    .text.slice(PROSE.length, -PROSE.length)
    .trim();

test('no rule for lines takes a line of code', () => {
  const comment = '/**\n * 作者：王五\n */\nint main() { return 0; }';
  const page = '<a href="/">首页</a>\n分享到：<b>微信</b>';
  const written = page.replaceAll('<', '&lt;');
  expect(between(`<pre><code class="language-html">${written}</code></pre>`)).toBe(page);
  expect(between(`<div class="highlight"><pre>${written}</pre></div>`)).toBe(page);
  expect(between(`<pre><code>${comment}</code></pre>`)).toBe(comment);
  expect(between(`<pre>${comment}</pre>`)).toBe(comment);
  const fenced = `${PROSE}\n\n\`\`\`html\n<title>页面标题</title>\n# 作者：王五\n\`\`\`\n\n${PROSE}`;
  expect(normalize(fenced, { format: 'text' }).text).toBe(fenced.replaceAll('\n\n', '\n'));
});

test('rules for lines still apply to prose and to whole pages in a <pre>, and own rules to code', () => {
  const removedIn = (html: string, options = {}): readonly string[] =>
    normalize(html, { format: 'html', ...options }).removed.map(({ text }) => text);
  expect(removedIn(around(`<pre>${PROSE}\n作者：王五\n${PROSE}</pre>`))).toContain('作者：王五');
  expect(removedIn(`<pre>f(x) = {a: [1], b: "2"};\n${PROSE}\n分享到：微信</pre>`)).toContain('分享到：微信');
  const rules = [{ name: 'own', summary: 'Own', pattern: '^# 水清了$', removes: ['# 水清了'], keeps: ['水清了'] }];
  expect(removedIn(around('<pre><code class="language-py"># 水清了\nx = 1</code></pre>'), { rules })).toContain(
    '# 水清了',
  );
});

test('what markup states to be code is not converted, unless it is prose in no language', () => {
  expect(between('<pre><code class="language-bash">mkdir 資料夾</code></pre>', { markdown: true })).toBe(
    '```bash\nmkdir 資料夾\n```',
  );
  const yaml = '名稱: 測試檔案\n\n說明: 這是一個說明';
  expect(between(`<pre><code class="language-yaml">${yaml}</code></pre>`)).toBe(yaml);
  expect(between('<div class="highlight highlight-source-shell"><pre>echo 這裡</pre></div>')).toBe('echo 這裡');
  expect(between('<pre><code>mkdir 資料夾</code></pre>')).toBe('mkdir 資料夾');
  expect(
    between('<pre><code class="language-text">開啟檔案\n關閉檔案</code></pre><pre><code>a = [1]</code></pre>'),
  ).toBe('开启档案\n关闭档案\na = [1]');
  expect(between('<pre>開啟檔案，見 <code>ls</code></pre>')).toBe('开启档案，见 ls');
});

test.each([
  ['<div class="highlight highlight-source-c++"><pre>a;</pre></div>', 'c++'],
  ['<div class="highlight-python3 notranslate"><div class="highlight"><pre>a;</pre></div></div>', 'python3'],
  ['<div class="highlight-default notranslate"><div class="highlight"><pre>a;</pre></div></div>', ''],
  ['<div class="language-ruby highlighter-rouge"><div class="highlight"><pre>a;</pre></div></div>', 'ruby'],
  ['<figure class="highlight js"><pre>a;</pre></figure>', 'js'],
  ['<pre class="brush: java; toolbar: false">a;</pre>', 'java'],
  ['<pre><code class="hljs bash copyable">a;</code></pre>', 'bash'],
  ['<div class="lang-zh-CN"><pre>a;</pre></div>', ''],
])('the language of code in %s', (html, language) => {
  expect(between(html, { markdown: true })).toBe(`\`\`\`${language}\na;\n\`\`\``);
});

test('the numbers of the lines of a listing are dropped, numbers in other columns are kept', () => {
  const numbers = '<span class="line">1</span><br><span class="line">2</span>';
  const hexo = `<table><tr><td class="gutter"><pre>${numbers}</pre></td><td class="code"><pre>a;\n7</pre></td></tr></table>`;
  const rouge =
    '<table><tr><td class="rouge-gutter gl"><pre class="lineno">1\n</pre></td><td class="rouge-code"><pre>b;\n</pre></td></tr></table>';
  expect(between(hexo)).toBe('a;\n7');
  expect(between(rouge)).toBe('b;');
  expect(between('<pre class="line-numbers"><code class="language-c">1\n2</code></pre>')).toBe('1\n2');
  expect(between(`<div class="gutter"><p>${PROSE}</p></div>`)).toBe(PROSE);
});

test('in bare and preformatted text, a line that begins with > is a quotation and no breadcrumb', () => {
  const mail = `${PROSE}\n> 之前的内容\n> 第二行引用\n>> 更早的\n${PROSE}`;
  expect(normalize(mail, { format: 'text' }).text).toBe(mail);
  expect(normalize(`<h1>东湖一日</h1><pre>${mail}</pre>`, { format: 'html' }).text).toBe(mail);
  expect(normalize(`> 国内 > 正文\n${PROSE}`, { format: 'text' }).text).toBe(PROSE);
});

test('posts keep the indentation and the empty lines of code', () => {
  const post = (name: string, text: string): string =>
    `<div class="post"><div class="author">${name}</div><span class="date">2019-03-04 10:00</span><div class="content">${text}</div></div>`;
  const code = 'def f():\n    return 1\n\nf()';
  const html = `<h1>东湖一日</h1>${post('小明', `<p>${PROSE}</p><pre><code>${code}</code></pre>`)}${post('小红', PROSE)}${post('小刚', PROSE)}`;
  expect(normalize(html, { format: 'html', posts: true }).posts?.[0]?.text).toBe(`${PROSE}\n${code}`);
});

test('an address of mail between angle brackets is no link in Markdown', () => {
  expect(between('<p>第一 &lt;1@example.org&gt; 写道</p>', { markdown: true })).toBe('第一 \\<1@example.org> 写道');
});
