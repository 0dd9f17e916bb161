import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { repairWarnings } from '../../src/repair/index.ts';
import { lastLayer } from '../../src/repair/mojibake/outer-mojibake.ts';
import { repairedDocument } from '../run/repaired.ts';

const repaired = (text: string, guess = true): string => repairedDocument(text, undefined, guess).text;

const sentences = [
  '今天的天气很好，大家一起到公园里散步。',
  '这家公司昨天公布了新的计划，准备在明年春天继续建设三条铁路。',
  '他说：“我们不应该忘记历史。”会议在下午四点结束。',
  '孩子们喜欢听故事，老师每天都给他们讲一个；家长也很满意。',
  '市民可以在网上办理手续，不用再到窗口排队？',
  '2023年10月，图书馆（新馆）正式开放，《读书》杂志作了报道。',
];
const prose = fc.shuffledSubarray(sentences, { minLength: 1 }).map((picked) => picked.join(''));

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const latin1 = (bytes: Buffer): string => bytes.toString('latin1');
const decoder = (label: string): ((bytes: Buffer) => string) => {
  const made = new TextDecoder(label);
  return (bytes) => made.decode(bytes);
};
const cp1252 = decoder('windows-1252');
const gbk = decoder('gbk');
const layers: Readonly<Record<string, (text: string) => string>> = {
  'utf-8 as windows-1252': (text) => cp1252(utf8(text)),
  'utf-8 as latin1': (text) => latin1(utf8(text)),
  'gbk as latin1': (text) => latin1(iconv.encode(text, 'gbk')),
  'gbk as windows-1252': (text) => cp1252(iconv.encode(text, 'gbk')),
  'gbk as windows-950': (text) => iconv.decode(iconv.encode(text, 'gbk'), 'cp950'),
};

describe.each(Object.entries(layers))('%s', (_, damage) => {
  test('is restored, also after a second misreading', () => {
    fc.assert(
      fc.property(prose, fc.constantFrom('', ...['utf-8 as windows-1252', 'utf-8 as latin1']), (text, outer) => {
        const damaged = damage(text);
        fc.pre(!damaged.includes('\ufffd'));
        expect(repaired(layers[outer]?.(damaged) ?? damaged)).toBe(text);
      }),
      { numRuns: 8 },
    );
  });
});

test('three layers are undone', () => {
  const [text = ''] = sentences;
  const twice = cp1252(utf8(latin1(utf8(latin1(iconv.encode(text, 'gbk'))))));
  expect(repaired(twice)).toBe(text);
});

/** Decodes GBK strictly: a byte that begins no mapped pair is replaced, and decoding resumes at the next. */
function strict(bytes: Buffer, mark: string): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    const pair = byte > 0x80 ? gbk(bytes.subarray(i, i + 2)) : '';
    const known = pair.length === 1 && !/[\ue000-\uf8ff\ufffd]/u.test(pair);
    text += byte < 0x80 ? String.fromCharCode(byte) : known ? pair : mark;
    i += known ? 2 : 1;
  }
  return text;
}

describe.each(['?', '\ufffd'])('UTF-8 read as GBK with %j for invalid bytes', (mark) => {
  test.each(sentences.slice(0, 4))('%s', (text) => {
    const damaged = strict(utf8(text), mark);
    expect(damaged).toContain(mark);
    expect(repaired(damaged)).toBe(text);
    expect(repaired(text)).toBe(text);
    expect(repaired(damaged, false)).not.toBe(text);
  });
});

test('a damaged run inside clean text ends with a leftover byte', () => {
  const run = gbk(utf8('在公园里散步。'));
  expect(run.endsWith('\ufffd')).toBe(true);
  expect(repaired(`今天天气很好，大家${run}孩子们都很高兴。`)).toBe('今天天气很好，大家在公园里散步。孩子们都很高兴。');
});

test('mojibake quoted as an example is unchanged', () => {
  for (const damage of [layers['utf-8 as windows-1252'], (text: string) => gbk(utf8(text))]) {
    const text = `文件的编码弄错了，打开就是乱码，“我们”成了“${damage?.('我们') ?? ''}”，很多人都见过。`;
    expect(repaired(text)).toBe(text);
  }
});

test('what forms UTF-8 by chance is no outer layer', () => {
  const japanese = '今日は天気がいいですね。散歩に行きましょう。';
  const misread = latin1(iconv.encode(japanese, 'euc-jp'));
  expect(repaired(misread)).toBe(misread);
  expect(repairWarnings(misread)).toContain('suspected-mojibake');
});

test('a long line of Latin-1 without three characters of UTF-8 in a row is not searched', () => {
  const noise = 'Ã§é¡ñ ÷ä¶ßê öå¬¢î '.repeat(60);
  const gaps = lastLayer.find(({ name }) => name === 'utf8-as-single-byte-gaps');
  expect(repaired(noise)).toBe(noise);
  expect(gaps && repairedDocument(noise, [gaps]).steps).toEqual([]);
  const damaged = cp1252(utf8(sentences[1] ?? '')).replaceAll(/[\u0081\u008d\u008f\u0090\u009d]/g, '?');
  expect(damaged).toContain('?');
  expect(repaired(damaged)).toBe(sentences[1]);
});

test('a rule for the last layer searches a text once per document', () => {
  const text = layers['gbk as windows-1252']?.(sentences[0] ?? '') ?? '';
  const context = { guess: true, language: 'und', from: 'auto', vocab: 'keep' } as const;
  const rule = lastLayer.find(({ name }) => name === 'gbk-as-single-byte');
  const found = rule?.propose(text, context);
  expect(found).toHaveLength(1);
  expect(rule?.propose(text, context)).toBe(found);
  expect(rule?.propose(text, { ...context })).not.toBe(found);
  expect(rule?.propose(`${text} `, context)).not.toBe(found);
});
