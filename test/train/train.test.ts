import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumsOfTrees, unpack } from '../../src/strip/body/boosted-trees.ts';
import { bagged } from '../../src/train/average.ts';
import { boost } from '../../src/train/gradient-boosting.ts';
import type { Gradient, Rows, Settings } from '../../src/train/gradient-boosting.ts';
import { labelsOf } from '../../src/train/labels.ts';
import { pack, packed } from '../../src/train/serialize.ts';

const SETTINGS: Settings = { trees: 20, rate: 0.3, lambda: 1, least: 0, features: 1, share: 1, seed: 1 };
const numbers = Float32Array.from({ length: 64 }, (_, i) => i);
const ROWS: Rows = {
  columns: [
    ['noise', numbers.map((i) => (i * 37) % 64)],
    ['signal', numbers],
  ],
  page: Uint32Array.from(numbers, (i) => i >> 3),
  pages: 8,
};
const squared: Gradient = (sums, first, second) => {
  sums.forEach((sum, i) => {
    first[i] = sum - ((numbers[i] ?? 0) > 40 ? 5 : -5);
    second[i] = 1;
  });
};

test('boosting finds the threshold, and the packed forest predicts the same', () => {
  const forest = boost(ROWS, squared, 0, SETTINGS);
  const sums = sumsOfTrees(forest, ROWS.columns);
  expect(sums[40]).toBeLessThan(-4);
  expect(sums[41]).toBeGreaterThan(4);
  expect(sumsOfTrees(unpack(pack(forest)), ROWS.columns)).toEqual(sums);
  expect(packed('X', forest)).toContain(`trees: '${pack(forest).trees}'`);
});

test('a bag of forests predicts their average', () => {
  const [one, other] = [
    boost(ROWS, squared, 0, SETTINGS),
    boost(ROWS, squared, 2, { ...SETTINGS, share: 0.5, seed: 2 }),
  ];
  const [some, more] = [sumsOfTrees(one, ROWS.columns), sumsOfTrees(other, ROWS.columns)];
  expect(some).not.toEqual(more);
  sumsOfTrees(bagged([one, other]), ROWS.columns).forEach((sum, row) => {
    expect(sum).toBeCloseTo(((some[row] ?? 0) + (more[row] ?? 0)) / 2, 4);
  });
});

test('lines are labelled in body order, short ones only if they match a whole line', () => {
  const lines = [
    '首页',
    '山水之间有一座小城，城里有河。',
    '问',
    '河上有桥，桥上有人来来往往。',
    '问',
    '山水之间有一座小城，城里有河。',
  ];
  const body = '山水之间有一座小城，城里有河。\n问\n河上有桥，桥上有人来来往往。';
  expect([...labelsOf(lines, body)]).toEqual([0, 1, 1, 1, 0, 0]);
});

test('every line of a body is labelled as body', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('山', '水', '之', '间', '有', '一'), minLength: 1 }), {
        maxLength: 6,
      }),
      (lines) => {
        expect(labelsOf(lines, lines.join('\n')).every((label) => label === 1)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});
