import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { CorpusRecord } from '../../src/library/index.ts';

const PROSE = [
  '东湖的水清了，岸边的柳树也绿了，住在湖边的老人又搬出小凳，坐在桥头下棋，一坐就是半天。',
  '治理东湖的工程三年前开始，工人先把湖底的淤泥挖走，又在岸边种上柳树和芦苇。',
  '如今水面开阔，白鹭也飞回东湖，每到周末，桥头坐满了看水的人。',
];
const body = PROSE.map((text) => `<p>${text}</p>`).join('');
const recordOf = (above: string, below = '', head = '<title>东湖的水清了_湖畔网</title>'): CorpusRecord =>
  normalize(`${head}<body><h1>东湖的水清了</h1>${above}<div>${body}${below}</div>`, { format: 'html' });
const creditsOf = ({ credits }: CorpusRecord): readonly string[] =>
  credits.flatMap(({ role, names }) => names.map((name) => `${role} ${name}`));

describe('first publication and last change', () => {
  test.each([
    [
      '<div>已于&nbsp;2021-06-09 16:21:47&nbsp;修改</div><div>于&nbsp;2021-06-08 16:16:18&nbsp;首次发布</div>',
      '2021-06-08T16:16:18+08:00',
      '2021-06-09T16:21:47+08:00',
    ],
    ['<div>发布时间：2021-06-08 更新时间：2021-06-10</div>', '2021-06-08', '2021-06-10'],
    ['<div>更新时间：2021-06-10 09:00</div>', '2021-06-10T09:00:00+08:00', '2021-06-10T09:00:00+08:00'],
    ['<div>发布时间：21-06-08 09:15</div>', '2021-06-08T09:15:00+08:00', null],
    ['<div>发布日期：98-06-08</div>', '1998-06-08', null],
    ['<div>2021-06-08 09:15 来源：东湖日报</div>', '2021-06-08T09:15:00+08:00', null],
  ])('%s', (above, published, modified) => {
    const record = recordOf(above);
    expect([record.published, record.modified]).toEqual([published, modified]);
  });

  test('answers give a question no date, the only answer that a page shows does', () => {
    const answer = (day: string): string =>
      `<div>${body}</div><div>发布于 2021-06-0${day} 20:31</div><div>赞同 12</div>`;
    const page = (answers: string): string =>
      `<title>东湖的水怎样才能变清？</title><body><h1>东湖的水怎样才能变清？</h1>${answers}`;
    const dateOf = (answers: string): string | null => normalize(page(answers), { format: 'html' }).published;
    expect(dateOf(answer('8') + answer('9'))).toBeNull();
    expect(dateOf(answer('8'))).toBe('2021-06-08T20:31:00+08:00');
    expect(dateOf(`${answer('8')}<div>更多回答</div>${answer('9')}`)).toBe('2021-06-08T20:31:00+08:00');
  });

  test('a birthday is no day of publication', () => {
    expect(recordOf('<div>出生日期：1958-03-02 来源：东湖日报</div>').published).toBeNull();
  });

  test('metadata tells of a change where the page does not, but of none before it appeared', () => {
    const head = (day: string): string =>
      `<title>东湖的水清了</title><meta property="article:modified_time" content="${day}">`;
    expect(recordOf('<div>2021-06-08 来源：东湖日报</div>', '', head('2021-06-11')).modified).toBe('2021-06-11');
    expect(recordOf('<div>2021-06-08 来源：东湖日报</div>', '', head('2021-06-01')).modified).toBeNull();
  });
});

describe('who made it', () => {
  test.each([
    ['', '<p>（圖／記者王小明翻攝）</p>', ['摄影 王小明']],
    ['', '<p>（圖／翻攝自網路）</p>', []],
    ['<p>社會中心／綜合報導</p>', '', []],
    ['', '<p>東湖水位明天回落。（王小明／東湖報導）</p>', ['记者 王小明']],
    [
      '<p>（中央社記者王小明東湖8日電）東湖的水清了，岸邊的柳樹也綠了，住在湖邊的老人又搬出小凳下棋。</p>',
      '',
      ['记者 王小明'],
    ],
    [
      '',
      '<p>编辑|张小纳 语音|徐小佳 剪辑|李小春 制图|王小莉 校读|刘小永</p>',
      ['编辑 张小纳', '语音 徐小佳', '剪辑 李小春', '制图 王小莉', '校读 刘小永'],
    ],
    ['', '<div>编辑于 2021-06-08 分享 收藏 举报 作者保留权利</div>', []],
    ['', '<p>参与互动(0) 【编辑:程小涛】</p>', ['编辑 程小涛']],
    ['<p>关键字</p>', '', []],
    ['<p>罗小胜</p>', '', ['作者 罗小胜']],
    ['<div>2021-06-08</div><p>原小图</p>', '', ['作者 原小图']],
  ])('%s %s', (above, below, credits) => {
    expect(creditsOf(recordOf(above, below))).toEqual(credits);
  });

  test('the account above the name of its platform is the outlet', () => {
    const by = '<a href="/author/7"><div>湖边眼</div><span>企鹅号</span></a><div>2021-06-08</div>';
    expect(recordOf(by).outlet).toBe('湖边眼');
    expect(recordOf('<div>2021-06-08</div><span>企鹅号</span>').outlet).not.toBe('企鹅号');
  });

  test('a breadcrumb ends before the headline, in either script', () => {
    const path = '<div>湖畔网 &gt; 生活 &gt; 東湖的水清了</div>';
    expect(recordOf(path).section).toEqual(['湖畔网', '生活']);
  });

  test('no name of a section, a button or a sign is an outlet', () => {
    for (const name of ['开心网', '热点新闻', '国际频道', '已替换减号'])
      expect(recordOf(`<div>2021-06-08</div><p>${name}</p>`).outlet, name).not.toBe(name);
  });
});

describe('headline', () => {
  test('a first section is no subtitle', () => {
    for (const heading of ['背景', '一、为什么要治理东湖水']) {
      const { subtitle, text } = recordOf(`<h2>${heading}</h2>`);
      expect([subtitle, text.split('\n')[0]]).toEqual([null, heading]);
    }
    const first = '东湖治理是怎样开始的';
    expect(recordOf(`<h2>${first}</h2><p>${PROSE[0] ?? ''}</p><h2>东湖治理是怎样做成的</h2>`).subtitle).toBeNull();
    expect(recordOf('<h2>三年治理换来一湖清水</h2>').subtitle).toBe('三年治理换来一湖清水');
  });

  test('what stands for a name of a page is none', () => {
    for (const name of ['Untitled Document', 'Loading...', '无标题文档', '今日头条']) {
      const { title } = normalize(`<title>${name}</title><body>${body}`, { format: 'html' });
      expect(title).toBeNull();
    }
  });

  test('the heading that is the second part of the page’s name goes before a site’s', () => {
    const html = `<title>湖书 中文版 - 子模块</title><h1>湖书社区 中文版</h1><h2>子模块</h2>${body}`;
    expect(normalize(html, { format: 'html' }).title).toBe('子模块');
  });
});

test('what the page says it is about', () => {
  const head =
    '<title>东湖的水清了</title><meta name="description" content=" 三年治理，\n一湖清水。 "><meta name="keywords" content="东湖,治理，柳树,东湖">';
  expect(recordOf('', '', head)).toMatchObject({
    description: '三年治理， 一湖清水。',
    keywords: ['东湖', '治理', '柳树'],
  });
  expect(recordOf('', '<p>关键词：湖水 白鹭</p>', head).keywords).toEqual(['湖水', '白鹭']);
  const repeated = '<title>东湖的水清了</title><meta name="description" content="东湖的水清了">';
  expect(recordOf('', '', repeated)).toMatchObject({ description: null, keywords: [] });
});

describe('papers of offices', () => {
  const paper = (after: string): CorpusRecord =>
    normalize(
      `<body><table><tr><td>索 引 号：</td><td>000000/2021-1</td></tr><tr><td>主 题 词：</td><td></td></tr></table>
      <h1>东湖市人民政府关于治理东湖的通知</h1><div><p>各县区人民政府：</p>${body}<p>东湖市人民政府</p><p>2021年6月8日</p>${after}</div>`,
      { format: 'html' },
    );

  test('the day of the signature stays, also before an attachment, and tells when it appeared', () => {
    for (const after of ['', `<p>东湖治理方案</p>${body}`]) {
      const { text, published } = paper(after);
      expect(text).toContain('东湖市人民政府\n2021年6月8日');
      expect(published).toBe('2021-06-08');
    }
  });

  test('the index card is no text and no headline', () => {
    const { text, title } = paper('');
    expect(title).toBe('东湖市人民政府关于治理东湖的通知');
    for (const part of ['索 引 号', '主 题 词']) expect(text).not.toContain(part);
  });
});
