import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { madeDocuments } from './made-documents.ts';
import { driftOf } from './pinned.ts';
import type { Drift, Pinned } from './pinned.ts';
import { outcomeOf } from './score.ts';

const pinned = JSON.parse(readFileSync(new URL('pinned.json', import.meta.url), 'utf8')) as Pinned;
const cases = madeDocuments(new URL('documents', import.meta.url).pathname);

describe('documents of every kind', () => {
  let drift: Drift;
  beforeAll(() => {
    drift = driftOf(pinned, cases.map(outcomeOf));
  });

  test('nothing is worse than pinned: mend it, or `npm run quality -- --raise --lower`', () => {
    expect(drift.worse).toEqual([]);
  });

  test('what got better is pinned: `npm run quality -- --raise`', () => {
    expect(drift.better).toEqual([]);
  });
});
