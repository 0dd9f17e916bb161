import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import { charactersOf } from '../../src/signals/characters.ts';
import { SIGNAL_NAMES } from '../../src/signals/index.ts';
import { linesOf } from '../../src/signals/lines.ts';
import { repetitionOf } from '../../src/signals/repetition/index.ts';
import { simhashOf } from '../../src/signals/simhash.ts';
import { stockWordsOf } from '../../src/signals/stock-words.ts';
import { hex, mixed } from '../../src/text/hash.ts';
import { recordOf } from '../run/records.ts';

const PROSE = '今天上午，市图书馆新馆正式开放。读者可以凭身份证办理借书证，每人最多可借十本书。';

describe('the option', () => {
  test('adds all signals, in the order of the table, at the end before the trace', () => {
    const record = recordOf(PROSE, { signals: true, trace: true });
    expect(Object.keys(record).slice(-2)).toEqual(['signals', 'trace']);
    expect(Object.keys(record.signals ?? {})).toEqual(SIGNAL_NAMES);
  });

  test('adds those named, in the order of the table', () => {
    const names = ['simhash', 'code_points'];
    expect(Object.keys(recordOf(PROSE, { signals: names }).signals ?? {})).toEqual(['code_points', 'simhash']);
  });

  test('leaves the record as it is without it', () => {
    const { signals, ...rest } = recordOf(PROSE, { signals: true });
    expect(signals).toBeDefined();
    expect(JSON.stringify(recordOf(PROSE))).toBe(JSON.stringify(rest));
    expect(JSON.stringify(recordOf(PROSE, { signals: false }))).toBe(JSON.stringify(rest));
  });

  test('rejects unknown names, with suggestions', () => {
    expect(() => normalize(PROSE, { signals: ['han_shar'] })).toThrow(/no signal is named 'han_shar'.*han_share/);
  });
});

/** The signals of a text as it is. */
function signalsOf(text: string): Readonly<Record<string, number | string | null | undefined>> {
  return recordOf(text, { signals: true, skip: ['repair', 'convert', 'strip', 'extract'] }).signals ?? {};
}

test.each([
  ['code_points', '一二\n三𠀀😀', 6],
  ['code_points', '', 0],
  ['han_share', '中文𠀀a1。', 0.5],
  ['punctuation_share', '中文，好。', 0.4],
  ['digit_share', '１2三四', 0.5],
  ['latin_share', 'aＢé中', 0.75],
  ['symbol_ratio', '#好……...😀', 3 / 8],
  ['function_words', '我們的書和你在一起了', 4],
  ['sentences', '好吗？好！\n标题\n第一句。第二句……还有', 6],
  ['sentences', 'It costs 3.50. Yes. 。！', 2],
  ['mean_line_length', '一二三四\n五 六', 3],
  ['mean_sentence_length', '一二三。四五。', 3.5],
  ['short_line_share', '一二三\n一二三四五六七八九十', 0.5],
  ['stop_line_share', '他说：“好。”\n标题\n（完！）\n一、二', 0.5],
  ['ellipsis_line_share', '然后……\n然后...\n好。\n…好', 0.5],
  ['bullet_line_share', '• 一\n●二\n- 三\n——四', 0.75],
  ['duplicate_line_share', '甲乙\n丙\n甲乙\n甲乙', 0.5],
  ['duplicate_line_character_share', '甲乙\n丙\n甲乙\n甲乙', 0.571429],
  ['irrecoverable', '锟斤拷锟斤拷\ufffd', 3],
  ['adult_share', '国产精品好人', 0.666667],
  ['gambling_share', '送彩金一二三', 0.5],
  ['adult_share', 'save lava', 0],
  ['traditional_share', '國中', 0.5],
  ['simhash', '一二三四', null],
  ['perplexity', '', null],
])('%s of %j is %s', (name, text, value) => {
  expect(signalsOf(text)[name]).toBe(typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value);
});

test('shares of a page add up, whatever was removed', () => {
  const page = `<title>首页</title><a href="/">首页</a><a href="/b">登录</a><h1>市图书馆新馆开放</h1><p>${PROSE}</p><p>${PROSE}</p><p>分享到：微博</p>`;
  const { signals } = recordOf(page, { signals: true });
  const {
    kept_share: kept = 0,
    named_removal_share: named = 0,
    outside_share: outside = 0,
    link_share,
  } = signals ?? {};
  expect(kept + named + outside).toBeCloseTo(1, 5);
  expect(named + outside).toBeGreaterThan(0);
  expect(link_share).toBeGreaterThan(0);
});

test('repairs count what they changed and guessed', () => {
  const misread = new TextDecoder('gbk').decode(Buffer.from('今天天气很好，我们去公园散步吧。'.repeat(3)));
  const { signals } = recordOf(misread, { signals: ['guessed', 'repaired'] });
  expect(signals?.repaired).toBeGreaterThan(40);
  expect(signals?.guessed).toBe(recordOf(misread).steps.reduce((sum, { guessed }) => sum + guessed, 0));
});

test('mojibake and lists of rare characters surprise the model more than prose does', () => {
  const perplexity = (text: string): number => Number(signalsOf(text)['perplexity']);
  expect(perplexity(PROSE)).toBeLessThan(1500);
  expect(perplexity('浠婂ぉ澶╂皵寰堝ソ锛屾垜浠幓鍏洯鏁ｆ鍚с€')).toBeGreaterThan(2 * perplexity(PROSE));
  expect(perplexity('國際經濟')).toBe(perplexity('国际经济'));
});

const units = fc.array(fc.constantFrom('甲', '乙', '丙', '丁', 'ab', ' 7 ', '，', '\n', '𠀀', 'カ'), { maxLength: 60 });

describe('n-grams are those of a direct count', () => {
  test.each([2, 3, 4, 5, 6, 10])('%i-grams', (n) => {
    fc.assert(
      fc.property(units, (pieces) => {
        const text = pieces.join('');
        const { top, duplicate } = repetitionOf(text);
        const [share, others] =
          n < 5 ? [top[n - 2], directTops(text, n)] : [duplicate[n - 5], [directDuplicates(text, n)]];
        expect(others.some((other) => Math.abs(other - (share ?? -1)) < 1e-9)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('of long texts, whose n-grams share slots and outgrow tables', () => {
    for (const kinds of [3, 60, 6000]) {
      let state = kinds;
      const next = (): number => (state = Math.imul(state ^ (state >>> 13), 0x9e3779b1) + 7) >>> 8;
      const text = Array.from({ length: 10_000 }, () => String.fromCharCode(0x4e00 + (next() % kinds))).join('');
      const { top, duplicate } = repetitionOf(text);
      const grams = [2, 3, 4].map((n) => mostTimes(text, n));
      grams.forEach((times, i) => {
        const most = (times * (i + 2)) / text.length;
        expect(top[i]).toBeLessThanOrEqual(times < 2 ? 0 : most);
        expect(top[i]).toBeGreaterThanOrEqual(times < 2 ? 0 : (times + i + 1) / text.length);
      });
      duplicate.forEach((share, i) => {
        expect(share).toBeCloseTo(repeatedShare(text, i + 5), 9);
      });
    }
  });

  test('of a text longer than the kept arrays', () => {
    const text = Array.from({ length: 70_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_011))).join('');
    expect(repetitionOf(text).duplicate[5]).toBeCloseTo((70_000 - 20_011) / 70_000, 3);
    expect(repetitionOf('').top).toEqual([0, 0, 0]);
  });
});

/** How often the most frequent n-gram of a text of Han characters occurs. */
function mostTimes(text: string, n: number): number {
  const times = new Map<string, number>();
  for (let at = 0; at + n <= text.length; at++) {
    const gram = text.slice(at, at + n);
    times.set(gram, (times.get(gram) ?? 0) + 1);
  }
  return Math.max(...times.values());
}

function repeatedShare(text: string, n: number): number {
  const seen = new Set<string>();
  let [sum, end] = [0, 0];
  for (let at = 0; at + n <= text.length; at++) {
    const gram = text.slice(at, at + n);
    if (seen.has(gram)) {
      sum += at + n - Math.max(at, end);
      end = at + n;
    }
    seen.add(gram);
  }
  return sum / text.length;
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{Script=Han}\p{Script=Katakana}]|[a-z0-9]+/gu) ?? [];
}

function places(tokens: readonly string[], n: number): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (let at = 0; at + n <= tokens.length; at++) {
    const gram = tokens.slice(at, at + n).join(' ');
    found.set(gram, [...(found.get(gram) ?? []), at]);
  }
  return found;
}

function covered(tokens: readonly string[], at: readonly number[], n: number): number {
  const marked = tokens.map((_, i) => at.some((start) => i >= start && i < start + n));
  const length = (token: string): number => Array.from(token).length;
  const all = tokens.reduce((sum, token) => sum + length(token), 0);
  return tokens.reduce((sum, token, i) => sum + (marked[i] === true ? length(token) : 0), 0) / Math.max(1, all);
}

/** One share for each of the most frequent, of which there may be several. */
function directTops(text: string, n: number): readonly number[] {
  const tokens = tokensOf(text);
  const all = [...places(tokens, n).values()];
  const most = Math.max(0, ...all.map(({ length }) => length));
  return most < 2 ? [0] : all.filter(({ length }) => length === most).map((at) => covered(tokens, at, n));
}

function directDuplicates(text: string, n: number): number {
  const tokens = tokensOf(text);
  return covered(
    tokens,
    [...places(tokens, n).values()].flatMap((at) => at.slice(1)),
    n,
  );
}

function distance(one: string, other: string): number {
  return (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length;
}

describe('simhash', () => {
  const long = Array.from(
    { length: 40 },
    (_, i) => `第${i}段说${'图书馆读者学校老师'.slice(i % 7)}${PROSE.slice(i % 30)}`,
  ).join('\n');
  const hash = simhashOf(long) ?? '';

  test('does not depend on punctuation, white space or script', () => {
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(simhashOf(long.replaceAll('，', ' , ').replaceAll('\n', ''))).toBe(hash);
    expect(simhashOf(long.replaceAll('书', '書').replaceAll('馆', '館'))).toBe(hash);
  });

  test('differs in few bits after a small edit, and in half of them for another text', () => {
    expect(distance(hash, simhashOf(long.replace('读者', '市民')) ?? '')).toBeLessThan(6);
    const other = '春风吹过山岗，溪水流向远方，孩子们在田野里奔跑，老人坐在树下讲着从前的故事。';
    expect(distance(hash, simhashOf(other) ?? '')).toBeGreaterThan(16);
  });

  test('is the majority of the bits of all shingles, also beyond the counts of four bits', () => {
    expect(simhashOf('一二三四五'.repeat(1000).slice(0, 5))).toBe(simhashOf(`一二三四五`));
    const repeated = '一'.repeat(5000);
    expect(simhashOf(repeated)).toBe(simhashOf('一一一一一'));
  });
});

describe('values are those of plain definitions', () => {
  const pieces = fc.constantFrom(
    '國',
    '书',
    '的',
    'a',
    '７',
    '。',
    '……',
    '...',
    '. ',
    '.',
    '#',
    '，',
    '”',
    '\n',
    '\n\n',
    '𠀀',
    '\ufffd',
    '锟斤拷',
    ' ',
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join('').trim());

  test('characters', () => {
    const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    fc.assert(
      fc.property(texts, (text) => {
        expect(charactersOf(text)).toMatchObject({
          codePoints: Array.from(text).length,
          visible: count(text, /\S/gu),
          han: count(text, /\p{Script=Han}/gu),
          punctuation: count(text, /\p{P}/gu),
          digits: count(text, /\p{Nd}/gu),
          latin: count(text, /\p{Script=Latin}/gu),
          functionWords: count(text, /的/g),
          symbols: count(text, /#|…+|(?<!\.)\.{3,}/g),
          lost: count(text, /\ufffd|锟斤拷/g),
          sentences: text.split(/[。！？!?…｡．\n]|(?<=\.)\s/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length,
        });
      }),
      { numRuns: 100 },
    );
  });

  test('lines', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.split('\n').filter(Boolean);
        const later = lines.filter((line, index) => lines.indexOf(line) < index);
        const { count, stopped, ellipses, lines: repeated } = linesOf(text);
        expect([count, stopped, ellipses]).toEqual([
          lines.length,
          lines.filter((line) => /[。….]”*$/.test(line)).length,
          lines.filter((line) => /(?:…|\.{3})”*$/.test(line)).length,
        ]);
        expect(repeated.items * lines.length).toBeCloseTo(later.length, 9);
        expect(repeated.units * lines.join('').length).toBeCloseTo(later.join('').length, 9);
      }),
      { numRuns: 100 },
    );
  });

  test('simhash', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('国', '书', '馆', '，', 'a', '新'), { maxLength: 200 }), (units) => {
        expect(simhashOf(units.join(''))).toBe(plainSimhash(units.filter((unit) => !'，a'.includes(unit))));
      }),
      { numRuns: 100 },
    );
  });
});

function plainSimhash(han: readonly string[]): string | null {
  const shingles = han
    .slice(4)
    .map((_, at) => han.slice(at, at + 5).reduce((hash, unit) => Math.imul(hash, 0x01000193) + unit.charCodeAt(0), 0));
  const half = (seed: number): string => {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++) {
      const set = shingles.filter((hash) => (mixed(hash ^ seed) >>> bit) & 1).length;
      if (2 * set > shingles.length) bits |= 1 << bit;
    }
    return hex(bits >>> 0);
  };
  return shingles.length === 0 ? null : half(0x5bd1e995) + half(0);
}

test('strange text has finite signals and does not throw', () => {
  const strange = [
    '',
    ' ',
    '😀',
    '\ud800',
    '\udc00\ud800',
    '\0',
    'a'.repeat(2e5),
    '\n'.repeat(1e5),
    '…'.repeat(1e5),
    '\u202e好',
    '一'.repeat(1e5),
  ];
  for (const text of strange) {
    const { codePoints, visible, bits } = charactersOf(text);
    expect([codePoints, visible, bits].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    const { top, duplicate } = repetitionOf(text);
    expect([...top, ...duplicate].every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(Object.values(linesOf(text).lines).every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(stockWordsOf(text)).toEqual({ adult: 0, gambling: 0 });
    simhashOf(text);
  }
});
