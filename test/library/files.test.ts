import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type * as Library from '../../src/library/index.ts';
import { command, root, temporaryFolder } from '../run/command.ts';

// The built package: its workers load files next to it.
const { normalizeFiles, toJsonLine } = (await import(join(root, 'dist/index.js'))) as typeof Library;

type Item = Library.CorpusRecord | Library.FileProblem;

async function all(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function folder(): string {
  const home = temporaryFolder();
  writeFileSync(join(home, 'a.txt'), '今天天氣很好，我們去公園散步。\n');
  writeFileSync(join(home, 'b.jsonl'), '{"text":"第一篇","id":12345678901234567890}\n[]\n{"text":"第二篇"}\n');
  writeFileSync(join(home, 'c.txt.gz'), gzipSync('压缩的文本也要读出来。\n'));
  writeFileSync(join(home, 'd.gz'), gzipSync('损坏的文本。'.repeat(100)).subarray(0, 40));
  return home;
}

test.each([undefined, 2])('the records are those of the command, failures are values (jobs: %s)', async (jobs) => {
  const home = folder();
  const items = await all(normalizeFiles([home, join(home, 'none')], jobs === undefined ? {} : { jobs }));
  const records = items.filter((item) => !('problem' in item)) as Library.CorpusRecord[];
  expect(records.map(toJsonLine).join('')).toBe(command(['-q', home]).stdout);
  expect(items.filter((item) => 'problem' in item)).toEqual([
    expect.objectContaining({ problem: 'failed', path: 'd.gz', reason: 'damaged' }),
    { problem: 'failed', path: join(home, 'none'), reason: 'unreadable', message: 'no such file or folder' },
  ]);
});

test('options reach the documents', async () => {
  const home = folder();
  const items = await all(
    normalizeFiles([join(home, 'b.jsonl')], { onError: 'fail', skip: ['convert'], maxBytes: 20 }),
  );
  expect(items.map((item) => ('problem' in item ? item.reason : item.text))).toEqual([
    'too-large',
    'invalid-line',
    '第二篇',
  ]);
});

test('a loop that is left early ends the workers', async () => {
  const home = folder();
  for await (const item of normalizeFiles([home, home, home], { jobs: 2 })) {
    expect(item).toHaveProperty('path' in item ? 'problem' : 'text');
    break;
  }
});
