import iconv from 'iconv-lite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect } from '../made/detect-samples.ts';

const LINES = [
  '　　渡船靠岸的时候天已经黑了，岸上只有一盏灯还亮着，灯下坐着一个等人的姑娘。',
  '　　船夫把缆绳系好，回头对客人们说：今晚的风太大，明天早上再过河也不迟。',
  '　　大家只好在小店里住下，围着火炉喝酒，听老人讲从前的故事。',
];
const TEXT = LINES.join('\n');

function without(bytes: Buffer, at: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
}

test('a byte lost in GBK costs one character, wherever it was', () => {
  const bytes = iconv.encode(TEXT, 'gbk');
  const start = iconv.encode(`${LINES[0]}\n`, 'gbk').length;
  fc.assert(
    fc.property(fc.integer({ min: start + 4, max: start + 50 }), (at) => {
      const { text, warnings } = detect(without(bytes, at));
      const [first, second = '', third] = text.split('\n');
      expect([first, third]).toEqual([LINES[0], LINES[2]]);
      expect(second).toContain('\ufffd');
      expect(second.slice(-8)).toBe(LINES[1]?.slice(-8));
      expect(warnings).toContain('replaced-bytes');
    }),
    { numRuns: 20 },
  );
});

test('so does a byte lost in Big5, and one that was put in', () => {
  const before = '夜裡下了很大的雪，山上的路都看不見了。';
  const line = '廟裡的和尚說，這樣的天氣，二十年前也有過一次，那時候橋都被壓斷了，人們只好住在親戚家裡。';
  const bytes = iconv.encode(`${before}\n${line}`, 'big5');
  expect(detect(without(bytes, 55)).text).toBe(`${before}\n${line.replace('樣', '\ufffd')}`);
  expect(detect(without(bytes, 88)).text).toBe(`${before}\n${line.replace('時', '\ufffd')}`);
  const gbk = iconv.encode(TEXT, 'gbk');
  const more = Buffer.concat([gbk.subarray(0, 8), Buffer.from([0xc4]), gbk.subarray(8)]);
  expect(detect(more).text.endsWith(TEXT.slice(5))).toBe(true);
});

test('a no-break space of one byte at the beginning of a paragraph shifts nothing', () => {
  const [first = '', second = ''] = LINES.map((line) => line.trim());
  const gbk = (text: string): Buffer => iconv.encode(text, 'gbk');
  const bytes = Buffer.concat([Buffer.from([0xa0, 0xa0, 0xa0]), gbk(`${first}\n`), Buffer.from([0xa0]), gbk(second)]);
  expect(detect(bytes).text).toBe(`\u00a0牋${first}\n\u00a0${second}`);
});

test.each([
  '啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊！',
  '亍丌兀丐廿卅丕亘丞鬲孬噩丨禺丿匕乇夭爻卮氐囟胤馗毓睾鼗丶亟鼐乜',
  '“鼋鼍麒麟、貔貅饕餮、魑魅魍魉”',
])('characters that are rare or repeated stay: %s', (line) => {
  const text = `${TEXT}\n${line}\n`;
  expect(detect(iconv.encode(text, 'gbk')).text).toBe(text);
});

test('characters of two surrogates in UTF-8 are read, single surrogates are not', () => {
  const half = (unit: number): number[] => [0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  const bytes = (units: readonly number[]): Buffer =>
    Buffer.from([...Buffer.from('她笑了'), ...units, ...Buffer.from('，大家也笑了。')]);
  expect(detect(bytes([...half(0xd83d), ...half(0xde00)]))).toMatchObject({
    text: '她笑了😀，大家也笑了。',
    encoding: { name: 'utf-8', replaced: 0 },
    warnings: [],
  });
  expect(detect(bytes(half(0xd83d))).encoding.replaced).toBe(3);
  expect(detect(bytes([...half(0xde00), ...half(0xd83d)])).encoding.replaced).toBe(6);
});
