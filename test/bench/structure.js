/** What Markdown keeps of 30 made-up pages, by tool: a row for each page. Prints a table for the README. */
import { parseHTML } from 'linkedom';
import { Defuddle } from 'defuddle/node';
import { normalize } from '../../dist/index.js';

const TEXT = [
  '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证，新馆共有三层，一层是儿童阅览室。',
  '第二天下午，来自各地的读者纷纷前来参观新馆，他们对阅览室的设计赞不绝口，认为这里非常舒适。',
  '市民李先生说，他每个周末都会带孩子来这里看书，孩子们非常喜欢这里的环境，离他们家也很近。',
];

const answer = (name, text) =>
  `<div class="answer"><a class="author" href="/u/1">${name}</a> <time>2023-03-04 08:30</time><div class="content"><p>${text}</p></div></div>`;
const QUESTION = `<html><head><title>芦荟怎么养护？ - 问答</title></head><body><div class="nav"><a href="/">网站首页</a></div><h1>芦荟怎么养护？</h1>
<div class="question"><p>家里的芦荟叶子发黄，浇水也不见好转，请问怎么办？</p></div><h4>2 个回答</h4>
${answer('老农', '少浇水，多晒太阳，叶子就不会发黄，冬天放在屋里。')}${answer('花匠', '换一个透气的花盆，土也要换，加一些沙子。')}</body></html>`;

/** Each page: what is on it, its markup, and what must stand in the Markdown (white space folded). */
const PAGES = [
  ['levels of headings', '<h2>一层</h2><p>儿童</p><h3>绘本区</h3><p>绘本</p>', [/^#{1,3} 一层$/m, /^#{2,4} 绘本区$/m]],
  [
    'nested lists',
    '<ul><li>一层<ul><li>绘本</li></ul></li><li>二层</li></ul>',
    [/^[-*+] +一层$/m, /^ {2,4}[-*+] +绘本$/m],
  ],
  ['numbers of lists', '<ol start="7"><li>办证</li><li>借书</li></ol>', [/^7\. +办证$/m, /^8\. +借书$/m]],
  [
    'tables with a head',
    '<table><tr><th>年份</th><th>册数</th></tr><tr><td>2021</td><td>30万</td></tr></table>',
    [/\| *年份 *\| *册数 *\|\n\|[ :|-]+\|\n\| *2021 *\| *30万 *\|/],
  ],
  [
    'tables with spans',
    '<table><tr><th colspan="2">馆藏</th></tr><tr><td rowspan="2">2021</td><td>图书</td></tr><tr><td>期刊</td></tr></table>',
    [/colspan="2"[^<]*>馆藏/, /rowspan="2"[^<]*>2021/],
  ],
  ['a bar in a table', '<table><tr><th>键</th><th>值</th></tr><tr><td>a|b</td><td>甲</td></tr></table>', [/a\\\|b/]],
  [
    'code with its language',
    '<pre><code class="language-js">if (a) {\n\n  b();\n}</code></pre>',
    [/^```js\nif \(a\) \{\n\n {2}b\(\);\n\}\n```$/m],
  ],
  ['inline code', '<p>请运行 <code>npm ci</code> 安装。</p>', [/`npm ci`/]],
  [
    'formulas of KaTeX',
    '<p>质能公式<span class="katex"><span class="katex-mathml"><math><semantics><mi>E</mi><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math></span><span class="katex-html">E=mc2</span></span>很有名。</p>',
    [/公式\s?\$E=mc\^2\$\s?很/],
  ],
  [
    'MathML without TeX',
    '<p>比值<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>很小。</p>',
    [/比值\s?\$\\frac\{a\}\{b\}\$\s?很/],
  ],
  [
    'footnotes',
    '<p>馆藏三十万册<sup><a href="#fn1" id="r1">[1]</a></sup>。</p><ol class="footnotes"><li id="fn1"><p>见年报。<a href="#r1">↩</a></p></li></ol>',
    [/万册\[\^1\]/, /^\[\^1\]: 见年报。/m],
  ],
  [
    'captions',
    '<figure><img src="/a.jpg" alt="新馆"><figcaption>新馆外景</figcaption></figure>',
    [/!\[新馆\]\([^)]*a\.jpg\)\s+\*?新馆外景/],
  ],
  ['quotations', '<blockquote><p>读书<br>明理</p></blockquote>', [/^> 读书(?:\\| {2})\n> 明理$/m]],
  ['a list in a quotation', '<blockquote><p>规定：</p><ul><li>不喧哗</li></ul></blockquote>', [/^> [-*+] +不喧哗$/m]],
  ['lines of verse', '<p>床前明月光<br>疑是地上霜</p>', [/^床前明月光(?:\\| {2})\n疑是地上霜$/m]],
  ['signs of Markdown', '<p>标记 *重点* 和 snake_case 与 &lt;b&gt;</p>', [/\\\*重点\\\*/, /\\<b|&lt;b/]],
  ['definitions', '<dl><dt>馆藏</dt><dd>三十万册</dd></dl>', [/^馆藏$/m, /三十万册/]],
  ['line breaks of prose', '<p>开放时间<br>九点到五点</p>', [/开放时间(?:\\| {2})\n九点到五点/]],
  ['a question and its answers', QUESTION, [/叶子发黄，浇水/, /少浇水，多晒太阳/, /换一个透气的花盆/]],
  [
    'a list in a cell',
    '<table><tr><th>日</th><th>时间</th></tr><tr><td>周一</td><td><ul><li>九点</li><li>两点</li></ul></td></tr></table>',
    [/\| *周一 *\|.*九点.*两点/],
  ],
  [
    'emphasis in a cell',
    '<table><tr><th>型号</th><th>价格</th></tr><tr><td><p><b>甲型</b></p></td><td><p><i>十元</i></p></td></tr></table>',
    [/\| *\**甲型\** *\| *\**十元\** *\|/],
  ],
  [
    'a picture in a cell',
    '<table><tr><th>名</th><th>图</th></tr><tr><td>甲</td><td><img src="/4.jpg" alt="四"></td></tr></table>',
    [/\| *甲 *\| *!\[四\]\([^)]*4\.jpg\) *\|/],
  ],
  [
    'a picture in an item',
    '<ol><li><p>打开软件</p><img src="/1.jpg" alt="一"></li><li><p>输入密码</p></li></ol>',
    [/^1\. +打开软件\s+!\[一\]\([^)]*1\.jpg\)\s+2\. +输入密码$/m],
  ],
  ['items of paragraphs', '<ul><li><p>办证</p></li><li><p>借书</p></li></ul>', [/^[-*+] +办证$/m, /^[-*+] +借书$/m]],
  [
    'code in an item',
    '<ol><li><p>安装</p><pre><code class="language-sh">npm ci</code></pre></li><li><p>运行</p></li></ol>',
    [/^1\. +安装\s+```sh\n\s+npm ci\n\s+```\s+2\. +运行$/m],
  ],
  [
    'code in a heading',
    '<h3>实现<code>Configurer</code>接口</h3><p>接口注册拦截器。</p>',
    [/^### +实现`Configurer`接口$/m],
  ],
  ['powers', '<p>约有10<sup>6</sup>只候鸟。</p>', [/10(?:⁶|<sup>6<\/sup>|\^6\^?)只/]],
  [
    'signs of permalinks',
    '<h2 id="a">安装<a class="headerlink" href="#a">¶</a></h2><p>安装的步骤。</p>',
    [/^#+ +安装$/m],
  ],
  [
    'a table of buttons',
    '<table><tr><th>按钮</th><th>作用</th></tr><tr><td>登录</td><td>进入</td></tr><tr><td>分享</td><td>收藏</td></tr></table>',
    [/\| *登录 *\| *进入 *\|\n\| *分享 *\| *收藏 *\|/],
  ],
  ['no menu, no sharing', '<div class="share">分享到：微信 微博</div>', [/^(?![\s\S]*(?:分享到|网站首页))/]],
];

const pageOf = (body) =>
  body.startsWith('<html>')
    ? body
    : `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>市图书馆新馆开放_某网</title></head><body><div class="nav"><a href="/">网站首页</a> <a href="/n">新闻</a></div><article><h1>市图书馆新馆开放</h1><p>${TEXT[0]}</p><p>${TEXT[1]}</p>${body}<p>${TEXT[2]}</p></article><div class="footer">版权所有 某网</div></body></html>`;

const TOOLS = {
  normalize: (html) => normalize(html, { format: 'html', markdown: true, removed: false }).text,
  defuddle: async (html) =>
    (await Defuddle(parseHTML(html).document, 'https://example.com/a', { markdown: true })).content,
};

const rows = [];
const kept = Object.fromEntries(Object.keys(TOOLS).map((name) => [name, 0]));
for (const [what, body, wanted] of PAGES) {
  const cells = [];
  for (const [name, tool] of Object.entries(TOOLS)) {
    const markdown = await tool(pageOf(body));
    const found = wanted.filter((pattern) => pattern.test(markdown)).length;
    kept[name] += found === wanted.length ? 1 : 0;
    cells.push(found === wanted.length ? 'yes' : found > 0 ? 'partly' : 'no');
    if (process.argv.includes('--show') && found < wanted.length)
      process.stderr.write(`-- ${name}: ${what}\n${markdown}\n`);
  }
  rows.push(`| ${what} | ${cells.join(' | ')} |`);
}
const names = Object.keys(TOOLS);
process.stdout.write(
  `| page with | ${names.join(' | ')} |\n| --- |${' --- |'.repeat(names.length)}\n${rows.join('\n')}\n`,
);
process.stdout.write(`| all | ${names.map((name) => `${kept[name]} of ${PAGES.length}`).join(' | ')} |\n`);
