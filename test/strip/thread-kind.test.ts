import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import { PAGE_CLASSES } from '../../src/strip/page-kind/page-class.ts';
import { isPush } from '../../src/strip/page-kind/pushes.ts';
import { matchFormOf } from '../../src/text/match-form.ts';
import { threads } from '../posts/threads/posts.ts';

const KINDS: Readonly<Record<string, string>> = {
  'discourse-crawler.html': 'thread',
  'discuz-edited.html': 'thread',
  'discuz-x3.html': 'thread',
  'nga.txt': 'thread',
  'nodebb.html': 'thread',
  'phpbb3.html': 'thread',
  'ptt.html': 'thread',
  'ptt.txt': 'thread',
  'reddit-old.html': 'thread',
  'smf.html': 'thread',
  'stack.html': 'qa',
  'tieba-inner.html': 'thread',
  'tianya.html': 'thread',
  'v2ex-few.html': 'thread',
  'v2ex.html': 'thread',
  'vbulletin4.html': 'thread',
  'wordpress-comments.html': 'article',
  'xenforo.html': 'thread',
  'zhidao.html': 'qa',
};

const pages = new Map(threads().map(({ name, page }) => [name, page]));

test.each(Object.entries(KINDS))('%s is of kind %s', (name, kind) => {
  expect(normalize({ text: pages.get(name) ?? '', path: name }).kind).toBe(kind);
});

test.each(PAGE_CLASSES.flatMap(({ kind, pattern, examples }) => examples.map((one) => [one, kind, pattern] as const)))(
  'the page class %s says %s',
  (example, kind, pattern) => {
    const text = `<html><body class="${example}"><h1>修车记</h1><p>链条断了，推到桥头的铺子里，换了一节，花了五块钱。</p></body></html>`;
    expect(example).toMatch(pattern);
    expect(normalize({ text, path: 'a.html' }).kind).toBe(kind);
  },
);

test.each([
  '<body class="home page-topics"><h1>修车记</h1><p>链条断了，推到桥头的铺子里，换了一节，花了五块钱。</p></body>',
  '<h1>商场指南</h1><p>1楼</p><p>女装和化妆品，靠东门有一家面包店。</p><p>2楼</p><p>男装和运动鞋，电梯在北边。</p><p>3楼</p><p>餐厅和影院，营业到晚上十点。</p>',
  '<h1>东湖大桥通车</h1><p>2020-01-02 08:00 来源：东湖日报 编辑：老周</p><p>1# 桥墩在河心，去年冬天浇好。</p><p>大桥昨天通车，两岸的居民都来看热闹。</p><p>2# 桥墩靠北岸，春天才动工。</p>',
])('no thread: %s', (text) => {
  expect(normalize({ text, path: 'a.html' }).kind).not.toBe('thread');
});

test('the number of answers makes a question of a headline with a question word', () => {
  const page = (label: string): string =>
    `<h1>君子兰叶尖发黄怎么回事</h1><p>养了三年的君子兰叶尖发黄，是不是水浇多了？</p><p>${label}</p><p>叶尖发黄先看根，根是白的就是缺水，根是褐色软烂就是浇多了。</p>`;
  expect(normalize({ text: page('2个回答'), path: 'a.html' }).kind).toBe('qa');
  expect(normalize({ text: page('两位老师的回答都好'), path: 'a.html' }).kind).not.toBe('qa');
});

test.each([
  ['推 lakeside: 同意 03/04 12:30', true],
  ['→ teapot: 謝謝，我去找師傅                  03/08 10:02', true],
  ['噓 user2: 问你老师 192.0.2.7 03/04', true],
  ['推开门: 03/04 12:30', false],
  ['推 lakeside 同意 03/04 12:30', false],
])('a comment of PTT: %s %s', (line, is) => {
  expect(isPush(matchFormOf(line))).toBe(is);
});

test('commands between two lines of one post stay', () => {
  const { text } = normalize({ text: pages.get('discuz-edited.html') ?? '', path: 'a.html' });
  expect(text).toContain('先在电脑上试这两条命令：\nping 192.168.1.1\nsudo reboot\n再看看网卡的灯亮不亮。');
});
