import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readingsModule } from '../../src/tables/readings.ts';
import { wordsModule } from '../../src/tables/words.ts';

test.each([
  ['pinyin-readings.ts', readingsModule, 100_000],
  ['word-frequencies.ts', wordsModule, 600_000],
] as const)('%s is current, and small', (name, make, most) => {
  const file = readFileSync(`src/tables/generated/${name}`, 'utf8');
  expect(file).toBe(make());
  expect(Buffer.byteLength(file)).toBeLessThanOrEqual(most);
});
