import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { visitOldBig5 } from '../../src/repair/decoder/old-big5.ts';
import { repairedDocument } from '../run/repaired.ts';

const repaired = (text: string, guess = true): string => repairedDocument(text, undefined, guess).text;

const SENTENCES: readonly string[] = [
  '市政府昨天召开新闻发布会，介绍经济运行情况。',
  '其他七个项目由前年成立的公司平均分配。',
  '平时他在家看书，有时也到河边散步。',
  '孩子们喜欢听故事，老师每天都给他们讲一个；家长也很满意。',
  '这座城市的发展速度很快，生活水平不断提高。',
];

const old = new Map<number, string>();
visitOldBig5((unit, pair) => {
  if (pair >= 0xc6a1) old.set(pair, String.fromCharCode(unit));
});

/** Big5 as the table of 1994 has it, with U+FFFD for what it lacks. */
function python(bytes: Buffer): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const pair = bytes.readUIntBE(i, Math.min(2, bytes.length - i));
    const shown = old.get(pair) ?? iconv.decode(bytes.subarray(i, i + 2), 'cp950');
    const isPair = shown.length === 1 && shown !== '\ufffd';
    text += (bytes[i] ?? 0) < 0x80 ? String.fromCharCode(bytes[i] ?? 0) : isPair ? shown : '\ufffd';
    i += (bytes[i] ?? 0) >= 0x80 && isPair ? 2 : 1;
  }
  return text;
}

const READERS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'code page 950': (bytes) => new TextDecoder('big5').decode(bytes),
  'the Hong Kong set': (bytes) => iconv.decode(bytes, 'big5'),
  'the table of 1994': python,
};

describe.each(Object.entries(READERS))('GBK read as Big5 by %s', (_, read) => {
  test('comes back where nothing was lost', () => {
    const whole = SENTENCES.filter((text) => !read(iconv.encode(text, 'gbk')).includes('\ufffd'));
    expect(whole.length).toBeGreaterThan(2);
    const prose = fc.shuffledSubarray(whole, { minLength: 1 }).map((picked) => picked.join('\n'));
    fc.assert(
      fc.property(prose, (text) => {
        expect(repaired(read(iconv.encode(text, 'gbk')))).toBe(text);
        expect(repaired(text)).toBe(text);
      }),
      { numRuns: 12 },
    );
  });
});

test('kana of the table of 1994 stand for characters that are everywhere', () => {
  const damaged = python(iconv.encode(SENTENCES[1] ?? '', 'gbk'));
  expect(damaged).toMatch(/[\u3041-\u30fa]/);
  expect(repaired(damaged)).toBe(SENTENCES[1]);
});

test('what Big5 lacks is supplied, and marked', () => {
  const text = '图书馆每天上午九点开门，读者可以免费借书，也可以在窗边的椅子上安静地看一会儿报纸和杂志。';
  const bytes = iconv.encode(text, 'gbk');
  const at = 2 * text.indexOf('椅');
  const shown = new TextDecoder('big5');
  const damaged = `${shown.decode(bytes.subarray(0, at))}\ufffd${shown.decode(bytes.subarray(at + 2))}`;
  const { text: made, steps } = repairedDocument(damaged);
  expect(made).toBe(text.replace('椅', made[text.indexOf('椅')] ?? ''));
  expect(steps.map(({ rule, guessed }) => [rule, guessed])).toEqual([['gbk-as-big5', 1]]);
});

describe('UTF-8 read as an East Asian set', () => {
  test.each([
    ['shift_jis', '我们今天不想去北京，想去上海看看。'],
    ['shift_jis', '這家公司明年要繼續建設三條鐵路。'],
  ])('%s: %s', (label, text) => {
    const damaged = new TextDecoder(label).decode(Buffer.from(text));
    const made = repaired(damaged);
    expect(made.replaceAll('\ufffd', '')).not.toBe('');
    // What is not known is U+FFFD; nothing is invented.
    expect(text).toMatch(new RegExp(`^${made.replaceAll('\ufffd', '.')}$`, 'u'));
    expect(made.split('\ufffd').length - 1).toBeLessThan(text.length / 3);
  });
  test('nothing is supplied where guesses are forbidden, and too little is left alone', () => {
    const damaged = '銝剜��皜祈岫嚗�隢�瑼Ｘ�交��獢�蝺函Ⅳ';
    expect(repaired(damaged)).toBe('中\ufffd測試，\ufffd檢查\ufffd\ufffd編碼');
    for (const { guessed } of repairedDocument(damaged, undefined, false).steps) expect(guessed).toBe(0);
    const hopeless = new TextDecoder('big5').decode(Buffer.from('他們把雨傘放在門口，等了很久才走。'));
    expect(repaired(hopeless)).toBe(hopeless);
  });
});

test('pairs that a reader of GBK dropped are supplied beside those it marked', () => {
  const text = '第一次来这里的时候，他们首先参观了博物馆，然后在世界各地的展品前站了很久。第二天又去了一次';
  const read = new TextDecoder('gbk').decode(Buffer.from(text));
  const damaged = read.replace(/[\ue000-\uf8ff]/gu, '').replaceAll('\ufffd', '?');
  expect(damaged).toContain('?');
  expect(read).toMatch(/[\ue000-\uf8ff]/u);
  expect(repaired(damaged)).toBe(text);
});

describe('a word or two misread inside a line', () => {
  const gbk = (bytes: Buffer): string => new TextDecoder('gbk').decode(bytes).replace(/[\ue000-\uf8ff]/g, '');
  test.each(['错误', '文件', '登录失败', '确定'])('%s as UTF-8 in GBK', (word) => {
    for (const [before, behind] of [
      ['', ''],
      ['系统提示', '，请重试'],
    ])
      expect(repaired(`${before}${gbk(Buffer.from(word))}${behind}`)).toBe(`${before}${word}${behind}`);
  });
  test('words of rare characters are left alone', () => {
    const honest =
      '饕餮、貔貅、麒麟、狻猊，魑魅魍魉；犄角旮旯，耄耋之年，觊觎龃龉，囹圄踟蹰，颟顸倥偬，葳蕤氤氲，薛旂、晏颢翀、懿翊祎';
    for (const line of [honest, ...honest.split(/[，；、]/u)]) expect(repaired(line)).toBe(line);
  });
});

test('a search for dropped pairs does not use up what the lines behind it need', () => {
  const lines = Array.from(
    { length: 7 },
    (_, index) =>
      `今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。新馆共有三层，一层是儿童阅览室，二层是报刊阅览室，三层收藏地方文献。第${index}批图书共有${index * 37 + 11}册，已经全部编目上架，读者可以通过网站检索。`,
  );
  const damaged = lines.map((line) => new TextDecoder('gbk').decode(Buffer.from(line)).replaceAll('\ufffd', '?'));
  const starts = repaired(damaged.join('\n'))
    .split('\n')
    .map((line) => line.slice(0, 5));
  expect(starts).toEqual(lines.map(() => '今天上午，'));
});
