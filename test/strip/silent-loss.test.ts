import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const ABOVE = '东湖是一个管理小船的工具，它在本机运行，不需要额外的账号，装好以后马上就能用，性能也比旧的工具好得多。';
const ITEMS = [
  '  • 开箱即用',
  '    • 无需配置',
  '    • 不用设置',
  '  • 安全',
  '    • 自动换锁',
  '    • 两点直连',
  '  • 免费',
];
const BELOW = '简而言之，我们可以把东湖看成是更好用、功能更完善的小船管家，值得每一个船主试一试。';

test('a list of bullets in plain text does not end the article', () => {
  const head = [
    '欢迎访问 东湖随笔！',
    '东湖随笔',
    '当前位置：首页 > 工具 > 正文',
    '东湖入门教程',
    '发布时间：2024/1/11',
  ];
  const text = [...head, ABOVE, ...ITEMS, BELOW, '总结', BELOW, '上一篇：划船入门', '下一篇：没有了'].join('\n');
  const lines = normalize(text).text.split('\n');
  for (const line of [...ITEMS.map((item) => item.trim()), BELOW]) expect(lines.map((it) => it.trim())).toContain(line);
});

test('an entry of links is no heading of a disclaimer', () => {
  const links = ['版面说明', '免责声明', '船只一览', '码头地图']
    .map((name) => `<li><a href="x">${name}</a></li>`)
    .join('');
  const html = `<title>东湖的船</title><h1>东湖的船</h1><div><p>${ABOVE}</p><ul>${links}</ul><p>湖心岛</p><p>${BELOW}</p></div>`;
  const { removed } = normalize(html, { format: 'html' });
  expect(removed.map(({ rule }) => rule)).not.toContain('disclaimer-heading-block');
  const heading = html.replace('<ul>', '<h4>免责声明</h4><ul>');
  expect(normalize(heading, { format: 'html' }).removed.map(({ rule }) => rule)).toContain('disclaimer-heading-block');
});

test('lines taken for mojibake are left alone', () => {
  const line = 'Öì½ø²©ÎÄ¡¢²ÜÓ½¡¢Ð»¸Õ¾æ';
  const text = ['东湖的船', ABOVE, line, BELOW].join('\n');
  const { text: kept, warnings } = normalize(text, { skip: ['repair'] });
  expect(kept).not.toContain(line); // Nothing is known of it without repair: to rules it is a copyright line.
  expect(warnings).toEqual([]);
  const suspected = normalize([ABOVE, `${line}£¬ÍÁ\uFFFDµ`, BELOW].join('\n'));
  expect(suspected.warnings).toContain('suspected-mojibake');
  expect(suspected.removed).toEqual([]);
});

test('more prose beside the body than half of it is a warning', () => {
  const other = Array.from(
    { length: 6 },
    (_, at) =>
      `<p>小河 2024-01-0${String(at + 1)} 10:2${String(at)}</p><p>这篇文章写得真好，我也去过那里，水很清，船也很多，改天再去一次。</p>`,
  );
  const comments = `<div class="comments"><h3>网友评论</h3>${other.join('')}</div>`;
  const page = (more: string): string =>
    `<title>东湖的船</title><h1>东湖的船</h1><div class="article"><p>${ABOVE}</p><p>${BELOW}</p></div>${more}`;
  const made = normalize(page(comments), { format: 'html' });
  expect(made.removed.map(({ rule }) => rule)).toContain('outside-body');
  expect(made.warnings).toEqual(['gap-in-body']);
  expect(normalize(page(''), { format: 'html' }).warnings).toEqual([]);
});

test('a word of a button that stands alone among text is the text’s', () => {
  const steps = [
    '按一下右键。',
    '* 复制',
    '打开另一个窗口。',
    '把光标放到要插入的地方，',
    '空间',
    '不够时先删去旧的文件。',
  ];
  const text = [ABOVE, ...steps, BELOW].join('\n');
  expect(normalize(text).text.split('\n')).toEqual([ABOVE, ...steps, BELOW]);
  const tools = [ABOVE, BELOW, '复制', '打印', '收藏'].join('\n');
  expect(normalize(tools).text.split('\n')).toEqual([ABOVE, BELOW]);
});

test('a quotation is kept where nothing else is', () => {
  const quotation = '老人说：“湖水清的时候，船走得慢也不要紧。”';
  expect(normalize(`${quotation}\n——《湖边的话》`)).toMatchObject({ title: null, text: quotation, warnings: [] });
  const couplet = ['湖上无风，水面自平，何必问船往哪里去', '岸边有柳，枝头自绿，何必问人从哪里来'];
  expect(normalize(`${couplet.join('\n')}\n——《湖边的话》`).text).toBe(couplet.join('\n'));
});

test('a headline between two lines of a letterhead is found, and the facts above the first sentence stay', () => {
  const head = [
    '作者  abc123 (小明)                  看板  Lake',
    '标题  [游记] 东湖 湖心亭 划船',
    '时间  Sat Mar  2 12:30:15 2019',
  ];
  const facts = ['码头名称：老周码头', '划船时间：2019/02', '地址：东湖路105号', '每人价位：25元'];
  const made = normalize([...head, '────────────────────', ...facts, '', ABOVE, BELOW].join('\n'));
  expect(made.title).toContain('[游记] 东湖 湖心亭 划船');
  for (const line of [...facts, ABOVE, BELOW]) expect(made.text.split('\n')).toContain(line);
});
