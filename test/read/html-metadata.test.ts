import { expect, test } from 'vitest';
import { readHtml } from '../../src/read/html/index.ts';

const metaOf = (html: string): Record<string, string> =>
  Object.fromEntries(readHtml(html).meta.map(({ name, value }) => [name, value]));

test('title, meta, canonical link, time', () => {
  const html = `<title> 春天
    来了&amp;_新闻网</title><meta name=Author content="张三"><meta property="og:title" content="春&quot;天">
    <link rel=canonical href="https://example.org/a?b=1&amp;c=2"><time datetime=2020-01-02>昨天</time><time datetime=2021-01-02></time>
    <svg><title>图</title></svg>`;
  expect(metaOf(html)).toEqual({
    title: '春天 来了&_新闻网',
    'meta:author': '张三',
    'meta:og:title': '春"天',
    'link:canonical': 'https://example.org/a?b=1&c=2',
    'time:datetime': '2020-01-02',
  });
});

const data = (json: string): Record<string, string> => metaOf(`<script type="application/ld+json">${json}</script>`);

test('linked data, an article before other things', () => {
  const json = `{"@context":"https://schema.org","@graph":[
    {"@type":"Organization","name":"某报","url":"https://example.org/"},
    {"@type":"BreadcrumbList","itemListElement":[{"name":"首页"},{"item":{"name":"国内"}}]},
    {"@type":"NewsArticle","headline":"春天来了","datePublished":"2020-01-02T03:04:05+08:00","author":[{"name":"张三"},"李四"],"publisher":{"name":"某报"}}]}`;
  expect(data(json)).toEqual({
    'json-ld:headline': '春天来了',
    'json-ld:datePublished': '2020-01-02T03:04:05+08:00',
    'json-ld:author': '张三,李四',
    'json-ld:publisher': '某报',
    'json-ld:breadcrumb': '首页 > 国内',
    'json-ld:@type': 'NewsArticle Organization BreadcrumbList',
  });
});

test('linked data that is broken', () => {
  expect(data('{"headline":"春天\n来了"}')['json-ld:headline']).toBe('春天 来了');
  expect(data('<!-- {"headline":"春天"} -->')['json-ld:headline']).toBe('春天');
  expect(data('{"headline":"春天","datePublished":"2020-01-02",,}')).toEqual({
    'json-ld:headline': '春天',
    'json-ld:datePublished': '2020-01-02',
  });
  expect(data('[[[[')).toEqual({});
});
