import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const PROSE = [
  '镇上的老渡口下月停航，新修的石桥将在同一天开放，两岸的人过河不必再等船。',
  '修桥的工人说，桥面已经铺好，剩下的是栏杆和路灯，一切都很顺利，没有耽误工期。',
  '摆渡三十年的老周说，他舍不得那条船，可是孩子们上学方便了，他心里也高兴。',
];
const TEXT = PROSE.map((line) => `<p>${line}</p>`).join('');
const page = (inside: string, behind = ''): string =>
  `<title>老渡口停航_湾里网</title><div class="nav"><a href="/">首页</a> <a href="/n">新闻</a></div>
<div class="main"><div class="article"><h1>老渡口停航</h1><div>2014-05-06 来源：湾里日报</div>${inside}</div>${behind}
<div class="side"><h3>热门排行</h3><ul><li><a href="/1">稻田里的音乐会</a></li><li><a href="/2">夜市重新开张</a></li></ul></div></div>
<div class="footer"><a href="/a">关于我们</a> <a href="/b">联系我们</a></div>`;
const textOf = (html: string): readonly string[] =>
  normalize(html, { format: 'html', skip: ['repair', 'convert'] }).text.split('\n');
const table = (rows: readonly string[], cell = 'td'): string =>
  `<table>${rows.map((row) => `<tr><${cell}>${row.split('\t').join(`</${cell}><${cell}>`)}</${cell}></tr>`).join('')}</table>`;
const items = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

const ROWS = Array.from(
  { length: 12 },
  (_, i) => `${String(i + 1)}路\t改走石桥${String(i + 1)}号口\t${String(i + 1)}分钟一班`,
);
const STOPS = ['3路延长至北岸', '8路改走石桥', '21路停运'];
const DAYS = ['2014-06-01\t行人通行', '2014-06-08\t货车通行', '2014-06-20\t公交通行'];
const LED = '<p>通车后公交调整如下：</p>';

describe('a block of the article is kept whole', () => {
  test.each<[string, string, readonly string[]]>([
    ['a table that ends the article', TEXT + table(ROWS), ROWS],
    ['a table that begins it', table(['桥名\t湾里石桥', '全长\t120米']) + TEXT, ['桥名\t湾里石桥', '全长\t120米']],
    ['a table in a wrapper', `${TEXT}<div>${table(ROWS.slice(0, 3))}</div>`, ROWS.slice(0, 3)],
    [
      'a table with a heading',
      `${TEXT}<h3>附：班次</h3>${table(ROWS.slice(0, 3), 'th')}`,
      ['附：班次', ...ROWS.slice(0, 3)],
    ],
    ['rows that are days', `${TEXT}<p>开放时间：</p>${table(DAYS)}`, ['开放时间：', ...DAYS]],
    ['a list behind a line with a colon', TEXT + LED + items(STOPS), STOPS],
    ['a list of paragraphs', TEXT + LED + items(STOPS.map((stop) => `<p>${stop}</p>`)), STOPS],
    [
      'terms',
      `${TEXT}${LED}<dl><dt>3路</dt><dd>延长至北岸</dd><dt>8路</dt><dd>停运</dd></dl>`,
      ['3路', '延长至北岸', '8路', '停运'],
    ],
    [
      'who said it, below a quotation',
      `${TEXT}<blockquote>桥通了，心也通了。<br>——镇民 老陈</blockquote>`,
      ['——镇民 老陈'],
    ],
    [
      'a form with empty cells',
      `${TEXT}<p>附件1</p>${table(['项目名称\t', '建设单位\t\t电话\t', '审批意见\t（盖章）<br>　　年　月　日'])}`,
      ['附件1', '项目名称', '建设单位\t电话', '审批意见', '（盖章）', '年　月　日'],
    ],
    ['code that ends it', `${TEXT}<div class="code"><pre><code>PORT=8080</code></pre></div>`, ['PORT=8080']],
  ])('%s', (_, inside, lines) => {
    const found = textOf(page(inside));
    expect(found).toEqual(expect.arrayContaining([...PROSE, ...lines]));
    expect(found).not.toContain('稻田里的音乐会');
  });
});

test.each([
  ['below a byline', '<p>作者：林之远</p>', '风从湖上来'],
  ['that begins with a dash', '', '——月光醒'],
])('the first line of a stanza is kept: %s', (_, byline, first) => {
  const verse = [first, '带着去年的芦花', '我站在岸边', '等一只没有名字的船', '慢慢靠近'];
  const stanzas = `<p>${verse.slice(0, 3).join('<br>')}</p><p>${verse.slice(3).join('<br>')}</p>`;
  const html = `<title>山中_诗词</title><div class="nav"><a href="/">首页</a></div><h1>山中</h1>${byline}${stanzas}`;
  expect(normalize(html, { format: 'html' })).toMatchObject({ text: verse.join('\n'), title: '山中', subtitle: null });
});

test('a list that ends a post is kept whole', () => {
  const post = (name: string, text: string, at: number): string =>
    `<div id="post_${String(at)}"><table><tr><td class="pls"><div class="authi"><a>${name}</a></div></td><td class="plc"><div class="authi"><em>发表于 2019-3-4 1${String(at)}:30:01</em></div><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${String(at)}">${text}</td></tr></table></div></td></tr></table></div>`;
  const steps = ['关总阀', '放空管里的水', '试压 0.8 MPa'];
  const html = `<title>水管怎么换 - 装修论坛 - Powered by Discuz!</title><h1>水管怎么换</h1>${[
    ['泥瓦匠', '家里的房子是八十年代的，水管是铸铁管，最近出水发黄。<br>想换成 PPR 管，请问要注意什么？'],
    [
      '老张',
      `注意热水管要用厚一点的，接头要热熔，不要用胶。<div class="blockcode"><ol><li>${steps.join('<li>')}</ol></div>`,
    ],
    ['路人', '谢谢楼上的回答，学习了。'],
  ]
    .map(([name = '', text = ''], at) => post(name, text, at))
    .join('')}`;
  expect(textOf(html)).toEqual(expect.arrayContaining(steps));
});

test('an aside of footnotes is the article’s', () => {
  const note =
    '<aside class="footnote brackets" id="n"><span>[<a href="#r">1</a>]</span><p>见《湾里镇志》第三章，1990年。</p></aside>';
  expect(textOf(page(`${TEXT}<aside class="footnote-list brackets">${note}</aside>`))).toContain(
    '见《湾里镇志》第三章，1990年。',
  );
});

test('a refrain at the end of a song is kept', () => {
  const song = [
    ...[
      '湖上的风 吹了又停',
      'Hu shang de feng chui le you ting',
      '岸边的人 等了又等',
      'An bian de ren deng le you deng',
    ],
    ...[
      '船还没有来',
      'Chuan hai mei you lai',
      '[副歌]',
      '你慢慢地走',
      'Ni man man de zou',
      '我慢慢地等',
      'Wo man man de deng',
    ],
    ...['Repeat *', '你慢慢地走', 'Ni man man de zou'],
  ];
  const html = `<title>湖上的风 - 湖畔歌词</title><div><a href="/">首页</a> <a href="/n">新歌</a></div>
<div class="main"><h3>湖上的风</h3><div class="post-body">${song.join('<br>')}</div><div><span>Posted by</span> <a href="/u">K A</a></div></div>
<div class="footer"><a href="/a">关于我们</a></div>`;
  expect(textOf(html)).toEqual(song);
});

describe('what is not the article’s still goes', () => {
  const link = (text: string, at: number): string => `<a href="/${String(at)}">${text}</a>`;
  test.each<[string, string, string]>([
    [
      'a table outside its container',
      page(TEXT, `<div class="weather">${table(['今天\t晴\t21℃', '明天\t多云\t19℃'])}</div>`),
      '今天\t晴\t21℃',
    ],
    [
      'a table of links',
      page(TEXT + table(STOPS.map((stop, i) => `${String(i)}\t${link(stop, i)}`))),
      '1\t8路改走石桥',
    ],
    [
      'code outside its container',
      page(
        TEXT,
        '<ul class="share"><li><a href="/x">分享</a></li></ul><div class="bottom"><pre><code>go(1)</code></pre></div>',
      ),
      'go(1)',
    ],
    ['a list of links', page(TEXT + LED + items(STOPS.map(link))), '8路改走石桥'],
  ])('%s', (_, html, line) => {
    const found = textOf(html);
    expect(found).toEqual(expect.arrayContaining(PROSE));
    expect(found).not.toContain(line);
  });
});

describe('the line that its writer closes a text with', () => {
  const verse = ['轻轻地我关上门', '像关上', '一个夏天'];
  test.each(['2003.5.6 于湾里', '2013年9月21日夜于灯下'])('%s', (line) => {
    const poem = `<h1>再别故乡</h1><p>林之远</p><p>${verse.join('<br>')}</p><p>${line}</p>`;
    for (const [source, format] of [
      [poem, 'html'],
      [page(`${TEXT}<p>${line}</p>`), 'html'],
      [['再别故乡', ...PROSE, line].join('\n'), 'text'],
    ] as const) {
      const { text, published, credits } = normalize(source, { format, skip: ['repair', 'convert'] });
      expect(text.split('\n').at(-1)).toBe(line);
      expect(published ?? '').not.toMatch(/^20(?:03|13)/);
      expect(credits.flatMap(({ names }) => names).join()).not.toContain('于');
    }
  });

  test('below a headline it tells of the article', () => {
    const html = page(TEXT).replace('2014-05-06 来源：湾里日报', '2014年5月6日发布于湾里');
    const { text, published } = normalize(html, { format: 'html', skip: ['repair', 'convert'] });
    expect(text).not.toContain('2014年5月6日');
    expect(published).toBe('2014-05-06');
  });
});

test('of a list of other pages the headlines with their days are left, not its menu', () => {
  const rows = [
    '多地出台措施支持灵活就业',
    '今年夏粮收购工作全面启动',
    '铁路暑运预计发送旅客六亿人次',
    '南方部分地区将有大到暴雨',
    '新版目录下月起执行',
  ];
  const list = rows.map(
    (row, at) => `<li><a href="${String(at)}.html">${row}</a><span>2019-05-0${String(at + 1)}</span></li>`,
  );
  const { text, published, warnings } = normalize(
    `<title>国内新闻_湾里网</title><div><a href="/">首页</a> <a>新闻</a></div><h2>国内新闻</h2><ul>${list.join('')}</ul><div>首页 上一页 1 2 3 下一页 尾页 共32页</div>`,
    { format: 'html', skip: ['repair', 'convert'] },
  );
  expect(text.split('\n')).toEqual(rows.map((row, at) => `${row}2019-05-0${String(at + 1)}`));
  expect(warnings).toContain('no-article');
  expect(published).toBeNull();
});

test('rows of a table between bars are no tags', () => {
  const table = '姓名｜年龄｜城市\n张三｜25｜北京\n李四｜31｜上海';
  expect(normalize(table).text).toBe(table);
});
