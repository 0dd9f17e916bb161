import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { repairedDocument } from '../run/repaired.ts';

const after = (text: string): string => repairedDocument(text).text;

const simplified = [
  '今天的天气很好，大家一起到公园里散步。',
  '这家公司昨天公布了新的计划，准备在明年春天继续建设三条铁路。',
  '孩子们喜欢听故事，老师每天都给他们讲一个；家长也很满意。',
  '市民可以在网上办理手续，不用再到窗口排队。',
  '2023年10月，图书馆（新馆）正式开放，《读书》杂志作了报道。',
];
const traditional = [
  '今天下午的天氣很好，大家一起到公園裡散步。',
  '這家公司昨天公布了新的計畫，準備在明年春天繼續建設三條鐵路。',
  '市民可以在網路上辦理手續，不用再到窗口排隊。',
];
const singleByte = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'macroman',
  'cp437',
  'cp850',
  'koi8-r',
];

function read(bytes: Buffer, page: string): string {
  return [...bytes]
    .map((byte) => {
      const unit = iconv.decode(Buffer.from([byte]), page);
      return unit === '\ufffd' ? String.fromCharCode(byte) : unit;
    })
    .join('');
}

describe.each(singleByte)('read as %s', (page) => {
  test.each([
    ['gbk', simplified],
    ['big5', traditional],
    ['utf-8', [...simplified, ...traditional]],
  ] as const)('%s is restored exactly', (written, sentences) => {
    const prose = fc.shuffledSubarray([...sentences], { minLength: 1 }).map((picked) => picked.join(''));
    fc.assert(
      fc.property(prose, (text) => {
        expect(after(read(iconv.encode(text, written), page))).toBe(text);
      }),
      { numRuns: 6 },
    );
  });

  test('a misread line among clean ones is restored', () => {
    const [first = '', second = '', third = ''] = simplified;
    expect(after([first, read(iconv.encode(second, 'gbk'), page), third].join('\n'))).toBe(
      [first, second, third].join('\n'),
    );
  });
});

test.each(['cp949', 'cp932'])('GBK read as %s is restored if nothing was lost', (page) => {
  const text = page === 'cp949' ? '这家公司昨天公布了新的计划' : '叶克林（江苏省社会科学院）农村城镇化的实证研究';
  const damaged = new TextDecoder(page === 'cp949' ? 'euc-kr' : 'shift_jis').decode(iconv.encode(text, 'gbk'));
  expect(damaged).not.toContain('\ufffd');
  expect(after(damaged)).toBe(text);
});

describe('GBK read as windows-1252, then mended as if it were UTF-8', () => {
  const mend = (damaged: string): string =>
    damaged.replace(/[\u00c2-\u00df][\u0080-\u00bf]/g, (pair) => Buffer.from(pair, 'latin1').toString('utf8'));

  test.each(simplified)('%s', (text) => {
    const damaged = iconv.encode(text, 'gbk').toString('latin1');
    expect(mend(damaged)).not.toBe(damaged);
    expect(after(mend(damaged))).toBe(text);
    expect(after(damaged)).toBe(text);
  });
});

test.each([
  ['å…ƒç´', '元素'],
  ['ä¸Šä¼', '上传'],
  ['OAéƒ¨é—¨åŒæ\u00a5è¡¨', 'OA部门同步表'],
])('bytes that were trimmed or dropped: %s', (damaged, text) => {
  const document = repairedDocument(damaged);
  expect(document.text).toBe(text);
  expect(document.steps.some((step) => step.guessed > 0)).toBe(true);
});

test('private-use pairs dropped by a decoder are constrained by the form of UTF-8', () => {
  expect(after('鐞嗚璋冪爺')).toBe('理论调研');
});

test.each(['任何环境都不会让他改变', '投资环境有了很大的改善'])(
  'two private-use pairs dropped one behind the other: %s',
  (text) => {
    const read = new TextDecoder('gbk').decode(Buffer.from(text));
    expect(read).toMatch(/[\ue000-\uf8ff]{2}/u);
    expect(after(read.replace(/[\ue000-\uf8ff]/gu, '').replaceAll('\ufffd', '?'))).toBe(text);
  },
);

test('a symbol that texts hardly have is not guessed', () => {
  const read = new TextDecoder('gbk').decode(Buffer.from('犬儒主义在这里流行'));
  expect(read).toMatch(/[\ue000-\uf8ff]/u);
  expect(after(read.replace(/[\ue000-\uf8ff]/gu, '?'))).toMatch(/^\p{Script=Han}+$/u);
});

test.each([
  'дррррайв',
  'ВВЕРХ И ВНИЗ, МОСКВА — СТОЛИЦА РОССИИ',
  'СЪЕШЬ ЕЩЁ ЭТИХ МЯГКИХ БУЛОК',
  'Ελλάδα, ΑΘΗΝΑ ΚΑΙ ΠΕΙΡΑΙΑΣ',
  'ĽUBOMÍR ŽIŽKA ŘÍKÁ ŠŤASTNĚ',
  'ŁÓDŹ, ŻÓŁĆ, ŚWIĘTO',
  'ＡＢＣ ｺﾝﾋﾟｭｰﾀ ﾃﾞｰﾀ',
  '大韓民國은 民主共和國이다. 주권은 國民에게 있다.',
  '╔═══╗ ║ A ║ ╚═══╝ ░▒▓█▓▒░',
  'ÀÉÈÊ ÄÖÜ ÑÍ ÇÃO',
])('%s is unchanged', (text) => {
  expect(after(text)).toBe(text);
});
