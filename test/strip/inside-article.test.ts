import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import { lineRules } from '../../src/strip/index.ts';

/** On one subject, so that the second half reads on as the first does. */
const ABOVE = [
  '东湖的水清了，岸边的柳树也绿了，住在湖边的老人又搬出小凳，坐在桥头下棋，一坐就是半天。',
  '治理东湖的工程三年前开始，工人先把湖底的淤泥挖走，又在岸边种上柳树和芦苇。',
  '住在湖边的老人说，那时候湖水发黑，夏天谁也不愿意从桥头走过。',
  '如今水面开阔，白鹭也飞回东湖，每到周末，桥头坐满了看水的人。',
];
const BELOW = [
  '工程的第二步是管住岸边的排水口，东湖沿岸的三十个排水口都装上了闸门。',
  '湖水一天比一天清，岸边的芦苇里有了野鸭，老人们下棋的时候常常听见叫声。',
  '看水的人多了，桥头的小店也多了起来，卖的是湖里的鱼和岸边的莲子。',
  '住在湖边的人都说，东湖治理好了，日子也跟着好了。',
];
const page = (line: string): string =>
  `<title>东湖的水清了</title><h1>东湖的水清了</h1><div>${[...ABOVE, line.replaceAll('<', '&lt;'), ...BELOW].map((text) => `<p>${text}</p>`).join('')}</div>`;
const bare = (line: string): string => ['东湖的水清了', ...ABOVE, line, ...BELOW].join('\n');
const textOf = (content: string, format: 'html' | 'text'): readonly string[] =>
  normalize(content, { format, skip: ['repair', 'convert'] }).text.split('\n');

describe.each(lineRules.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  test.each(rule.removes.map((line) => [line]))('%s', (line) => {
    for (const [content, format] of [
      [page(line), 'html'],
      [bare(line), 'text'],
    ] as const) {
      const found = textOf(content, format);
      for (const text of [...ABOVE, ...BELOW]) expect(found).toContain(text);
      const written = line.replace(/\s/g, '');
      const stays = found.some((text) => text !== '' && written.startsWith(text.replace(/\s/g, '')));
      expect(stays, format).toBe(rule.inside !== true);
    }
  });
});

const NOTICES = [
  '本文系作者个人观点，文责自负，与平台立场无关，如需合作请与编辑部取得联系。',
  '平台尊重知识产权，权利人发现作品被擅自使用的，可以发送邮件要求删除。',
  '平台会在收到邮件的三个工作日之内予以处理，并把结果告诉权利人。',
];

test('what follows on another subject keeps nothing in', () => {
  const found = textOf(['东湖的水清了', ...ABOVE, '责任编辑：赵小明', ...NOTICES].join('\n'), 'text');
  expect(found).not.toContain('责任编辑：赵小明');
});

test('between links a line stays out, and a list of links below its heading too', () => {
  const links = ['小城通了高铁', '两座新图书馆月底开放'].map((text) => `<p><a href="x">${text}</a></p>`).join('');
  const html = page('').replace('<p></p>', `<p>相关阅读</p>${links}`);
  const found = textOf(html, 'html');
  for (const line of ['相关阅读', '小城通了高铁']) expect(found).not.toContain(line);
  for (const line of [...ABOVE, ...BELOW]) expect(found).toContain(line);
});

test('a heading of a list stays where text stands below it', () => {
  const items = ['4日公安部门通报，去年共有三十名民警受到表彰。', '一辆货车侧翻，村民帮助司机把苹果装回车上。'];
  const html = page('').replace('<p></p>', ['热点资讯', ...items].map((text) => `<p>${text}</p>`).join(''));
  expect(textOf(html, 'html')).toEqual([...ABOVE, '热点资讯', ...items, ...BELOW]);
});

test('a line that comes again and again is the site’s', () => {
  const texts = [...ABOVE, ...BELOW].flatMap((text) => [text, '返回顶部']);
  expect(textOf(['东湖的水清了', ...texts].join('\n'), 'text')).not.toContain('返回顶部');
});

test('a table between two paragraphs is the article’s, as a listing and a heading are', () => {
  const rows = ['名称\t深度\t水色', '东湖\t12米\t绿', '西湖\t8米\t蓝'];
  const table = `<div class="t"><table>${rows.map((row) => `<tr><td><a href="x">${row.replaceAll('\t', '</a><td>')}</tr>`).join('')}</table></div>`;
  const html = `<h1>东湖的水清了</h1><div class="a">${ABOVE.map((text) => `<p>${text}</p>`).join('')}</div>${table}<h3>二、管水</h3><div class="b">${BELOW.map((text) => `<p>${text}</p>`).join('')}</div>`;
  expect(textOf(html, 'html')).toEqual([...ABOVE, ...rows, '二、管水', ...BELOW]);
});

test('a person’s own rule holds inside too, and more than a trifle taken out there is a warning', () => {
  const line =
    '东湖游船票价优惠：周末每人三十元，节日每人二十元，另送荷花一朵、莲子半斤，儿童和老人登船一律免费，多人同行还能再减五元。';
  const rules = [
    { name: 'tickets', summary: 'Tickets', pattern: '^东湖游船票价', removes: ['东湖游船票价优惠'], keeps: ['东湖'] },
  ];
  const made = normalize(page(line), { format: 'html', rules });
  expect(made.text).not.toContain(line);
  expect(made.warnings).toEqual(['gap-in-body']);
  expect(normalize(page(line), { format: 'html', rules, keep: ['tickets'] }).warnings).toEqual([]);
  expect(normalize(page(line.slice(0, 12)), { format: 'html', rules }).warnings).toEqual([]);
});
