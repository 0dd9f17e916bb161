import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexOfWord } from '../../src/read/html/find-word.ts';

test('a word is found where indexOf finds it, from any place', () => {
  const text = fc.string({ unit: fc.constantFrom('author', 'uthor', 'autho', 'a', '中'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(70), (html, from) => {
      expect(indexOfWord(html, { word: 'author', rare: 'uthor' }, from)).toBe(html.indexOf('author', from));
      expect(indexOfWord(html, { word: 'author', rare: 'author' }, from)).toBe(html.indexOf('author', from));
    }),
  );
});
