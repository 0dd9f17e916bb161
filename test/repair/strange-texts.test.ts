import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { normalize } from '../../src/index.ts';
import { textCost } from '../../src/repair/decoder/language-model.ts';
import { big5AsGbk } from '../../src/repair/mojibake/big5-as-gbk.ts';
import { gbkAsBig5 } from '../../src/repair/mojibake/gbk-as-big5.ts';
import { likelyPlaces } from '../../src/repair/mojibake/likely-places.ts';
import type { Misreading } from '../../src/repair/mojibake/misreading-lattice.ts';
import { mayBeLikelier } from '../../src/repair/mojibake/readings-by-characters.ts';
import type { TextContext } from '../../src/types.ts';
import { sourceOf } from '../run/records.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };

const decoder = (label: string): ((bytes: Buffer) => string) => {
  const made = new TextDecoder(label);
  return (bytes) => made.decode(bytes);
};

const misreadings: readonly { name: string; of: Misreading; damage: (text: string) => string }[] = [
  {
    name: 'utf-8 as gbk',
    of: { written: 'utf-8', read: 'gbk' },
    damage: (text) => decoder('gbk')(Buffer.from(text)),
  },
  {
    name: 'gbk as big5',
    of: { written: 'gbk', read: 'big5' },
    damage: (text) => iconv.decode(iconv.encode(text, 'gbk'), 'cp950'),
  },
  {
    name: 'big5 as gbk',
    of: { written: 'big5', read: 'gbk' },
    damage: (text) => decoder('gbk')(iconv.encode(text, 'big5')),
  },
  {
    name: 'gbk as latin1',
    of: { written: 'gbk', read: 'single-byte' },
    damage: (text) => iconv.encode(text, 'gbk').toString('latin1'),
  },
  {
    name: 'utf-8 as latin1',
    of: { written: 'utf-8', read: 'single-byte' },
    damage: (text) => Buffer.from(text).toString('latin1'),
  },
];

/** An even number of characters, so that their three bytes each form whole pairs; the same in both scripts. */
const words = fc
  .shuffledSubarray(['今天', '大家', '公司', '公布', '明天', '天空', '我家', '中文', '工作', '文化'], { minLength: 2 })
  .map((picked) => picked.join(''));
const strange = fc.stringMatching(/^[\u4e00-\u9fa5\u00c0-\u00ff]{0,40}$/);

describe.each(misreadings)('$name', ({ of, damage }) => {
  test('a readable place is found, whatever surrounds it', () => {
    const bound = { han: 3, cost: 8 };
    fc.assert(
      fc.property(words, strange, strange, (text, before, after) => {
        fc.pre(textCost(text) < bound.cost * text.length);
        const damaged = damage(text);
        fc.pre(!damaged.includes('\ufffd'));
        const places = likelyPlaces(before + damaged + after, of, bound);
        const end = before.length + damaged.length;
        expect(places?.some(([from, to]) => from < end && to > before.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('no place is found in text that was not misread', () => {
    const text = '記者昨日從市政府獲悉，沿江道路改造工程將於下月動工，預計兩年內完成。';
    expect(likelyPlaces(text, of, { han: 3, cost: 8 })).toEqual([]);
  });
});

test('euro signs may be one byte or two, so nothing is known', () => {
  expect(likelyPlaces('浣€', { written: 'utf-8', read: 'gbk' }, { han: 2, cost: 8 })).toBeNull();
});

/** `length` characters from a generator with a fixed seed. */
function random(length: number, from: number, count: number, seed: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(from + ((state >>> 8) % count));
  }).join('');
}

/** User CPU time of a pass over documents, the minimum of several, since other load can only add to it. */
function cost(documents: readonly string[]): number {
  const sources = documents.map((text) => sourceOf(text, { format: 'text', charset: 'utf-8' }));
  const passes = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    for (const source of sources) normalize(source);
    return process.cpuUsage(before).user;
  });
  return Math.min(...passes);
}

const ordinary = '記者昨日從市政府獲悉，沿江道路改造工程將於下月動工，預計兩年內完成。他看著窗外的雨，什麼也沒有說。';
const NUMBERS = Array.from({ length: 100 }, (_, number) => number);
/** What a document of prose costs, of the size of the others. */
const prose = cost(NUMBERS.map((number) => `${ordinary.slice(number % 20).repeat(19)}${number}`)) / NUMBERS.length;
const ALL_HAN = [0x4e00, 20902] as const;

const few = NUMBERS.slice(0, 15);

describe('random characters cost a few times as much as prose', () => {
  test.each([
    { what: 'Han', most: 8, from: 0x4e00, size: 20902, numbers: NUMBERS },
    { what: 'single bytes', most: 50, from: 0x80, size: 0x80, numbers: few },
    { what: 'European letters', most: 50, from: 0xa1, size: 0x1de, numbers: few },
  ])('$what', ({ most, from, size, numbers }) => {
    const each = cost(numbers.map((number) => random(950, from, size, number))) / numbers.length;
    expect(each / prose).toBeLessThan(most);
  });
});

/** Common characters in the order of Big5, in which a few pairs look like misread words. */
test('lists of characters cost a few times as much as prose', () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    Array.from({ length: 94 }, (_, cell) => [0xa4 + row, 0xa1 + cell]),
  );
  const all = decoder('big5')(Buffer.from(rows.flat(2))).replaceAll('\ufffd', '');
  const lists = NUMBERS.slice(0, 20).map((number) => all.slice(40 * number, 40 * number + 950));
  expect(cost(lists) / lists.length / prose).toBeLessThan(25);
});

/** Rows whose bytes are those of UTF-8, so that each line may be a misreading with gaps. */
test('so do rows of a table that may be UTF-8 by their bytes', () => {
  const tables = [0xe4, 0xe5, 0xe6].map((row) => {
    const cells = Array.from({ length: 94 }, (_, cell) => [row, 0xa1 + cell]);
    return decoder('gbk')(Buffer.from(cells.flat())).replace(/.{10}/g, '$&\n');
  });
  expect(cost(tables) / tables.length / prose).toBeLessThan(25);
});

/** `9?(` and `)?,` look like characters that a site cut, and single letters behind them like the rest. */
test('base85 costs hardly more than prose', () => {
  const texts = few.map((number) => random(2000, 0x21, 85, number));
  expect(cost(texts) / texts.length / prose).toBeLessThan(4);
});

/** At the limits of what first and second bytes may be. */
const EDGES = [
  0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe4, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5,
];

test('bytes are taken for UTF-8 of a language if a decoder reads them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EDGES), { maxLength: 8 }), (bytes) => {
      const behind = { values: Uint8Array.from(bytes), again: [] };
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(behind.values);
      const lost = text.split('\ufffd').length - 1;
      expect(mayBeLikelier(behind, 'utf-8', 'ja', 0)).toBe(lost === 0);
      expect(mayBeLikelier(behind, 'utf-8', 'zh', 0)).toBe(2 * lost <= text.length);
    }),
    { numRuns: 500 },
  );
});

/** The rules for whole text in one Chinese set read as the other. */
const RULES = [big5AsGbk, gbkAsBig5];

test('what reads well in random characters by chance is no misreading', () => {
  for (const number of NUMBERS) {
    const text = random(950, ...ALL_HAN, number);
    for (const rule of RULES) expect(rule.propose(text, context)).toEqual([]);
  }
});

test.each(misreadings.slice(1, 3))('$name: a sentence among random characters is found', ({ damage }) => {
  const sentence = '今天下午大家在公司工作，中文和天文都有人看。';
  const text = random(400, ...ALL_HAN, 1) + damage(sentence) + random(400, ...ALL_HAN, 2);
  const made = RULES.map((rule) => apply(text, rule.propose(text, context), rule.name).text);
  expect(made.join('')).toContain('大家在公司工作，中文和天文都有人');
});
