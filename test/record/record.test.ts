import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../src/read/formats.ts';
import { FIELDS, NO_FIELDS } from '../../src/record/fields.ts';
import { recordRows, recordSchema, warningRows } from '../../src/record/json-schema.ts';
import { root } from '../run/command.ts';
import { recordOf } from '../run/records.ts';

test('record.schema.json is generated from the table of fields', () => {
  const written: unknown = JSON.parse(readFileSync(join(root, 'src/record.schema.json'), 'utf8'));
  expect(JSON.stringify(written)).toBe(JSON.stringify(recordSchema()));
});

/** Rows of a generated table of the README, without its header. */
function readmeRows(table: string): readonly (readonly string[])[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const written = readme.slice(readme.indexOf(`<!-- ${table} -->`), readme.indexOf(`<!-- /${table} -->`));
  const rows = written.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test.each([
  ['formats', Object.entries(FORMATS).map(([name, { summary }]) => [name, summary] as const)],
  ['record', recordRows()],
  ['warnings', warningRows()],
])("the README's table of %s is generated", (table, rows) => {
  expect(readmeRows(table)).toEqual(rows.map(([name, meaning]) => [`\`${name}\``, meaning]));
});

test('every key is present, in table order, null or [] if unknown', () => {
  const record = recordOf('今天上午，市图书馆新馆正式开放。');
  expect(Object.keys(record)).toEqual(FIELDS.flatMap(([name, { optional }]) => (optional ? [] : [name])));
  expect(record).toMatchObject({ schema: 2, ...NO_FIELDS, source: { fetched: null, continues: null } });
  expect(Object.values(NO_FIELDS).every((value) => JSON.stringify(value) === '[]' || value === null)).toBe(true);
  expect(Object.keys(recordOf('一', { trace: true })).at(-1)).toBe('trace');
});
