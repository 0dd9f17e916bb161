import { describe, expect, test } from 'vitest';

import { detect, encode } from './made/detect-samples.ts';
import { FOREIGN, documentsOf } from './made/foreign-documents.ts';
import { recordOf } from './run/records.ts';

const MAX_DOCUMENTS = 40;
const CHINESE = /^(?:gb|big5|hz|euc-tw|iso-2022-cn)/;

test('there are at least a hundred documents', () => {
  const all = Object.values(FOREIGN).flatMap((one) => documentsOf(one, MAX_DOCUMENTS));
  expect(new Set(all).size).toBeGreaterThan(100);
});

describe.each(Object.entries(FOREIGN))('%s', (_, one) => {
  const documents = documentsOf(one, MAX_DOCUMENTS);

  test('no stage changes a document, and its language is right', () => {
    for (const text of documents) {
      const record = recordOf(text);
      expect(record.text).toBe(text);
      expect(record.language, text).toBe(one.language);
    }
  });

  test('is read in every encoding that can represent it, and never as Chinese', () => {
    for (const codec of ['utf8', 'utf-16le', 'utf-16be', ...one.codecs]) {
      for (const text of documents) {
        const { text: decoded, encoding, warnings } = detect(encode(text, codec));
        expect(decoded, codec).toBe(text);
        expect(warnings).not.toContain('mixed-encoding');
        if (codec !== 'gb18030') expect(encoding.name).not.toMatch(CHINESE);
      }
    }
  });
});
