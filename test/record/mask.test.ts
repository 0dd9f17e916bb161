import { expect, test } from 'vitest';
import { normalize } from '../../src/index.ts';
import { masksOf } from '../../src/mask/index.ts';
import { FIELDS } from '../../src/record/fields.ts';
import { maskedRecord } from '../../src/record/mask.ts';
import { sourceOf } from '../run/records.ts';

const ADDRESS = 'li@example.org';
/** What a field of each kind holds if an address stands in it. */
const HOLDING: Readonly<Record<string, unknown>> = {
  labelOrNull: ADDRESS,
  labels: [ADDRESS],
  credits: [{ role: '作者', names: [ADDRESS] }],
};

const texts = FIELDS.filter(([, { page, holds = '' }]) => page === true && holds in HOLDING);

test.each(texts)('%s is masked', (name, { holds = '' }) => {
  const record = { ...normalize(sourceOf('今天')), [name]: HOLDING[holds] };
  const context = { guess: true, language: 'zh', from: 'auto', vocab: 'keep' } as const;
  const masked: Readonly<Record<string, unknown>> = { ...maskedRecord(record, masksOf(['email']), context) };
  expect(JSON.stringify(masked[name])).toBe(JSON.stringify(HOLDING[holds]).replace(ADDRESS, '[email]'));
});

test('kinds of fields that are not masked hold no free text', () => {
  const others = FIELDS.filter(([, { page, holds = '' }]) => page === true && !(holds in HOLDING));
  expect(others.map(([name]) => name)).toEqual(['published', 'modified', 'url', 'kind']);
});
