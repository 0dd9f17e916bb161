import { expect, test } from 'vitest';
import { inverse } from '../src/edits.ts';

test('the inverse of an edit stands where the new text stands', () => {
  const edits = [
    { at: 0, old: 'a', new: 'xyz' },
    { at: 2, old: 'c', new: '' },
  ];
  expect(inverse(edits)).toEqual([
    { at: 0, old: 'xyz', new: 'a' },
    { at: 4, old: '', new: 'c' },
  ]);
});
