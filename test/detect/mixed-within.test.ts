import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { detect } from '../made/detect-samples.ts';

const FIRST = '渡船靠岸的时候天已经黑了，岸上只有一盏灯还亮着，';
const SECOND = '灯下坐着一个等人的姑娘，手里拿着 umbrella，身边放着两只箱子。';
const HANT = '廟裡的和尚說，這樣的天氣二十年前也有過一次，';

test.each([
  ['gbk', FIRST, SECOND, true],
  ['gbk', FIRST, SECOND, false],
  ['big5', HANT, SECOND, true],
])('a line of which a half is in %s is decoded in both', (name, other, utf8, first) => {
  const halves = [iconv.encode(other, name), Buffer.from(utf8)];
  const { text, warnings } = detect(Buffer.concat(first ? halves : halves.toReversed()));
  expect(text).toBe(first ? other + utf8 : utf8 + other);
  expect(warnings).toContain('mixed-encoding');
});

test('a line of both between lines of either', () => {
  const gbk = iconv.encode(`${FIRST}\n${FIRST}`, 'gbk');
  const text = `${FIRST}\n${FIRST}${SECOND}\n${SECOND}`;
  expect(detect(Buffer.concat([gbk, Buffer.from(`${SECOND}\n${SECOND}`)])).text).toBe(text);
});

test('damaged UTF-8 is not split', () => {
  const bytes = Buffer.from(FIRST + SECOND);
  const damaged = Buffer.concat([bytes.subarray(0, 31), bytes.subarray(32, 70), bytes.subarray(71)]);
  expect(detect(damaged)).toMatchObject({ text: new TextDecoder().decode(damaged), encoding: { name: 'utf-8' } });
});
