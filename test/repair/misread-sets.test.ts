import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { hasMisreadLine, misreadLines } from '../../src/repair/mojibake/misread-lines.ts';
import { repairWarnings } from '../../src/repair/index.ts';

/** Sentences of programs, signs and letters, by the sets that they are written in. */
const SENTENCES: readonly (readonly [encodings: readonly string[], lines: string])[] = [
  [['gbk'], '系统将在五分钟后自动关闭，请及时保存|图书馆每周一闭馆整理图书|他昨天把钥匙忘在办公室里了'],
  [['big5'], '請先閱讀使用說明再開始安裝程式|圖書館每週一閉館整理圖書|他昨天把鑰匙忘在辦公室裡了'],
  [
    ['euc-kr'],
    '시스템을 종료하기 전에 파일을 저장하십시오|도서관은 매주 월요일에 쉽니다|어제 사무실에 열쇠를 두고 왔습니다',
  ],
  [
    ['shift_jis', 'euc-jp'],
    '終了する前にファイルを保存してください|図書館は毎週月曜日に休みます|昨日は事務室に鍵を忘れてしまいました',
  ],
];
const READERS = ['gbk', 'big5', 'shift_jis', 'euc-kr', 'euc-jp'];
const context = { guess: true, language: 'und', from: 'auto', vocab: 'keep' } as const;

function repaired(text: string): string {
  return apply(text, misreadLines.propose(text, context), misreadLines.name).text;
}

const LINES = SENTENCES.flatMap(([encodings, lines]) =>
  encodings.flatMap((written) => lines.split('|').map((line) => ({ written, line }))),
);

describe.each(READERS)('read as %s', (read) => {
  const misread = LINES.map(({ written, line }) => ({
    written,
    line,
    bad: iconv.decode(iconv.encode(line, written), read),
  }));

  test.each(misread.filter(({ line, bad }) => bad !== line))('$written: $line', ({ line, bad }) => {
    const text = repaired(bad);
    // What the reader could not read is lost.
    if (text === bad) expect(repairWarnings(bad)).not.toEqual([]);
    else expect(text).toBe(line);
  });
});

test.each(LINES)('$line is neither changed nor suspected', ({ line }) => {
  expect(repaired(line)).toBe(line);
  expect(hasMisreadLine(line)).toBe(false);
});

/** GBK and EUC-JP have the same kana, and a mark of length is a bracket: few characters tell them apart. */
test.each([
  ['ユ〖ザ〖叹が铜跟です', 'ユーザー名が有効です'],
  ['オプションでタ〖ゲット', 'オプションでターゲット'],
])('%s is %s', (bad, truth) => {
  expect(repaired(bad)).toBe(truth);
});

/** Words of one language in a sentence of another, half-width kana, names, lists. */
test.each([
  'ｺﾝﾋﾟｭｰﾀｰﾒｰｶｰ',
  'ｼｽﾃﾑｴﾗｰ ｶﾞﾊｯｾｲｼﾏｼﾀ',
  'この本は鲁迅の作品です',
  '李小龙さんは香港の俳優でした',
  '중국어로는 图书馆라고 합니다',
  '叮咯咙咚呛',
  '螺槳、靡爛、鬆獅犬',
  'ㅋㅋㅋㅋ ㅎㅎㅎ',
  '大韓民國의 歷史와 文化',
])('%s is neither changed nor suspected', (line) => {
  expect(repaired(line)).toBe(line);
  expect(hasMisreadLine(line)).toBe(false);
});

/** Slices of a set in its own order: an index by strokes, a table of levels. They are lists in another set, too. */
describe.each(['gbk', 'big5', 'euc-jp'])('characters in the order of %s', (set) => {
  const rows = [0xa4, 0xa5, 0xb0, 0xb7, 0xc5].map((lead) => {
    const cells = Array.from({ length: 94 }, (_, cell) => iconv.decode(Buffer.from([lead, 0xa1 + cell]), set));
    return cells.filter((char) => /^\p{Script=Han}$/u.test(char)).join('');
  });
  const slices = rows.flatMap((row) => [row.slice(3, 11), row.slice(20, 44), Array.from(row.slice(50, 66)).join(' ')]);

  test.each(slices.filter((slice) => slice !== ''))('%s is neither changed nor suspected', (slice) => {
    expect(repaired(slice)).toBe(slice);
    expect(hasMisreadLine(slice)).toBe(false);
  });
});
