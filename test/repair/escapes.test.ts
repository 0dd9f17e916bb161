import { expect, test } from 'vitest';
import { recordOf } from '../run/records.ts';

const LINES = ['渡船在夜里靠岸，船夫说：“天亮以前走不了。”', '风', '1998年3月，他又来到 river 边；'];
const escape = (text: string): string =>
  text.replace(/[^\0-\x7f]/gu, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
const entity = (text: string): string => text.replace(/[^\0-\x7f]/gu, (char) => `&amp;#${String(char.charCodeAt(0))};`);

test.each([
  ['\\u', LINES.map(escape)],
  ['%', LINES.map(encodeURIComponent)],
  ['&amp;#', LINES.map(entity)],
])('a text written in %s is read, with short lines and numbers', (_, lines) => {
  const { text, steps, warnings } = recordOf(lines.join('\n'), { format: 'text', skip: ['strip', 'tidy'] });
  expect(text).toBe(LINES.join('\n'));
  expect(steps).toHaveLength(1);
  expect(warnings).toEqual([]);
});

test.each([
  'const 名 = "\\u6e21\\u8239\\u591c\\u91cc";',
  '{"title": "\\u6e21\\u8239\\u591c\\u91cc\\u9760\\u5cb8"}',
  'title=\\u6e21\\u8239\\u591c\\u91cc\\u9760\\u5cb8',
  'https://example.org/wiki/%E6%B8%A1%E8%88%B9%E5%A4%9C%E9%87%8C',
  'The escape \\u6e21\\u8239 stands for two characters, and \\u591c\\u91cc for two others.',
  '“渡”的转义是 \\u6e21，网址里是 %E6%B8%A1，网页里是 &amp;#28193;。',
])('code, addresses and prose about escapes stay: %s', (line) => {
  expect(recordOf(line, { format: 'text', skip: ['strip', 'tidy', 'convert'] }).text).toBe(line);
});
