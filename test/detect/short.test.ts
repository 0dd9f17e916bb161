import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownEncoding } from '../../src/detect/index.ts';
import { measureShares } from '../calibration/detect.ts';
import { confidenceOf } from '../../src/detect/model/confidence.ts';
import { detect, encode, HANS, HANT, JAPANESE, RUSSIAN } from '../made/detect-samples.ts';

/** Lines of Chinese prose, songs and self-written poems without two adjacent characters of one kind. */
const PROSE = HANS.split('\n');
const LYRICS = [
  '沈むように溶けてゆくように',
  '雨のあとの空は青く澄んでいた',
  'さよならだけを言えなかった',
  '夜明けの駅で君を待つ',
];

describe('kana in a file of GB18030', () => {
  test.each(LYRICS)('%s alone', (line) => {
    expect(detect(encode(line, 'gb18030'))).toMatchObject({ text: line, encoding: { name: 'gb18030' } });
  });

  test('Japanese lines among Chinese ones are kept and not reported as mixed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PROSE, ...LYRICS), { minLength: 4, maxLength: 12 }), (lines) => {
        const text = [PROSE[0] ?? '', ...lines].join('\n');
        const { text: decoded, warnings } = detect(encode(text, 'gb18030'));
        expect(decoded).toBe(text);
        expect(warnings).not.toContain('mixed-encoding');
      }),
      { numRuns: 60 },
    );
  });

  test('files that do mix GBK with Big5 or UTF-8 are split', () => {
    for (const codec of ['big5', 'utf8']) {
      const other = codec === 'big5' ? HANT : '村里的老人说，今年的雨水比去年多。';
      const text = `${HANS}\n${LYRICS[0] ?? ''}\n${HANS}\n${other}\n${HANS}`;
      const bytes = Buffer.concat([
        encode(`${HANS}\n${LYRICS[0] ?? ''}\n${HANS}\n`, 'gb18030'),
        encode(`${other}\n`, codec),
        encode(HANS, 'gb18030'),
      ]);
      expect(detect(bytes).text).toBe(text);
      expect(detect(bytes).warnings).toContain('mixed-encoding');
    }
  });

  test('EUC-JP is read as such', () => {
    expect(detect(encode(JAPANESE, 'eucjp'))).toMatchObject({ text: JAPANESE, encoding: { name: 'euc-jp' } });
  });
});

describe('one character repeated', () => {
  const REPEATED = '呵啊嘿顶哈嗯一的好大我不是了来';

  test.each(Array.from(REPEATED))('%s in GBK is read correctly, however often repeated', (char) => {
    for (const times of [10, 120, 3000]) {
      const text = `${char.repeat(times)}\r\n${char.repeat(20)}`;
      expect(detect(encode(text, 'gbk'))).toMatchObject({ text, encoding: { name: 'gb18030' } });
    }
  });

  test('a few characters repeated, also as a comment in a page', () => {
    for (const text of ['呵呵哒'.repeat(100), `${HANS}\n${'呵'.repeat(10)}\n${HANS}`]) {
      const { text: decoded, warnings } = detect(encode(text, 'gbk'));
      expect(decoded).toBe(text);
      expect(warnings).not.toContain('mixed-encoding');
    }
  });

  test.each(Array.from('哦为只水员系女目山指展司却权直战思品色院确强识心知'))(
    '%s is not a letter that its bytes hardly ever are in UTF-8',
    (char) => {
      const text = char.repeat(10);
      const { text: decoded, warnings } = detect(encode(text, 'gbk'));
      expect(decoded).toBe(text);
      expect(warnings).toContain('low-confidence-encoding');
    },
  );

  test.each(['é', 'ааааа', 'λ', '·····', 'ßßß', 'ñ', 'ха-ха-ха', 'שלום', 'ЁЁЁ'])('%s in UTF-8 stays so', (text) => {
    expect(detect(encode(text, 'utf8'))).toMatchObject({ text, encoding: { name: 'utf-8' } });
  });

  test('a single character is not conclusive', () => {
    expect(detect(encode('顶'.repeat(500), 'gbk')).warnings).toContain('low-confidence-encoding');
  });
});

describe('short text', () => {
  test.each([
    ...['目录', '联通', '新闻', '首页', '登录', '公司简介', '作者：佚名'].map((text) => [text, 'gbk', 'gb18030']),
    ...['中文', '謝謝', '首頁', '登入', '歡迎光臨', '作者：佚名'].map((text) => [text, 'big5', 'big5']),
    ['佢哋喺度食嘢', 'big5hkscs', 'big5-hkscs'],
    ['呢間餐廳嘅嘢好好食，不過等位等咗好耐。', 'big5hkscs', 'big5-hkscs'],
    ['𡃁仔着咗件𠺝𠹌衫', 'big5hkscs', 'big5-hkscs'],
    ['é', 'utf8', 'utf-8'],
    ['Zoë', 'utf8', 'utf-8'],
    ['да', 'utf8', 'utf-8'],
  ])('%s in %s', (text = '', codec = '', name = '') => {
    expect(detect(encode(text, codec))).toMatchObject({ text, encoding: { name } });
  });

  test('words of other scripts are not reported as Chinese with confidence', () => {
    for (const word of RUSSIAN.match(/\p{L}+/gu) ?? []) {
      for (const codec of ['windows-1251', 'koi8-r', 'iso-8859-5', 'cp866']) {
        const { text, encoding, warnings } = detect(encode(word, codec));
        const chinese = text !== word && /^(?:gb|big5|euc-tw|hz)/.test(encoding.name);
        if (chinese) expect(warnings).toContain('low-confidence-encoding');
      }
    }
  });

  test.each([
    ['Nagłówki', 'windows-1250'],
    ['sygnałów', 'iso-8859-2'],
    ['różnicami', 'iso-8859-2'],
    ['řádku', 'cp852'],
    ['repositáři', 'cp852'],
  ])('%s in %s is not a Chinese character among letters', (word, codec) => {
    expect(detect(encode(word, codec)).encoding.name).not.toMatch(/^(?:gb|big5|euc-tw|hz)/);
  });

  test.each([
    ['ديسمبر', 'windows-1256'],
    ['سويسرا', 'iso-8859-6'],
    ['паліян', 'koi8-u'],
    ['тірахі', 'koi8-u'],
    ['сертифікат', 'koi8-u'],
  ])('%s in %s is read as it is, or with a warning', (word, codec) => {
    const { text, warnings } = detect(encode(word, codec));
    if (text !== word) expect(warnings).toContain('low-confidence-encoding');
  });

  test.each(['iPad版本', 'word文档', 'A股', 'T恤衫', 'e和i', '第1章.txt'])('%s in GBK, with letters', (text) => {
    expect(detect(encode(text, 'gbk')).text).toBe(text);
  });

  test.each(['"特殊文字:"', '例: 設定 file', '論文一覧'])('%s in EUC-JP, by words it shares with Chinese', (text) => {
    expect(detect(encode(text, 'eucjp')).text).toBe(text);
  });

  test('stated confidence equals the share of correct verdicts, on held-out words', { timeout: 30_000 }, () => {
    const observed = measureShares(1, 100, [2, 3, 5]);
    for (const { encoding, length, right, verdicts } of observed) {
      if (!/^(?:gb18030|big5|euc|shift)/.test(encoding) || verdicts < 60) continue;
      expect(Math.abs(right - confidenceOf(encoding, length)), `${encoding} ${length}`).toBeLessThan(0.08);
    }
  });

  test('a warning where less than 95 % are correct', () => {
    for (const text of ['文', '好', '中', '春', '水']) {
      expect(detect(encode(text, 'gbk')).warnings).toContain('low-confidence-encoding');
    }
    expect(detect(encode(HANS, 'gbk')).warnings).toEqual([]);
  });
});

/** Inputs like those that users of other detectors and editors reported, by project and thread. */
test.each([
  ['chardet 219', '中', 'gb2312'],
  ['chardet 294', '*file_import {D:/设计-1.step} {Step Files}', 'gbk'],
  ['chardet 161', '김성식', 'cp949'],
  ['jschardet 61', '한국어.txt', 'cp949'],
  ['jschardet 39', '이름,나이,주소\n김철수,20,서울', 'cp949'],
  ['libchardet 14', '안녕하세요', 'cp949'],
  ['charset_normalizer 605', '番号,品名,値段\n1,りんご,100\n2,みかん,80', 'shift_jis'],
  ['charset_normalizer 587', '下载须知\n本站文件均来自互联网。', 'gb2312'],
  ['httpie 1823', '卷首，正在等待下一章節', 'big5'],
  ['Notepad3 1431', '@echo off\nrem 清理托盘图标\npause', 'gbk'],
  ['Notepad3 2497', 'int main() { return 0; } // 测试', 'gbk'],
  ['notepad-plus-plus 10853', 'kerning\n𐑐𐑐𐑐𐑚𐑐𐑑𐑐𐑛', 'utf8'],
  ['UTF-unknown 143', '这是一个测试文件。', 'gb2312'],
  ['vscode 24195', '# 打开文件\nprint("hello")', 'gbk'],
  ['mpv 6854', '<SYNC Start=1000><P Class=KRCC>그래서 어떻게 됐어?', 'cp949'],
  ['mpv 7255', '第一章 オープニング', 'shift_jis'],
  ['mpv 7518', '{\\an8}こんにちは', 'shift_jis'],
])('%s: %s in %s', (_, text, codec) => {
  expect(detect(encode(text, codec)).text).toBe(text);
});

test('an encoding has one spelling, however it is requested', () => {
  for (const name of [
    'utf-16be',
    'utf-16le',
    'utf-32be',
    'gb18030',
    'big5',
    'euc-jp',
    'iso-8859-1',
    'windows-1250',
    'koi8-r',
  ]) {
    const known = knownEncoding(name);
    for (const label of [
      name.toUpperCase(),
      name.replaceAll('-', '_'),
      name.replaceAll('-', ''),
      name.replace(/([a-z])(\d)/g, '$1-$2'),
      name.replace(/(\d)([a-z])/g, '$1-$2'),
    ]) {
      expect(knownEncoding(label), label).toBe(known);
    }
  }
});
