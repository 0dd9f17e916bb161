import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeAs } from '../../src/detect/codecs/index.ts';
import { decodeEucTw } from '../../src/detect/codecs/euc-tw.ts';
import { decodeHz } from '../../src/detect/codecs/hz.ts';
import { detect, encode } from '../made/detect-samples.ts';

const HANS = '春天来了，河边的柳树发了芽。Hello ~ 世界\n第二行：今天的新闻很多。';
const HANT = '春天來了，河邊的柳樹發了芽。Hello ~ 世界\n第二行：今天的新聞很多，我們慢慢讀；灣、鬱、龜、囍。';

/** Output of Python's `hz` and of glibc's ISO-2022-CN, EUC-TW and ISO-2022-KR for the same sentences. */
const others: readonly (readonly [name: string, base64: string, text: string])[] = [
  [
    'hz-gb-2312',
    'fns0OkxsQDRBSyMsOlMxXzVEQXhKdzciQUtRPyEjfn1IZWxsbyB+fiB+e0pAPWd+fQp+ezVaNn5QUCM6PXFMbDVEUEJORTpcNmAhI359',
    HANS,
  ],
  [
    'iso-2022-cn',
    'GyQpQQ40OkxsQDRBSyMsOlMxXzVEQXhKdzciQUtRPyEjD0hlbGxvIH4gDkpAPWcPChskKUEONVo2flBQIzo9cUxsNURQQk5FOlw2YCEjDw==',
    HANS,
  ],
  [
    'iso-2022-cn',
    'GyQpQQ40OkxsGyQpR0t0RCchIk5IeTFOe1FrcHlgdUQnT0EhJA9IZWxsbyB+IA5FYFJMDwobJClBDjVaNn5QUCM6PXFMbDVEUEIbJClHakxQfkdpISJKPFQvaGpoant0ISd9JCEjfUghI3M/ISMbJCpIG05wNCEkDw==',
    HANT,
  ],
  [
    'euc-tw',
    '0c7Fssv0xKehos7I+bHO+9Hr8Png9cSnz8GhpEhlbGxvIH4gxeDSzArcycSoyOehqMT0xbLO++S76szQ/sfpoaLKvNSv6Oro6vv0oaf9pKGj/ciho/O/oaOOovC0oaQ=',
    HANT,
  ],
  [
    'iso-2022-kr',
    'GyQpQw46PUBMDyAOP1Q0WQ8uIA4wLTAhQEcPIA45djVlMyo5Kz8hDyAOPU9ATA8gDkVVNFkPLgpIZWxsbyAOR1ExOQ8=',
    '봄이 왔다. 강가의 버드나무에 싹이 텄다.\nHello 한국',
  ],
];

test.each(others)('%s as written by other programs', (name, base64, text) => {
  const bytes = Buffer.from(base64, 'base64');
  expect(decodeAs(name, bytes)).toBe(text);
  expect(detect(bytes)).toMatchObject({ text, encoding: { name, replaced: 0 }, warnings: [] });
});

test('planes 1 and 2 of EUC-TW, all 13,051 ideographs, are as in glibc', () => {
  const bytes: number[] = [];
  for (const [plane, first, last] of [
    [1, 0x4421, 0x7d4b],
    [2, 0x2121, 0x7244],
  ] as const) {
    for (let code = first; code <= last; code++) {
      const cell = code & 0xff;
      if (cell < 0x21 || cell > 0x7e) continue;
      bytes.push(...(plane === 1 ? [] : [0x8e, 0xa2]), (code >> 8) | 0x80, cell | 0x80);
    }
  }
  // One differs on purpose: Big5 has 彝 where glibc puts its variant 彞.
  const text = decodeEucTw(Uint8Array.from(bytes)).replace('彝', '彞');
  expect(text.length).toBe(13051);
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    'cda354ea6f0f8ff49f3d510f6f8209dcccfcc2092d9c569f83f9f79fa63bddc4',
  );
});

test('HZ: tildes, line ends, and invalid sequences', () => {
  expect(decodeHz(Buffer.from('a ~~ b ~{4:~} c'))).toBe('a ~ b 春 c');
  expect(decodeHz(Buffer.from('~{4:\nplain'))).toBe('春\nplain');
  expect(decodeHz(Buffer.from('~\nab~'))).toBe('ab~');
  expect(decodeHz(Buffer.from('~{4:\xe9~}', 'latin1'))).toBe('春\ufffd');
});

test('program text with tildes and braces is not HZ', () => {
  const code = Buffer.from('x = %r~{a|b}~; y = ~{foo(bar)~} + "~{{name}}~"');
  expect(detect(code)).toMatchObject({ text: code.toString(), encoding: { name: 'utf-8' } });
});

test("Hong Kong's characters in Big5, four bytes in GB18030, code page 949, windows-1252", () => {
  expect(decodeAs('big5', Buffer.from('ca5c925d9df6abd79def9e63a54a', 'hex'))).toBe('佢哋喺度嘅𡃁仔');
  expect(decodeAs('gb18030', encode('𠮷野家㐀', 'gb18030'))).toBe('𠮷野家㐀');
  expect(decodeAs('euc-kr', encode('똠방각하', 'cp949'))).toBe('똠방각하');
  expect(decodeAs('windows-1252', Buffer.of(0x80, 0x93))).toBe('€“');
});

test('a lead byte does not swallow the tag after it', () => {
  for (const name of ['gb18030', 'big5', 'euc-kr', 'euc-jp', 'euc-tw']) {
    expect(decodeAs(name, Buffer.from('\xb0<b>', 'latin1'))).toBe('\ufffd<b>');
  }
});
