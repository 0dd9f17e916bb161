import { expect, test } from 'vitest';
import { readHtml } from '../../src/read/html/index.ts';
import { readText } from '../../src/read/text.ts';
import { articleBounds } from '../../src/strip/body/article-bounds.ts';
import { evidenceOf } from '../../src/strip/body/evidence.ts';
import { outsideBody } from '../../src/strip/body/index.ts';
import { findBoilerplate } from '../../src/strip/index.ts';
import { pageOf } from '../../src/strip/page.ts';
import type { Document, Reading } from '../../src/types.ts';

function documentOf(reading: Reading): Document {
  const step = { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits } as const;
  const steps = reading.markup ? [step] : [];
  const { text, lines, origins, meta } = reading;
  return { text, lines, origins, meta, format: 'html', language: 'und', steps, removed: [], warnings: [] };
}

/** The text of a page with body selection as the only stage. */
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

test('empty lines between the lines of a bare text change nothing', () => {
  const lines = [...MENU, ...PROSE, ...HEADLINES, '关于我们', '联系我们', '版权所有'];
  const marks = lines.map((line) => (MENU.includes(line) || line.length === 4 ? 'menu' : null));
  const left = (texts: readonly string[], taken: readonly (string | null)[]): readonly string[] => {
    const outside = outsideBody(pageOf(documentOf(readText(texts.join('\n')))), taken, null);
    return texts.filter((text, index) => text !== '' && !outside.has(index) && (taken[index] ?? null) === null);
  };
  const spaced = left(
    lines.flatMap((line) => [line, '', '']),
    marks.flatMap((mark) => [mark, null, null]),
  );
  expect(spaced).toEqual(left(lines, marks));
  expect(spaced).toEqual(PROSE);
});

test('a class that suggests furniture does not discard the body of an article', () => {
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

test.each(CLEAN)('a text that is only an article stays whole: %s', (_, lines) => {
  expect(bodyOf(readText(lines.join('\n')))).toEqual(lines);
});

const COMMENTS = ['写得真好，我想起了我的老家。', '桥头的槐树我也爬过，那年摔了一跤。', '请问从县城怎么坐车去？'];
const comments = COMMENTS.map(
  (text, i) => `<div class="c"><h4>路人${i + 1} 2005-03-0${i + 2} 12:4${i}</h4><p>${text}</p></div>`,
).join('');
const article = `<h1>桥头的春天</h1><div class="article">${paragraphs(PROSE)}</div>`;

test('comments after an article are removed', () => {
  const html = `<title>桥头的春天</title><div class="main">${article}${comments}</div>`;
  const body = bodyOf(readHtml(html));
  expect(body).toEqual(expect.arrayContaining(PROSE));
  for (const line of COMMENTS) expect(body).not.toContain(line);
});

/** The first line of the article and the first one after it (null if none), if all lines looked like body and date and disclaimer lines were marked. */
function limitsIn(html: string): readonly (string | null)[] {
  const page = pageOf(documentOf(readHtml(`<title>桥头的春天</title>${html}`)));
  const marks = page.lines.map(({ text }) =>
    text.startsWith('免责声明') ? 'disclaimer' : text.startsWith('时间：') ? 'time-label' : null,
  );
  const { first, last } = articleBounds(
    evidenceOf(page, marks, null),
    page.lines.map(() => true),
  );
  return [page.lines[first]?.text ?? null, page.lines[last + 1]?.text ?? null];
}

const post = (title: string, time: string): string =>
  `<tr><td class="t">${title}</td></tr><tr><td>${paragraphs(PROSE)}</td></tr><tr><td class="f">老周 @ ${time} (12)</td></tr>`;
const next = `<h1>小学生给老树写信</h1>${paragraphs(PROSE)}`;
const disclaimer = '<p>免责声明：本文仅代表作者本人观点，与本站无关。</p>';
const ENDS: readonly (readonly [string, string, string | null])[] = [
  ['comments', article + comments, '路人1 2005-03-02 12:40'],
  [
    'posts with their times below',
    `<table>${post('桥头的春天', '3月12日 01:20')}${post('修桥', '3月11日 07:05')}</table>`,
    '老周 @ 3月12日 01:20 (12)',
  ],
  ['the next article', article + disclaimer + next, '小学生给老树写信'],
  ['a heading, and nothing to say that the first article ended', article + next, null],
  ['a lower heading', article + disclaimer + next.replaceAll('h1>', 'h3>'), null],
  ['one line with a time', `${article}<p class="t">老周 2005-03-02 12:40</p>${paragraphs(COMMENTS)}`, null],
  ['paragraphs that begin with times', PROSE.map((line) => `<p>2005-03-02 08:00 ${line}</p>`).join(''), null],
  ['nothing but comments', comments + comments, null],
  ['hours of opening', `${article}<p>8:00－10:00 早场</p><p>${PROSE[0] ?? ''}</p><p>18:00-20:00 晚场</p>`, null],
  ['comments behind a few words', `<h1>桥头的春天</h1><p>${PROSE[0] ?? ''}</p>${comments}`, null],
];

test.each(ENDS)('where an article ends: %s', (_, html, line) => {
  expect(limitsIn(html)[1]).toBe(line);
});

const told = article.replace('</h1>', '</h1><p>时间：2005-03-02</p>');
const STARTS: readonly (readonly [string, string, string])[] = [
  ['with a headline that is told of', paragraphs(HEADLINES) + told, '桥头的春天'],
  ['anywhere, if nothing tells of the headline', paragraphs(HEADLINES) + article, HEADLINES[0] ?? ''],
  ['anywhere, if most of the text stands above', paragraphs(PROSE) + paragraphs(HEADLINES) + told, PROSE[0] ?? ''],
];

test.each(STARTS)('an article begins %s', (_, html, line) => {
  expect(limitsIn(html)[0]).toBe(line);
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

const rows = ['白菜 2.50 3.10', '豆腐 1.80 2.00', '大葱 0.90 1.20', '酱油 6.00 6.50'];
const cells = rows.map((row) => `<tr>${row.replaceAll(/\S+/g, '<td>$&</td>')}</tr>`).join('');
const NAMES = ['王小明', '李大同', '周小满', '段小宁', '孟小娟', '董小新'];
const WHOLE: readonly (readonly [string, Reading, readonly string[]])[] = [
  [
    'a poem',
    readHtml('<h1>静夜思</h1><p>李白</p><p>床前明月光，<br>疑是地上霜。<br>举头望明月，<br>低头思故乡。</p>'),
    ['床前明月光，', '疑是地上霜。', '举头望明月，', '低头思故乡。'],
  ],
  ['a table of data', readHtml(`<table>${cells}</table>`), ['白菜', '酱油']],
  [
    'names and a sentence',
    readHtml(`${paragraphs(NAMES)}<p>以上同学获得奖学金。</p>`),
    [...NAMES, '以上同学获得奖学金。'],
  ],
  ['names as text', readText([...NAMES, '以上同学获得奖学金。'].join('\n')), [...NAMES, '以上同学获得奖学金。']],
];

test.each(WHOLE)('body selection does not empty a document: %s', (_, reading, lines) => {
  const document = documentOf(reading);
  const gone = new Set(findBoilerplate(document, new Set()).map(({ line }) => line));
  const kept = document.text
    .split('\n')
    .filter((line, index) => line !== '' && !gone.has(index))
    .join('\n');
  for (const line of lines) expect(kept).toContain(line);
});

test('a page of nothing but links is not rescued', () => {
  const document = documentOf(readHtml(list([...MENU, ...HEADLINES])));
  expect(findBoilerplate(document, new Set()).length).toBeGreaterThanOrEqual(MENU.length + HEADLINES.length);
});
