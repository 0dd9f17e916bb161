import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import { FIELDS } from '../../src/record/fields.ts';
import { threads } from './threads/posts.ts';

const cases = threads().map((thread) => [thread.name, thread] as const);

test.each(cases)('%s: its posts in order, with authors, dates and roles', (path, { page, posts }) => {
  expect(normalize({ text: page, path }, { posts: true }).posts).toEqual(posts);
});

test.each(cases)('%s: the rest of the record is what it is without posts', (path, { page }) => {
  const { posts, ...rest } = normalize({ text: page, path }, { posts: true, trace: true });
  expect(posts).toBeDefined();
  expect(JSON.stringify(rest)).toBe(JSON.stringify(normalize({ text: page, path }, { trace: true })));
});

test('posts stand before the trace and only where they are asked for', () => {
  const keys = Object.keys(normalize('一', { posts: true, trace: true }));
  expect(keys).toEqual(FIELDS.map(([name]) => name).filter((name) => keys.includes(name)));
  expect(keys).toContain('posts');
  expect(Object.keys(normalize('一'))).not.toContain('posts');
});

test('the text of posts is repaired and converted as the body is', () => {
  const page = `<title>請教</title><h1>請教</h1>
<div class="post"><b class="author">小園</b> 發表於 2019-3-4 08:30<div class="content">這個問題很複雜&amp;nbsp;怎麼辦？</div></div>
<div class="post"><b class="author">老農</b> 發表於 2019-3-4 09:30<div class="content">先澆水，再換盆。</div></div>`;
  expect(normalize(page, { posts: true }).posts?.map(({ author, text }) => [author, text])).toEqual([
    ['小园', '这个问题很复杂 怎么办？'],
    ['老农', '先浇水，再换盆。'],
  ]);
});

test('code in a post is text, whatever its classes; a quotation that begins with a cite is not', () => {
  const post = (name: string, text: string): string =>
    `<div class="post"><div class="head"><b class="author">${name}</b> commented <time datetime="2022-02-02T02:02:02Z">Feb 2</time></div><div class="comment-body markdown-body">${text}</div></div>`;
  const page = `<title>崩溃</title><h1>崩溃</h1>${post('小园', '<p>打开就会崩溃，日志如下：</p><div class="highlight highlight-source-shell"><pre>Error: ENOENT\n  at open</pre></div>')}
${post('老农', '<blockquote><div><cite>小园 写了：</cite>打开就会崩溃</div></blockquote><p>请升级到最新版本。</p><blockquote><p>欲速则不达。</p><cite>论语</cite></blockquote>')}`;
  expect(normalize(page, { posts: true }).posts?.map(({ text }) => text)).toEqual([
    '打开就会崩溃，日志如下：\nError: ENOENT\n  at open',
    '请升级到最新版本。\n欲速则不达。',
  ]);
});

const word = fc.constantFrom(
  '湖边',
  '发表于 2019-3-4 08:30',
  '1楼',
  '引用',
  '好',
  '作者：',
  '推 abc: x 03/04 12:30',
  '。',
  '\t',
  '\n',
);
const tag = fc.constantFrom(
  '<div class="post">',
  '</div>',
  '<li class=comment>',
  '<blockquote>',
  '<b class=author>',
  '</b>',
  '<td>',
  '<tr>',
);

test('what a reply repeats behind a name is no part of it, and a reply that repeats all of a post stays', () => {
  const comment = (name: string, ...words: readonly string[]): string =>
    `<div class="comment"><b class="author">${name}</b> <i class="date">2020-01-02 08:00</i>${words.map((line) => `<p class="said">${line}</p>`).join('')}</div>`;
  const page = `<h1>湖边的桥</h1><p>桥修好了，两岸的居民又能骑车过桥了，路灯还要等到下个月才装。</p>${comment('老周', '路灯不亮')}${comment('小舟', '是啊', '@老周 路灯不亮')}${comment('湖边', '@老周 路灯不亮')}`;
  const posts = normalize({ text: page, path: 'a.html' }, { posts: true }).posts ?? [];
  expect(posts.map(({ author, text }) => [author, text])).toEqual([
    ['老周', '路灯不亮'],
    ['小舟', '是啊'],
    ['湖边', '@老周 路灯不亮'],
  ]);
});

test('any page: posts have text, and each is made of lines of the page in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(word, tag), { maxLength: 40 }), (parts) => {
      const page = `<html>${parts.join('')}`;
      const all = normalize(page, { skip: ['strip', 'extract'] }).text;
      for (const { text } of normalize(page, { posts: true }).posts ?? []) {
        expect(text).not.toBe('');
        for (const line of text.split('\n')) expect(all).toContain(line);
      }
    }),
    { numRuns: 100 },
  );
});
