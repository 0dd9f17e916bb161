import { expect, test } from 'vitest';
import { LOSSY, measureGuesses } from './guesses.ts';

test('guesses state how many of them are right', () => {
  const shares = measureGuesses(60, LOSSY.slice(0, 3));
  const all = shares.reduce((sum, { guesses }) => sum + guesses, 0);
  const mean = (of: 'stated' | 'right'): number =>
    shares.reduce((sum, share) => sum + share.guesses * share[of], 0) / all;
  expect(all).toBeGreaterThan(200);
  expect(Math.abs(mean('stated') - mean('right'))).toBeLessThan(0.05);
  for (const { guesses, stated, right } of shares.filter((share) => share.guesses >= 60))
    expect(right, `${String(guesses)} guesses, ${stated.toFixed(2)}`).toBeGreaterThan(stated - 0.12);
});
