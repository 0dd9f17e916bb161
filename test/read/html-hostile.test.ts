import { expect, test } from 'vitest';
import { readHtml } from '../../src/read/html/index.ts';

const MANY = 100_000;

test.each([
  ['deep nesting', '<div>'.repeat(MANY) + '文'],
  ['deep nesting of inline elements', '<b>'.repeat(MANY) + '文'],
  ['deep nesting, closed by other tags', '<div><b>'.repeat(MANY) + '</p></i></li>'.repeat(MANY) + '文'],
  ['links never closed', '<a href=x>甲'.repeat(2 * MANY)],
  ['cells that reach for the outside', '<table><tr><td>'.repeat(MANY / 10) + '</div></ul>'.repeat(MANY)],
  ['items never closed', '<ul><li>甲'.repeat(MANY)],
  ['comments never closed', '<!--'.repeat(MANY)],
  ['tags never closed', '<a '.repeat(MANY)],
  ['attributes never closed', '<a b="'.repeat(MANY)],
  ['raw text never closed', '<style></style><script>'.repeat(MANY)],
  ['brackets', '<'.repeat(10 * MANY)],
  ['references', '&'.repeat(10 * MANY)],
  ['a long reference', `&${'a'.repeat(10 * MANY)}`],
  ['white space', `文${' \n'.repeat(10 * MANY)}文`],
  ['breaks', '<br>'.repeat(MANY)],
  ['one attribute many times', `<p ${'class=nav '.repeat(MANY)}>文`],
  ['a long class', `<p class="${'-na- '.repeat(MANY)}">文`],
  ['classes called after authors', `<a class="author `.repeat(MANY)],
  ['linked data, deep', `<script type=application/ld+json>${'['.repeat(MANY)}${']'.repeat(MANY)}</script>`],
  ['linked data, broken', `<script type=application/ld+json>${'"url":'.repeat(MANY)}</script>`],
])('%s', (_, html) => {
  const started = performance.now();
  const reading = readHtml(html);
  reading.edits();
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('a page of 10 MB', () => {
  const html = '<div class="item"><a href="x">山水</a><p>春天来了，花开了。</p></div>\n'.repeat(200_000);
  expect(readHtml(html).lines).toHaveLength(400_000);
}, 30_000);
