import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles } from '../../src/cli/input/find-files.ts';
import type { RunOptions } from '../../src/cli/options/types.ts';
import { namedFields } from '../../src/cli/output/named-fields.ts';
import { madeOf } from '../../src/cli/stats/made.ts';
import { countRecord, newStats } from '../../src/cli/stats/stats.ts';
import { normalized, toJson } from '../../src/index.ts';
import { temporaryFolder } from '../run/command.ts';

const DOCUMENTS = [
  { content: '今天天气很好。', key: 'a1' },
  { content: '明天天气很好。', key: 'a2', meta: 1 },
];

/** What is said at the end of a run over these lines. */
function said(options: Partial<RunOptions>, lines: readonly unknown[] = DOCUMENTS): readonly string[] {
  const all: RunOptions = { maxBytes: 1e6, partBytes: 1e6, parts: 'jsonl', ...options };
  const stats = newStats();
  const fields = namedFields(all);
  for (const [index, line] of lines.entries()) {
    const place = { path: 'a.jsonl', pathBytes: null, member: `line:${index + 1}`, format: 'jsonl' };
    const bytes = Buffer.from(JSON.stringify(line));
    const made = normalized({ ...place, bytes, charset: null, url: null, fetched: null }, all);
    countRecord(stats, madeOf(made), 'summary', new Map());
    fields.see(Buffer.from(`${toJson(made.record)}\n`));
  }
  return fields.missing(stats);
}

test('a field that no document has is a failure, with near names; one that some have is none', () => {
  expect(said({ textField: 'contnt' })).toEqual([
    "--text-field contnt: no document has such a field; did you mean 'content'?",
  ]);
  expect(said({ textField: 'body' })).toEqual([
    '--text-field body: no document has such a field; the first one has content, key',
  ]);
  expect(said({ idField: 'ky' })).toEqual(["--id-field ky: no document has such a field; did you mean 'key'?"]);
  expect(
    [said({}), said({ idField: 'key' }), said({ idField: 'meta' }), said({ textField: 'content' })].flat(),
  ).toEqual([]);
  expect(said({ textField: 'contnt' }, [])).toEqual([]);
});

test('a table in which some rows have no text has the field', () => {
  const stats = newStats();
  const place = {
    path: 'a.parquet',
    pathBytes: null,
    format: 'parquet' as const,
    charset: null,
    url: null,
    fetched: null,
  };
  const all: RunOptions = { maxBytes: 1e6, partBytes: 1e6, parts: 'jsonl', textField: '正' };
  for (const [index, text] of ['今天天氣很好', null].entries()) {
    const source = { ...place, member: `row:${index + 1}`, bytes: Buffer.from(text ?? ''), hasText: text !== null };
    countRecord(stats, madeOf(normalized({ ...source, fields: {} }, all)), 'summary', new Map());
  }
  expect(namedFields(all).missing(stats)).toEqual([]);
});

test('links in folders are followed, in a circle not twice; or left out', () => {
  const folder = temporaryFolder();
  const outside = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  for (const path of [join(folder, 'a', '1.txt'), join(outside, '2.txt')]) writeFileSync(path, '好');
  symlinkSync(outside, join(folder, 'a', 'out'));
  symlinkSync(join(folder, 'a'), join(outside, 'back'));
  symlinkSync(join(outside, '2.txt'), join(folder, 'link.txt'));
  const names = (follow: boolean): readonly string[] =>
    [...findFiles([folder], { follow })].map(({ kind, name }) => `${kind} ${Buffer.from(name).toString()}`);
  expect(names(true)).toEqual(['file a/1.txt', 'file a/out/2.txt', 'skipped a/out/back', 'file link.txt']);
  expect(names(false)).toEqual(['file a/1.txt']);
});
