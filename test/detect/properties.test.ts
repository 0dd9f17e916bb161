import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { looksBinary } from '../../src/detect/index.ts';
import { characterFrequency } from '../../src/tables/generate-character-frequency.ts';
import { detect, encode, HANS, HANT } from '../made/detect-samples.ts';

const encodings = [
  'gb18030',
  'big5',
  'euc-tw',
  'hz',
  'iso-2022-cn',
  'utf-16be',
  'euc-jp',
  'shift_jis',
  'koi8-r',
  'utf-7',
];

test('arbitrary bytes give a result', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.constantFrom(...encodings)), (bytes, encoding) => {
      const { text, encoding: verdict } = detect(bytes, { encoding });
      expect(verdict.name).not.toBe('');
      expect(verdict.confidence).toBeGreaterThanOrEqual(0);
      expect(verdict.confidence).toBeLessThanOrEqual(1);
      expect(verdict.replaced).toBeLessThanOrEqual(text.length);
      expect(Buffer.from(text).toString()).toBe(text);
      looksBinary(bytes);
    }),
    { numRuns: 300 },
  );
});

test('any UTF-8 text is returned unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sure = `春${text.replaceAll(/[\0\x1b~]/g, '')}天`;
      expect(detect(Buffer.from(sure)).text).toBe(sure);
    }),
  );
});

test('damaged Chinese gives a result and keeps its line breaks', () => {
  const original = [encode(HANS, 'gbk'), encode(HANT, 'big5'), encode(HANS, 'utf8')];
  const damage = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0x80, max: 0xff })), { maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...original), damage, (bytes, edits) => {
      const copy = Buffer.from(bytes);
      for (const [at, byte] of edits) if (at < copy.length && copy[at] !== 10) copy[at] = byte;
      expect(detect(copy).text.split('\n').length).toBe(3);
    }),
  );
});

test.each([
  ['escapes of HZ', '~{'],
  ['half characters', '\x81'],
  ['openings of meta', '<meta '],
  ['escapes', '\x1b$)A'],
  ['lines', '\xb0\n'],
  ['NULs', '\0'],
  ['tails', '\x80'],
])('1 MB of %s takes no longer than text', (_, piece) => {
  const bytes = Buffer.alloc(1 << 20, piece, 'latin1');
  const start = performance.now();
  detect(bytes);
  expect(performance.now() - start).toBeLessThan(2500);
});

test('the generated table is current', () => {
  const file = new URL('../../src/tables/generated/character-frequency.ts', import.meta.url);
  // Not toBe on the text: a failure would print 60 KB.
  expect(readFileSync(file, 'utf8') === characterFrequency()).toBe(true);
});
