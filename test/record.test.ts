import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../src/read/formats.ts';
import { FIELDS, NO_FIELDS } from '../src/record/fields.ts';
import { recordRows, recordSchema } from '../src/record/json-schema.ts';
import { root } from './command.ts';
import { recordOf } from './records.ts';

test('record.schema.json is what the table of fields gives', () => {
  const written: unknown = JSON.parse(readFileSync(join(root, 'src/record.schema.json'), 'utf8'));
  expect(JSON.stringify(written)).toBe(JSON.stringify(recordSchema()));
});

test('the README lists the formats', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('<!-- formats -->'), readme.indexOf('<!-- /formats -->'));
  const rows = table.split('\n').filter((line) => line.startsWith('| `') && !line.includes('--format'));
  expect(rows.map((row) => row.split('|').map((cell) => cell.trim()))).toEqual(
    Object.entries(FORMATS).map(([name, { summary }]) => ['', `\`${name}\``, summary, '']),
  );
});

test('the README has a row for each key', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('<!-- record -->'), readme.indexOf('<!-- /record -->'));
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => row.split('|').map((cell) => cell.trim()))).toEqual(
    recordRows().map(([key, meaning]) => ['', `\`${key}\``, meaning, '']),
  );
});

test('every key is there, in the order of the table, null or [] where nothing is known', () => {
  const record = recordOf('今天上午，市图书馆新馆正式开放。');
  expect(Object.keys(record)).toEqual(FIELDS.flatMap(([name, { optional }]) => (optional ? [] : [name])));
  expect(record).toMatchObject({ schema: 2, ...NO_FIELDS, source: { fetched: null, continues: null } });
  expect(Object.values(NO_FIELDS).every((value) => JSON.stringify(value) === '[]' || value === null)).toBe(true);
  expect(Object.keys(recordOf('一', { trace: true })).at(-1)).toBe('trace');
});
