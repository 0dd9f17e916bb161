import { expect, test } from 'vitest';
import { readHtml } from '../src/read/html.ts';
import { readText } from '../src/read/text.ts';
import { outsideBody } from '../src/strip/body.ts';
import { pageOf } from '../src/strip/page.ts';
import type { Document, Reading } from '../src/types.ts';

function documentOf(reading: Reading): Document {
  const step = { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits } as const;
  const steps = reading.markup ? [step] : [];
  const { text, lines, meta } = reading;
  return { text, lines, meta, format: 'html', language: 'und', steps, removed: [], warnings: [] };
}

/** What is left of a page when only the choice of the body is at work. */
function bodyOf(reading: Reading): readonly string[] {
  const page = pageOf(documentOf(reading));
  const outside = outsideBody(
    page,
    page.lines.map(() => null),
    null,
  );
  return page.lines.filter(({ index }) => !outside.has(index)).map(({ text }) => text);
}

const PROSE = [
  '今年入春以来，河边的柳树一天比一天绿，老人们又搬出小凳，坐在桥头下棋，一坐就是半天。',
  '桥是三十年前修的，那时候村里只有一条土路，下雨天走一步滑一步，孩子们要光着脚去上学。',
  '“现在好了，”七十岁的老周说，“车可以一直开到家门口，买菜也不用走那么远。”',
  '他还记得修桥那年的冬天，全村的人都来抬石头，谁也没有要过一分钱，只在中午一起吃一顿热饭。',
  '如今桥面重新铺过，栏杆也换了新的，可是桥头那棵槐树还在，树下的人也还是那些人。',
];
const MENU = '首页 新闻 国内 国际 社会 体育 财经 娱乐 科技 汽车 房产 教育'.split(' ');
const HEADLINES = [
  '某县举行春季运动会',
  '两座新图书馆月底开放',
  '去年全市用水量下降百分之三',
  '专家谈冬天怎样保护膝盖',
  '小学生给老树写信',
  '地铁四号线延长段开工',
];

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li><a href="x">${item}</a></li>`).join('')}</ul>`;
const paragraphs = (items: readonly string[]): string => items.map((item) => `<p>${item}</p>`).join('\n');

test('an article among menus and lists of links', () => {
  const html = `<title>桥头的春天_某某网</title><div class="nav">${list(MENU)}</div>
    <div class="main"><h1>桥头的春天</h1><div class="article">${paragraphs(PROSE)}</div></div>
    <div class="side"><h3>热门</h3>${list(HEADLINES)}</div><div class="footer"><p>关于我们 | 联系我们 | 广告服务</p></div>`;
  const body = bodyOf(readHtml(html));
  expect(body).toEqual(expect.arrayContaining(PROSE));
  for (const line of [...MENU, ...HEADLINES]) expect(body).not.toContain(line);
});

test('a class that speaks for furniture does not cost an article its body', () => {
  const html = `<title>桥头的春天</title><div class="header list related"><h1>桥头的春天</h1>${paragraphs(PROSE)}</div>`;
  expect(bodyOf(readHtml(html))).toEqual(expect.arrayContaining(PROSE));
});

test('a page without lines', () => {
  expect(bodyOf(readHtml('<script>x</script>'))).toEqual(['']);
});

const CLEAN: readonly (readonly [string, readonly string[]])[] = [
  ['prose', PROSE],
  ['a poem', ['河水流过石桥', '柳絮落满衣襟', '我问远方的人', '何时再看一回花开', '', '桥下的灯亮了', '桥上的人散了']],
  [
    'questions and answers',
    ['问：桥是什么时候修的？', '答：三十年前。', '问：谁修的？', '答：全村的人。', '问：花了多少钱？', '答：不知道'],
  ],
  ['headings without punctuation', ['修桥', PROSE[1] ?? '', '铺路', PROSE[4] ?? '', '后来', PROSE[2] ?? '']],
  ['a table of contents', ['第一章 石桥', '第二章 槐树', '第三章 冬天', '第四章 热饭', '第五章 栏杆', '附录 年表']],
  ['code', ['function main() {', 'return 1;', '}', '', 'main();']],
  ['a list', ['白菜 两斤', '豆腐 三块', '葱 一把', '盐 一袋', '酱油 一瓶']],
];

test.each(CLEAN)('text that is an article and nothing else stays whole: %s', (_, lines) => {
  expect(bodyOf(readText(lines.join('\n')))).toEqual(lines);
});

test('menus around bare text', () => {
  const text = [
    ...MENU,
    '登录',
    '注册',
    '桥头的春天',
    ...PROSE,
    '上一篇',
    '下一篇',
    '相关新闻',
    ...HEADLINES,
    '关于我们',
    '联系我们',
  ];
  const body = bodyOf(readText(text.join('\n')));
  expect(body).toEqual(expect.arrayContaining(PROSE));
  for (const line of MENU) expect(body).not.toContain(line);
});
