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

  /** Lines that alone are too few for their encoding, beside some of UTF-8. */
  test.each([
    ['big5', '論壇首頁|謝謝分享，已經收藏了。', '樓主說得很有道理，我完全同意你的看法。'],
    ['big5', '這一行是萬國碼，內容也比較長。', '這一行是用大五碼寫的，內容比較長，方便辨認。'],
    ['euc-kr', '안녕하세요 여러분|감사합니다', '오늘은 날씨가 좋습니다 산책합시다'],
  ])('a line in %s between lines in UTF-8', (codec, lines, other) => {
    const [first = '', ...others] = lines.split('|');
    for (const order of [
      [first, other, ...others],
      [other, first, ...others],
    ]) {
      const bytes = Buffer.concat(order.map((line) => encode(`${line}\n`, line === other ? codec : 'utf8')));
      const { text, warnings } = detect(bytes);
      expect(text).toBe(`${order.join('\n')}\n`);
      expect(warnings).toContain('mixed-encoding');
    }
  });

  test('valid UTF-8 is in no encoding in which it is invalid', () => {
    const misread = encode(JAPANESE.split('\n')[0] ?? '', 'shift_jis').toString('latin1');
    expect(detect(Buffer.from(misread))).toMatchObject({ text: misread, encoding: { name: 'utf-8' } });
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
  ['chardet 247', '安徽广潭场', 'gbk'],
  ['cChardet 45', '你好', 'gbk'],
  ['jschardet 62', '你好', 'big5'],
  ['jschardet 66', '小七', 'big5'],
  ['libzip 212', '新しいフォルダ/SJIS_835C_ソ.txt', 'shift_jis'],
  ['smoothcsv3 228', '処理区分,件数\r\n1,2\r\n', 'shift_jis'],
  ['smoothcsv3 239', '点検連番,型式\r\n1,2\r\n', 'shift_jis'],
  ['MusicFreeDesktop 428', '刘德华', 'gbk'],
  ['mutagen 460', '无心睡眠', 'gbk'],
  ['mp3agic 197', '作词：Finale 作曲/编曲/演唱：河图', 'gbk'],
  ['navidrome 3243', '蔡淳佳', 'gbk'],
  ['charset_normalizer 12', 'héllo world!\n', 'utf8'],
  ['juniversalchardet 11', '[°4°0°T°C°C°0°C°T', 'latin1'],
  ['chardet 82', '~{,\n~},\n', 'utf8'],
  ['chardet 290', 'xxx~{xxx', 'utf8'],
  ['chardet 134', 'foo é', 'utf8'],
  ['rchardet 21', 'Se\u0331ora', 'utf8'],
  ['jschardet 47', 'mä en ota riskiä että tää selkä pahenee', 'latin1'],
  ['jschardet 47', 'eu não gosto de diferenciação', 'latin1'],
  ['jschardet 49', '检测到 㑇 加壳', 'gb18030'],
  ['SaltPlayerSource 868', '[00:12]沈むように\n[00:12]就如同沉溺其中\n[00:18]二人だけの空が広がる夜に', 'gbk'],
  ['SaltPlayerSource 704', '[ar:戌神ころね]\n[00:01]ぱぴぷぴぷぴぱ\n[00:03]词：某人 曲：某人', 'gbk'],
  ['kuba--/zip 233', '尤里的陰謀v1.0', 'gbk'],
  ['vscode 41393', '这是中文', 'gbk'],
  ['chardet 105', 'id,name\r\n1,apple\r\n', 'utf-16le'],
  ['charlock_holmes 141', 'Привет, мир', 'utf-16le'],
  ['charset_normalizer 356', '// 입력 파일을 읽는다\nint main() { return 0; }\n', 'cp949'],
  ['LynxSense 72', '1\r\n00:00:01,000 --> 00:00:02,000\r\n测试字幕\r\n', 'gbk'],
  ['tintin 39', '一世護', 'big5'],
  ['hsiafan/requests 3', '张玥婷', 'gbk'],
  ['vscode 33720', 'Created on: 2017年9月2日\n测', 'utf8'],
  ['libchardet 16', '"description": "テスト。",\n', 'utf8'],
  ['cChardet 33', 'тест', 'utf8'],
  ['vscode 35290', '都起者', 'big5'],
  ['charset_normalizer 357', '雨ニモマケズ\n風ニモマケズ', 'shift_jis'],
  ['kkFileView 566', '压缩文件名乱码.docx', 'gbk'],
])('%s: %s in %s', (_, text, codec) => {
  expect(detect(encode(text, codec)).text).toBe(text);
});

/** Kinds of short text, each with its neighbours. */
describe.each([
  ['names of people', 'gbk', ['袁俊佳', '谢霞', '龙玲敏', '郝豪飞', '作词：林夕', '汪磊琪', '邵轩茹']],
  ['names of people', 'big5', ['董詩', '肖豪惠', '宋嫣梓', '郝凱', '尹艷桂']],
  ['names of people', 'cp949', ['김철수', '이영희', '박지성']],
  ['Korean words', 'cp949', ['제목:', '새 메뉴', '간격: 2', '속성 삭제', '파일', '역순(_E)', '“이름” 옵션']],
  [
    'kanji between kana',
    'eucjp',
    ['を指定すると、', 'などに書く。', '1つ送る。', 'デバッグ・フラグ', 'が繰り返し ftp'],
  ],
  [
    'kanji between kana',
    'gb18030',
    ['を指定すると、', 'などに書く。', '1つ送る。', '手を引いて歩いた', 'が繰り返し ftp'],
  ],
  ['half-width kana', 'eucjp', ['ｵﾌﾟｼｮﾝ', 'ｶﾅ氏名', '(ﾃﾞﾌｫﾙﾄ値は 3)｡', 'ﾌｧｲﾙを開く']],
  ['half-width kana', 'shift_jis', ['ｽﾌﾟｰﾙ領域へのﾌｧｲﾙ転送､', '多くのﾃｷｽﾄﾌｧｲﾙを変更し､', 'のｻｰﾊﾞﾌﾟﾛｸﾞﾗﾑです｡']],
  ['a few kanji and letters', 'shift_jis', ['-- IP 経路情報', '環境変数 PATH', '44 背景色：青']],
  ['kana without NUL', 'utf-16le', ['この場合は', 'が使えます。', 'な場合には、', '引き数として']],
  ['kana without NUL', 'utf-16be', ['この場合は', 'が使えます。', 'と呼びます。', 'うにします。']],
  ['accented letters', 'latin1', ['että tää selkä pahenee', 'Päivää, mitä kuuluu tänään?']],
])('%s in %s', (_, codec, texts) => {
  test.each(texts)('%s', (text) => {
    expect(detect(encode(text, codec)).text).toBe(text);
  });
});

test.each(['odkazů', 'Obecný', '« {0} » '])('%s in windows-1250 is not taken for UTF-16', (text) => {
  expect(detect(encode(text, 'windows-1250')).encoding.name).not.toMatch(/^utf-16/);
});

test('invalid UTF-8 that is too short to be told from others is stated with low confidence', () => {
  const { encoding, warnings } = detect(encode('ﾃｽﾄ', 'shift_jis'));
  expect(encoding.confidence).toBeLessThan(0.95);
  expect(warnings).toContain('low-confidence-encoding');
});

test.each([
  ['ā á ǎ à ō ó ǒ ò ê', 'gbk'],
  ['①②③', 'gbk'],
  ['≥≤±×÷', 'gbk'],
  ['α β γ', 'gbk'],
  ['★★★☆☆', 'big5'],
])('%s in %s: signs alone are read with low confidence', (text, codec) => {
  expect(detect(encode(text, codec)).warnings).toContain('low-confidence-encoding');
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

describe('kana without kanji', () => {
  test.each(['こんにちは', 'ありがとう', 'ですから', '非政府組織', '常来常往', '本機編譯版本'])(
    '%s in UTF-16 without a byte order mark',
    (text) => {
      for (const codec of ['utf-16le', 'utf-16be'] as const) expect(detect(encode(text, codec)).text).toBe(text);
    },
  );

  test.each(['ｺﾝﾆﾁﾊ', 'ｺﾝﾋﾟｭｰﾀ', 'ﾆﾎﾝｺﾞ ﾉ ﾌﾞﾝｼｮｳ'])('%s in Shift_JIS', (text) => {
    expect(detect(encode(text, 'shift_jis'))).toMatchObject({ text, encoding: { name: 'shift_jis' } });
  });

  test.each([
    ['ЗАГЛАВНАЯ', 'iso-8859-5'],
    ['ОДИН ИЗ ЗАКОНОВ', 'iso-8859-5'],
    ['Закон', 'iso-8859-5'],
    ['привет', 'koi8-r'],
    ['ΑΡΧΕΙΟ', 'iso-8859-7'],
  ])('not %s in %s', (text, codec) => {
    expect(detect(encode(text, codec)).encoding.name).not.toBe('shift_jis');
  });

  test('accented letters are no words in UTF-16', () => {
    for (const text of ['gérées.', 'à côté, déjà', 'Übermut tut selten gut'])
      expect(detect(encode(text, 'latin1')).encoding.name).not.toMatch(/^utf-16/);
  });
});

test('Thai is named as WHATWG names it', () => {
  const text = 'กรุงเทพมหานคร อมรรัตนโกสินทร์';
  expect(detect(encode(text, 'windows-874'))).toMatchObject({ text, encoding: { name: 'windows-874' } });
});
