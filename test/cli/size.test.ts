import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSize, sizeText } from '../../src/cli/options/size.ts';

test.each([
  ['50', 50],
  ['50 bytes', 50],
  ['1_000_000', 1_000_000],
  ['64MiB', 2 ** 26],
  ['64 mib', 2 ** 26],
  ['64M', 2 ** 26],
  ['1G', 2 ** 30],
  ['1.5GB', 1_500_000_000],
  ['1.1GB', 1_100_000_000],
  ['1K', 1024],
  ['1KiB', 1024],
  ['1KB', 1000],
  ['.5K', null],
  ['0.5K', 512],
  ['0', null],
  ['0.0001K', null],
  ['-3', null],
  ['1.5', null],
  ['1e3', null],
  ['1__0', null],
  ['_1', null],
  ['64 MiBs', null],
  ['9007199254740993', null],
  ['', null],
])('%j is %j bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  [1, '1 byte'],
  [50, '50 bytes'],
  [1000, '1 kB'],
  [1024, '1 KiB'],
  [2 ** 26, '64 MiB'],
  [1_500_000_000, '1.5 GB'],
  [1_000_001, '1000001 bytes'],
  [8_971_005_437_971_800, '8971005437971800 bytes'],
])('%d bytes are shown as %j', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('a formatted size parses to the same size', () => {
  const units = [1, 1000, 1024, 1e6, 2 ** 20, 1e9, 2 ** 30, 1e12].map((unit) => fc.constant(unit));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.oneof(...units), (count, unit) => {
      expect(parseSize(sizeText(count * unit))).toBe(count * unit);
    }),
  );
  fc.assert(
    fc.property(fc.maxSafeNat().filter(Boolean), (bytes) => {
      expect(parseSize(sizeText(bytes))).toBe(bytes);
    }),
    { numRuns: 5000 },
  );
});
