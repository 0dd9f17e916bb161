import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnOf, decayedBefore, decayedAfter, log } from '../../src/strip/body/column.ts';
import type { Column } from '../../src/strip/body/column.ts';
import { columnsFrom } from '../../src/strip/body/feature.ts';
import { groupFeatures, groupsOf } from '../../src/strip/body/group-features.ts';
import { shapeOf } from '../../src/strip/body/line-shape.ts';
import { countsOf } from '../../src/strip/body/character-counts.ts';
import { lineUnitsOf } from '../../src/strip/body/line-units.ts';
import { isEntry, menuShares } from '../../src/strip/body/menu-words.ts';
import { ENTRIES, LABELS } from '../../src/strip/body/menu-vocabulary.ts';
import { bigramsOf, sharesNearby, sharesWithLine } from '../../src/strip/body/bigrams.ts';

/** Lines with recurring characters, of every kind that the features distinguish. */
const unit = fc.oneof(
  fc.constantFrom(...'春天来了的在。！？，：“”…|>·-—【】09 \t　\u1680\uFEFFa Z・é한の𠮷😀\u0301'.split('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const text = fc.array(unit, { maxLength: 80 }).map((units) => units.join(''));
const runs = { numRuns: 300 };

function count(text: string, characters: string): number {
  return text.split('').filter((unit) => characters.includes(unit)).length;
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

test('counts of a line equal the matches of the regular expressions', () => {
  fc.assert(
    fc.property(text, (line) => {
      const features = { tag: '', heading: 0, linkLength: 0, classHint: 0, block: 0 };
      const counts = countsOf([{ text: line, features }]);
      const found = Object.fromEntries(
        Object.entries(counts).map(([name, column]: [string, Column]) => [name, column[0]]),
      );
      const latin = matches(line, /[A-Za-z\u00C0-\u1FFF\u3040-\u30FA\u30FC-\u33FF\uA000-\uFEFF]/g);
      expect(found).toMatchObject({
        han: matches(line, /[\u3400-\u9FFF]/g),
        digits: matches(line, /\d/g),
        spaces: matches(line, /\s+/g),
        stops: count(line, '。！？；…!?;｡．'),
        commas: count(line, '，、：,:“”「」'),
        separators: count(line, '|｜>》»›·•/／_-—【】[]'),
        particles: count(line, '的了是在和不这這有我他她也就都着著与與'),
        final: /[。！？…!?.｡”’」』）)~～]$/.test(line) ? 2 : /[，、：；,:;—]$/.test(line) ? 1 : 0,
      });
      expect(found['letters']).toBe((found['han'] ?? 0) + (found['digits'] ?? 0) + latin);
    }),
    runs,
  );
});

test('the shape of a line ignores words and numbers', () => {
  fc.assert(
    fc.property(text, (line) => {
      const open = line
        .slice(0, 60)
        .replace(/\d+/g, '0')
        .replace(/[\p{L}\p{M}]+/gu, '字');
      expect(shapeOf(line)).toBe(open.slice(0, 16));
    }),
    runs,
  );
  expect(shapeOf('春天 2024-01')).toBe('字 0-0');
});

/** The bigrams of a line as strings; the test alphabet is too small for hash collisions. */
function pairs(line: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 1; i < Math.min(line.length, 200); i++) {
    const pair = line.slice(i - 1, i + 1);
    if (/^[\u3400-\u9FFF]{2}$/.test(pair)) found.add(pair);
  }
  return found;
}

function share(own: ReadonlySet<string>, holds: (pair: string) => boolean): number {
  return [...own].filter(holds).length / Math.max(1, own.size);
}

test('bigrams are shared with the twelve lines before and after, and with the title', () => {
  const han = fc.string({ unit: fc.constantFrom(...'春夏秋冬山水，'.split('')), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(han, { minLength: 1, maxLength: 40 }), fc.nat(), (lines, pick) => {
      const title = pick % lines.length;
      const sets = lines.map(pairs);
      const near = sets.map((own, i) =>
        share(own, (pair) => sets.some((other, j) => j !== i && Math.abs(j - i) <= 12 && other.has(pair))),
      );
      const found = bigramsOf(lineUnitsOf(lines));
      expect([...sharesNearby(found)]).toEqual(near);
      expect([...sharesWithLine(found, title)]).toEqual(
        sets.map((own) => share(own, (pair) => sets[title]?.has(pair) === true)),
      );
    }),
    runs,
  );
});

function menuShare(line: string): number {
  return menuShares(lineUnitsOf([line]))[0] ?? NaN;
}

test('menu words are counted in the letters of a line, and each is in one list, once', () => {
  expect(new Set([...ENTRIES, ...LABELS]).size).toBe(ENTRIES.length + LABELS.length);
  expect(menuShare('首页 > 新闻中心 > 湖')).toBeCloseTo(6 / 7);
  expect(menuShare('春水，山')).toBe(0);
  expect(menuShare('2024-01')).toBe(0);
  expect(menuShare('联系我们｜网站地图')).toBe(1);
  expect(isEntry('·联系我们')).toBe(true);
  expect(isEntry('联系我们 网站地图')).toBe(false);
  fc.assert(
    fc.property(text, (line) => {
      expect(menuShare(line)).toBeGreaterThanOrEqual(0);
      expect(menuShare(line)).toBeLessThanOrEqual(1);
    }),
    runs,
  );
});

test('decayed sums are symmetric, and logarithms equal those of the library', () => {
  const column = fc.array(fc.oneof(fc.nat(300), fc.float({ min: 0, max: 1000, noNaN: true })), { maxLength: 30 });
  fc.assert(
    fc.property(column, (numbers) => {
      const values = Float32Array.from(numbers);
      expect(decayedAfter(values, 0.7)).toEqual(decayedBefore(values.toReversed(), 0.7).reverse());
      for (const value of numbers) expect(log(value)).toBe(Math.log2(1 + value));
    }),
    runs,
  );
});

test('lines with the same key are summed together', () => {
  const ones = columnOf(4, () => 1);
  const letters = Float32Array.of(1, 2, 3, 4);
  const groups = groupsOf(Int32Array.of(7, 0, 7, 7), { prose: letters, letters, linked: ones, total: 10 });
  const found = new Map(
    columnsFrom(
      groupFeatures<null>('block', () => groups),
      null,
      null,
    ),
  );
  expect([...(found.get('block.count') ?? [])]).toEqual([2, 1, 2, 2]);
  expect([...(found.get('block.mean') ?? [])].map((value) => Math.fround(value))).toEqual(
    [8 / 3, 2, 8 / 3, 8 / 3].map((mean) => Math.fround(Math.log2(1 + mean))),
  );
  expect([...(found.get('block.share') ?? [])]).toEqual([0.8, 0.2, 0.8, 0.8].map(Math.fround));
});
