import { expect, test } from 'vitest';
import { isNamedJsonl, looksLikeJsonl } from '../../src/index.ts';

const is = (text: string, named: boolean): boolean => looksLikeJsonl(Buffer.from(text), 'text', named);
const good = '{"text":"第二行的文字。"}\n';
const other = '{"content":"第二行的文字。"}\n';

test.each([
  ['cut in front', 'xt":"甲"}\n'],
  ['cut at the end', '{"text":"甲\n'],
  ['other bytes', '\x00\ufffd\x07\n'],
  ['a note', '# made in 2020\n'],
])('a damaged first line does not hide the lines behind it: %s', (_, first) => {
  expect(is(first + good.repeat(2), false)).toBe(true);
  expect(is(first + good, true)).toBe(true);
  expect(is(first + other, true)).toBe(true);
  // The last line may be cut by the end of the head.
  expect(is(`${first}${good}{"text":"第三`, true)).toBe(true);
  expect(is(first + good + first, true)).toBe(true);
});

test.each([
  ['one line of JSON behind a sentence', `这是一行。\n${good}`],
  ['JSON without a text field', `这是几行。\n${other.repeat(3)}`],
  ['JSON between other lines', `这是几行。\n${good}说明。\n${good}`],
])('without a name, more is asked: %s', (_, text) => {
  expect(is(text, false)).toBe(false);
});

test('a single damaged line is JSONL by its name', () => {
  expect(is('{"text":"甲', true)).toBe(true);
  expect(is('{"text":"甲', false)).toBe(false);
});

test('nothing is JSONL by its name', () => {
  expect(['', '\n', '\uFEFF'].map((text) => [is(text, true), is(text, false)])).toEqual(Array(3).fill([true, false]));
});

test.each(['{\n  "text": "甲",\n  "a": {\n  }\n}\n', '{ "text": "甲",\n "a": 1 }\n', '[1,\n2]\n', '文字。\n文字。\n'])(
  'a name alone does not make JSONL of %j',
  (text) => {
    expect(is(text, true)).toBe(false);
  },
);

test('names', () => {
  expect(['a.jsonl', 'A.NDJSON', 'a.jsonl.gz', 'z.zip!b.jsonl'].map(isNamedJsonl)).toEqual([true, true, true, true]);
  expect(['a.json', 'a.jsonl.d/b.html', 'jsonl', 'ajsonl'].map(isNamedJsonl)).toEqual([false, false, false, false]);
});

test('a hole of NULs does not hide the lines around it', () => {
  const hole = '\0'.repeat(4096);
  expect([other + hole + other, hole + other.repeat(2), good + hole].map((text) => is(text, true))).toEqual(
    Array(3).fill(true),
  );
  expect(is(hole, true)).toBe(false);
});
