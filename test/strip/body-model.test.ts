import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidateRegions, likelyBounds } from '../../src/strip/body/choose-region.ts';
import { evidenceOf } from '../../src/strip/body/evidence.ts';
import { featuresOf } from '../../src/strip/body/line-features.ts';
import { unpack } from '../../src/strip/body/boosted-trees.ts';
import { viterbiPath } from '../../src/strip/body/viterbi.ts';
import { containersOf, fillSums } from '../../src/strip/body/regions.ts';
import { spansOf } from '../../src/strip/body/text-regions.ts';
import { contextFeatures } from '../../src/strip/body/context-features.ts';
import { outsideBody } from '../../src/strip/body/index.ts';
import {
  MARKUP_LINES,
  MARKUP_REGIONS,
  MARKUP_SECOND,
  TEXT_LINES,
  TEXT_REGIONS,
  TEXT_SECOND,
} from '../../src/tables/generated/body-model.ts';
import type { Page, PageLine } from '../../src/strip/page.ts';

const NOTHING = { tag: '', heading: 0, linkLength: 0, classHint: 0, block: 0 };

function textPage(texts: readonly string[]): Page {
  const line = (text: string, index: number): PageLine => {
    return { index, text, matchForm: text, offset: 0, start: 0, features: NOTHING, prose: true, code: false };
  };
  const lines = texts.map(line);
  return { blocks: [{ matchForm: texts.join('\n'), lines }], lines, meta: [], markup: false };
}

test('the models use existing features', () => {
  const evidence = evidenceOf(textPage(['甲乙丙丁，戊己庚辛。']), [null], null);
  for (const [first, second, markup] of [
    [MARKUP_LINES, MARKUP_SECOND, true],
    [TEXT_LINES, TEXT_SECOND, false],
  ] as const) {
    const features = featuresOf({ ...evidence, page: { ...evidence.page, markup } });
    const given = new Set(features.map(([name]) => name));
    for (const name of unpack(first).features) expect(given).toContain(name);
    for (const [name] of contextFeatures(evidence, Float32Array.of(1))) given.add(name);
    for (const name of unpack(second).features) expect(given).toContain(name);
  }
  const mass = Float32Array.from([8]);
  const regions = containersOf(evidence.page);
  fillSums(regions, evidence.page, mass, mass);
  const numbers = candidateRegions(evidence, regions, mass, 0)[0]?.[1] ?? [];
  const known = new Set(numbers.map(([name]) => name));
  for (const packed of [MARKUP_REGIONS, TEXT_REGIONS])
    for (const name of unpack(packed).features) expect(known).toContain(name);
});

test('features are finite, one per line, for any lines', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 20 }), (texts) => {
      const page = textPage(texts);
      const evidence = evidenceOf(
        page,
        texts.map(() => null),
        null,
      );
      const features = featuresOf(evidence);
      for (const [, column] of [...features, ...contextFeatures(evidence, features[0]?.[1] ?? new Float32Array())]) {
        expect(column).toHaveLength(texts.length);
        expect(column.every((value) => Number.isFinite(value))).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

test('without markup the body may span from any run of likely lines to any other', () => {
  const letters = Float32Array.from([9, 9, 0, 9, 9, 9, 9, 9, 9]);
  const mass = Float32Array.from([0, 8, 0, 7, 0, 1, 0, 0, 6]);
  const page = textPage(Array.from(letters, () => '甲'));
  const bounds = spansOf(page, mass, letters).map(({ first, last }) => [first, last]);
  expect(bounds).toEqual([
    [0, 8],
    [1, 3],
    [1, 8],
    [8, 8],
  ]);
  const many = Float32Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 20 + (i % 7) : 0));
  const long = textPage(Array.from(many, () => '甲'));
  expect(
    spansOf(
      long,
      many,
      many.map(() => 20),
    ),
  ).toHaveLength(1 + (10 * 11) / 2);
});

test('regions of similar likelihood are merged, a clearly likelier one stands alone', () => {
  const regions = [
    { first: 0, last: 3 },
    { first: 2, last: 9 },
  ];
  expect(likelyBounds(regions, Float32Array.of(0, 0.1), 12)).toEqual({ first: 0, last: 9 });
  expect(likelyBounds(regions, Float32Array.of(2, 0), 12)).toEqual({ first: 0, last: 3 });
});

test('a path changes state only if it pays', () => {
  const letters = Float32Array.from({ length: 7 }, () => 20);
  const score = Float32Array.from([-3, 3, 3, -0.2, 3, 3, -3]);
  expect(viterbiPath(score, letters, 4, 0)).toEqual([false, true, true, true, true, true, false]);
  expect(viterbiPath(score, letters, 0, 0)[3]).toBe(false);
});

test('100,000 lines take linear time', () => {
  const texts = Array.from({ length: 100_000 }, (_, i) =>
    i % 3 === 0 ? '首页' : `山水之间，第${i}句话说得不长也不短。`,
  );
  const started = performance.now();
  outsideBody(
    textPage(texts),
    texts.map(() => null),
    null,
  );
  expect(performance.now() - started).toBeLessThan(15_000);
});
