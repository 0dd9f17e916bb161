import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const STEPS = [
  '锅里放油烧热，放入葱姜炒香，再把鱼块放进去两面煎黄，倒入没过鱼块的开水。',
  '大火煮开后撇去浮沫，加入豆腐，转小火炖二十分钟，汤色发白时加盐调味即可出锅。',
  '喜欢吃辣的可以在出锅前撒一把青椒圈，趁热吃味道最好。',
];
const TEXT = STEPS.map((line) => `<p>${line}</p>`).join('');
const recordOf = (html: string, format: 'html' | 'text' = 'html'): ReturnType<typeof normalize> =>
  normalize(html, { format, skip: ['repair', 'convert'] });
const table = (rows: readonly string[]): string =>
  `<table>${rows.map((row) => `<tr><td>${row.replace('\t', '</td><td>')}</td></tr>`).join('')}</table>`;
const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
const page = (above: string, heading = '', title = '做饭'): string =>
  `<title>${title}</title><div><a href="/">首页</a> <a href="/b">菜谱</a></div><div id="head"><h2>湖鱼炖豆腐</h2>${above}</div><div id="body">${heading}${TEXT}</div>`;

const FISH = ['湖鱼\t一条', '豆腐\t300克', '姜\t三片'];
const ITEMS = ['湖鱼一条', '豆腐300克'];

describe('an article begins below its first headline', () => {
  test.each<[string, string, readonly string[]]>([
    ['a list between the headline and itself', page(list(ITEMS), '<h3>湖鱼炖豆腐</h3>'), [...ITEMS, '湖鱼炖豆腐']],
    ['an abstract', page(`<p>${STEPS[0] ?? ''}</p>`, '<h3>湖鱼炖豆腐</h3>'), [STEPS[0] ?? '', '湖鱼炖豆腐']],
    [
      'a table with a heading',
      page(`<h3>用料</h3>${table(FISH)}`, '<h3>做法</h3>', '湖鱼炖豆腐_湖边厨房'),
      ['用料', ...FISH, '做法'],
    ],
    [
      'a list with a heading below a share bar',
      page(`<div>分享到 微信 微博</div><h3>用料</h3>${list(ITEMS)}`, '', '湖鱼炖豆腐_湖边厨房'),
      ['用料', ...ITEMS],
    ],
  ])('%s', (_, html, above) => {
    const { text, title } = recordOf(html);
    expect(text.split('\n')).toEqual([...above, ...STEPS]);
    expect(title).toBe('湖鱼炖豆腐');
  });

  test.each([
    ['a menu', page(list(['<a href="/1">家常菜</a>', '<a href="/2">下饭菜</a>']), '<h3>湖鱼炖豆腐</h3>')],
    ['a byline', page('<div>作者：小周 2020-03-04</div>', '<h3>湖鱼炖豆腐</h3>')],
    ['links with a heading', page(`<h3>菜系</h3>${list(['<a href="/1">湘菜</a>', '<a href="/2">鄂菜</a>'])}`)],
  ])('%s between is the site’s', (_, html) => {
    const lines = recordOf(html).text.split('\n');
    expect(lines.filter((line) => line !== '湖鱼炖豆腐')).toEqual(STEPS);
  });
});

test('a heading that is just the name in the metadata is the headline, rather than a slogan in an h1', () => {
  const head = '<title>湖边厨房 - 每天学做一道家常好菜</title><meta property="og:title" content="湖鱼炖豆腐">';
  expect(recordOf(`${head}<h1>每天学做一道家常好菜</h1><h2>湖鱼炖豆腐</h2>${TEXT}`).title).toBe('湖鱼炖豆腐');
  const site = '<title>湖鱼炖豆腐 - 湖边厨房</title><meta property="og:title" content="湖边厨房">';
  expect(recordOf(`${site}<h1>湖鱼炖豆腐</h1><h2>湖边厨房</h2>${TEXT}`).title).toBe('湖鱼炖豆腐');
});

test('no cell of a glossary is its headline', () => {
  const long = (word: string): string =>
    `<tr><td>https://lake.example/${word}</td><td>${word}</td><td>\n${word}是湖边常见的一种水草，茎细长，叶轮生，浮在水面以下。\n它的种子由水鸟带到别的湖里，第二年春天发芽，渔民割来喂猪，也铺在田里做肥料。</td></tr>`;
  const short = (word: string): string =>
    `<tr><td>https://lake.example/${word}</td><td>${word}</td><td>水草。</td></tr>`;
  const words = [long('金鱼藻属'), long('狐尾藻属'), short('眼子菜属'), short('苦草')];
  const { title, text } = recordOf(`<table>${words.join('')}</table>`);
  expect(title).toBeNull();
  expect(text).toContain('金鱼藻属\n');
});

describe('articles of boards', () => {
  const HEAD = ['作者  laozhou (老周)                              看板  Lake', '標題  [心得] 東湖租船'];
  const BODY = [
    '上周末跟朋友去了东湖，第一次租船，记录一下给大家参考。',
    '船家说早上的水最平，所以我们六点就到了码头。',
  ];
  const FEET = [
    '--',
    '湖上有风',
    '※ 发信站: 东湖小站(lake.example), 来自: 192.0.2.7',
    '※ 文章网址: https://lake.example/M.1',
  ];

  test('the signature goes, and is no gap', () => {
    const push = ['推 bob: 推一个 12/05 00:05', '推 bob: 这家真的不错 12/05 00:06'];
    const html = `<title>租船 - 东湖小站</title><div>\n${[...BODY, ...FEET].join('\n')}\n${push.map((line) => `<div>${line}</div>`).join('')}</div>`;
    const { text, removed, warnings } = recordOf(html);
    expect(text.split('\n')).toEqual([...BODY, ...push]);
    expect(removed.filter(({ rule }) => rule === 'bulletin-board').map(({ text: line }) => line)).toContain('湖上有风');
    expect(warnings).not.toContain('gap-in-body');
  });

  test('dashes that no foot follows stay, and what is below them', () => {
    const html = `<title>租船 - 东湖小站</title><div>\n${[...BODY, '--', '湖上有风，第二天又去了一次。'].join('\n')}\n</div>`;
    expect(recordOf(html).text.split('\n')).toEqual([...BODY, '--', '湖上有风，第二天又去了一次。']);
  });

  test('the head of a text names author, title and day', () => {
    const text = [...HEAD, '時間  Wed Dec  4 23:55:00 2019', '─'.repeat(39), '', ...BODY, ...FEET].join('\n');
    const { title, credits, published, kicker } = recordOf(text, 'text');
    expect({ title, credits, published, kicker }).toEqual({
      title: '[心得] 東湖租船',
      credits: [{ role: '作者', names: ['laozhou'] }],
      published: '2019-12-04T23:55:00+08:00',
      kicker: null,
    });
    const mainland = ['发信人: laozhou (老周), 信区: Lake', '标  题: 东湖租船记', '', ...BODY].join('\n');
    expect(recordOf(mainland, 'text').title).toBe('东湖租船记');
  });
});

test('the mark of a refrain above the first line of a song belongs to it', () => {
  const verses = [
    '湖水 清了',
    'Hu shui qing le',
    '你还是没有回来',
    'Ni hai shi mei you hui lai',
    '桥头的灯亮了',
    'Qiao tou de deng liang le',
  ];
  const lines = ['*', ...verses, '船家说 天黑了', 'Chuan jia shuo tian hei le', 'Repeat *', ...verses.slice(2)];
  const song = `<title>Hu Shui Qing Le (湖水清了)</title><div><h2>Thursday, July 28, 2011</h2><div><h3 class="post-title">Hu Shui Qing Le (湖水清了)</h3>
<div class="post-body">${lines.join('<br>')}</div><div class="post-footer">Posted by K A at 12:11 PM</div><div><a href="#">Newer Post</a><a href="#">Home</a></div></div></div>`;
  expect(recordOf(song).text.split('\n')).toEqual(lines);
});

test('the archive of a mailing list names sender and day of a message, and its links are the site’s', () => {
  const beside =
    '<LI>Previous message: <A HREF="1">[lake] 欢迎加入</A></LI><LI>Next message: <A HREF="2">[lake] 停航</A></LI>';
  const message =
    '大家好，\n\n昨天把服务器升级到了新版本，重启以后服务起不来，日志里只有一行错误：\n\n  error: no config\n\n谢谢！';
  const html = `<TITLE> [lake] 升级后无法启动</TITLE><H1>[lake] 升级后无法启动</H1><B>Wang Xiaoming</B> <A HREF="mailto:x">wang at lake.example</A><BR>
<I>Tue Mar  5 10:12:33 CST 2019</I><P><UL>${beside}<LI><B>Messages sorted by:</B> <a href="d">[ date ]</a><a href="t">[ thread ]</a></LI></UL><HR>
<PRE>${message}\n-- \nWang Xiaoming\n东湖软件\n</PRE><HR><UL>${beside}</UL><a href="x">More information about the lake mailing list</a>`;
  const { text, title, credits, published } = recordOf(html);
  expect(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.trim()),
  ).toEqual(
    message
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.trim()),
  );
  expect({ title, credits, published: published?.slice(0, 10) }).toEqual({
    title: '[lake] 升级后无法启动',
    credits: [{ role: '作者', names: ['Wang Xiaoming'] }],
    published: '2019-03-05',
  });
});
