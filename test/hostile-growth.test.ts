import { describe, expect, test } from 'vitest';
import { normalize } from '../src/index.ts';
import { sourceOf } from './run/records.ts';

/** One unit repeated to a size, in characters. */
const repeated =
  (unit: string) =>
  (size: number): string =>
    unit.repeat(Math.ceil(size / unit.length));
/** `count` units, each with its number. */
const numbered =
  (unit: (number: number) => string) =>
  (size: number): string =>
    Array.from({ length: Math.ceil(size / unit(0).length) }, (_, number) => unit(number)).join('');
const nested =
  (open: string, close: string) =>
  (size: number): string => {
    const depth = Math.ceil(size / (open.length + close.length));
    return `${open.repeat(depth)}中${close.repeat(depth)}`;
  };

const pages: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ...['<title>中', '<title></a>', '<textarea>中', '<script>中', '<style>中', '<svg><title>', '<noscript>中'],
  ...['<!--', '<!-->', '<![CDATA[', '<?', '</', '<a href="', "<a href='中", '<a ', '<a b=', '<div class="中'],
  ...['<div>', '<b><i>', '<p>中<b>', '</p>', '<a href=x>中', '<table><tr><td>中', '<td>中', '<ul><li>中', '<select>中'],
  ...[
    '&',
    '&#',
    '&amp;',
    '&notit;',
    '<img alt="中">',
    '<meta property="og:title" content="中">',
    '<h1>中</h1>',
    '<br>',
    '新闻\n',
  ],
].map((unit) => [unit, repeated(unit)] as const);
const shapes: typeof pages = [
  ['elements in elements', nested('<div>', '</div>')],
  ['linked data, nested', (size) => `<script type="application/ld+json">${nested('[', ']')(size)}</script>`],
  ['linked data, long', (size) => `<script type="application/ld+json">[${repeated('1,')(size)}1]</script>`],
  ['attributes', (size) => `<div ${numbered((number) => `a${number}="1" `)(size)}>中</div>`],
  ['one attribute again and again', (size) => `<div ${repeated('a=1 ')(size)}>中</div>`],
  ['classes', (size) => `<div class="${repeated('nav ')(size)}">中</div>`],
  ['elements of all names', numbered((number) => `<x${number}>中`)],
  ['links', numbered((number) => `<li><a href=/${number}>新聞${number}</a></li>`)],
  ['a long title', (size) => `<title>${repeated('中国_')(size)}</title>中国`],
];
const texts: typeof pages = [
  ...[
    '1\n',
    '中\n',
    '今天好\n',
    '下一页\n',
    '相关新闻\n',
    '记者 王明\n',
    '2021-01-01\n',
    '1 2 3 下一页\n',
    '\n',
    '回复\n',
  ],
  ...[
    '来源：新华网\n',
    '责任编辑：王明\n',
    '今天天气很好，大家都去了公园。',
    '王明、',
    '（记者 王明）',
    '“',
    '： ',
    '·今天\n',
  ],
].map((unit) => [JSON.stringify(unit), repeated(unit)] as const);
const lines: typeof pages = [
  ['lines no two alike', numbered((number) => `新闻第${number}条\n`)],
  ['numbers of pages', (size) => `${repeated('1\n')(size)}下一页`],
  ['credits of a thousand names', (size) => `今天。\n记者${repeated('王明、')(size)}`],
];

/** User CPU time of one document, the minimum of several runs, since other load can only add to it. */
function cost(content: string, format: 'html' | 'text', times: number): number {
  const source = sourceOf(content, { format, charset: 'utf-8' });
  const passes = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    normalize(source);
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...passes);
}

const SIZE = 8000;
const TIMES = 8;
/** In milliseconds; shorter times are too noisy to compare. */
const MIN_COMPARABLE_MS = 100;

describe.each([
  { format: 'html', shapes: [...pages, ...shapes] },
  { format: 'text', shapes: [...texts, ...lines] },
] as const)('$format', (group) => {
  test.each(group.shapes)('%s: eight times the size takes at most twenty times as long', (_, make) => {
    const large = cost(make(TIMES * SIZE), group.format, 1);
    if (large < MIN_COMPARABLE_MS) return;
    const small = cost(make(SIZE), group.format, 3);
    const again = cost(make(TIMES * SIZE), group.format, 1);
    expect(Math.min(large, again) / small).toBeLessThan(20);
  });
});

test('130,000 numbers of pages before a link to the next one are a record', () => {
  const record = normalize(sourceOf(`${'1\n'.repeat(130_000)}下一页`, { format: 'text' }));
  expect(record.source.format).toBe('text');
});

test('linked data of 200,000 values is read', () => {
  const data = `<script type="application/ld+json">[${'1,'.repeat(200_000)}{"@type":"Article","headline":"工程动工"}]</script>`;
  const record = normalize(sourceOf(`<html>${data}<body><p>今天下午，县里召开会议。</p></body></html>`));
  expect(record.source.format).toBe('html');
});
