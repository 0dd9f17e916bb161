import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersInLowerCase, lettersOf } from '../../src/text/letters.ts';

test('letters and numbers of any script are kept, in lower case on request', () => {
  const units = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2 }),
    fc.constantFrom(
      '春',
      '，',
      ' ',
      'A',
      'z',
      '9',
      '²',
      'İ',
      'Σ',
      'ß',
      'Ⅷ',
      '\u0301',
      '\ud800',
      '\udc00',
      '𝐀',
      '𠮷',
      '😀',
    ),
  );
  fc.assert(
    fc.property(fc.array(units, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
      expect(lettersOf(text)).toBe(letters);
      expect(lettersInLowerCase(text)).toBe(letters.toLowerCase());
    }),
    { numRuns: 500 },
  );
});
