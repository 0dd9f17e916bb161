import { expect, test } from 'vitest';
import { normalize } from '../../src/index.ts';
import { sourceOf } from '../run/records.ts';

const ARTICLE =
  '<p>今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证，新馆共有三层，一层是儿童阅览室。</p>'.repeat(4);

/** What continues a page stored at `path`, found at `url`, that contains `link`. */
function continues(link: string, path: string, url: string | null = null, member: string | null = null): string | null {
  const html = `<html><body><h1>市图书馆新馆开放</h1>${ARTICLE}<div class="page">${link}</div></body></html>`;
  return normalize({ ...sourceOf(html), format: 'html', path, url, member }).source.continues;
}

const next = (href: string, text = '下一页'): string => `<a href="1.html">1</a> <a href="${href}">${text}</a>`;

test.each([
  ['a name with a number', next('88_2.html'), 'news/88.html', null, 'news/88_2.html'],
  ['the next number', next('88_3.html'), 'news/88_2.html', null, 'news/88_3.html'],
  ['pages counted from 0', next('t2021_88_1.htm'), 't2021_88.htm', null, 't2021_88_1.htm'],
  ['an absolute link', next('https://n.example/a/88-2.html'), 'n/a/88.html', null, 'n/a/88-2.html'],
  ['traditional', next('88_2.html', '下一頁 >'), '88.html', null, '88_2.html'],
  ['markup and an arrow', next('88_2.html', '<span>&gt; 下页</span>'), '88.html', null, '88_2.html'],
  ['a query, as a crawler stores it', next('c.html?page=2'), 'a/c.html', null, 'a/c.html?page=2'],
  ['the next query', next('?id=7&page=3'), 'show.php?id=7&page=2', null, 'show.php?id=7&page=3'],
  ['a declared link', '<link rel="next" href="88_2.html">', '88.html', null, '88_2.html'],
  ['an id of three digits', next('content_123_2.htm'), 'content_123.htm', null, 'content_123_2.htm'],
  ['a number with a zero', next('001_02.html'), '001.html', null, '001_02.html'],
  ['names that are numbers of pages', next('page2.html'), 'n/page1.html', null, 'n/page2.html'],
  ['a thread', next('thread-100-2-1.html'), 'thread-100-1-1.html', null, 'thread-100-2-1.html'],
  [
    'links that a script prints',
    '<script>createPageHTML(3, 1, "t21_88", "html");</script>',
    't21_88_1.html',
    null,
    't21_88_2.html',
  ],
  ['a file under its own name', next('88_2.html'), '0/88.html', 'https://n.example/a/88.html', '0/88_2.html'],
  [
    'a file under another name',
    next('88_2.html'),
    '0/7f3a.html',
    'https://n.example/a/88.html',
    'https://n.example/a/88_2.html',
  ],
  ['folders', next('/post/2/'), 'x.html', 'https://b.example/post/', 'https://b.example/post/2/'],
])('%s', (_, link, path, url, expected) => {
  expect(continues(link, path, url)).toBe(expected);
});

test('a page of a web archive is continued by an address', () => {
  expect(continues(next('88_2.html'), 'a.warc', 'https://n.example/a/88.html', 'urn:1')).toBe(
    'https://n.example/a/88_2.html',
  );
  expect(continues(next('88_2.html'), 'r.jsonl', null, '88')).toBeNull();
});

test('a file in an archive is continued by a file beside it', () => {
  expect(continues(next('88_2.html'), 'a.zip', null, 'a/88.html')).toBe('a/88_2.html');
});

test.each([
  ['another article', next('89.html'), '88.html', null],
  ['the next article', '<a href="88_2.html">下一篇</a>', '88.html', null],
  ['a declared next article', '<link rel="next" href="/2021/other.html">', '88.html', null],
  ['the same page', next('88_2.html'), '88_2.html', null],
  ['a page before', next('88_2.html'), '88_3.html', null],
  ['a page after the next', next('88_4.html'), '88_2.html', null],
  ['another site', next('https://m.example/a/88_2.html'), '0.html', 'https://n.example/a/88.html'],
  ['the next thread', next('thread-101-1-1.html'), 'thread-100-1-1.html', null],
  ['the next chapter', next('002.html'), '001.html', null],
  ['a script', next("javascript:go('88_2.html')"), '88.html', null],
  ['no address', next('https://'), '88.html', null],
  ['the last page', '<script>createPageHTML(3, 2, "t21_88", "html");</script>', 't21_88_2.html', null],
  ['escapes that are none', next('%E4%.html'), '%E4%.html', null],
])('nothing by %s', (_, link, path, url) => {
  expect(continues(link, path, url)).toBeNull();
});

test('a list has pages, but no text that they continue', () => {
  const rows = Array.from(
    { length: 12 },
    (_, day) => `<li><a href="/${day}.html">市图书馆新馆第${day}次开放日</a> 2021-03-${day + 10}</li>`,
  );
  const html = `<title>工作动态</title><ul>${rows.join('')}</ul>${next('list_2.html')}`;
  const { kind, source } = normalize({ ...sourceOf(html), format: 'html', path: 'list.html' });
  expect([kind, source.continues]).toEqual(['list', null]);
});
