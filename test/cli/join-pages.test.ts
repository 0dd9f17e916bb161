import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { findFiles } from '../../src/cli/input/find-files.ts';
import type { Files } from '../../src/cli/input/input-files.ts';
import { pageGroup, withPagesTogether } from '../../src/cli/input/page-order.ts';
import type { RunOptions } from '../../src/cli/options/types.ts';
import { parquet } from '../../src/cli/output/parquet.ts';
import { filesOf } from '../../src/cli/parts/list.ts';
import { openPlan } from '../../src/cli/parts/plan.ts';
import { newWatch } from '../../src/cli/workers/batch.ts';
import type { Batch } from '../../src/cli/workers/batch.ts';
import { batchResults } from '../../src/cli/workers/results.ts';
import { runBatch } from '../../src/cli/workers/run-batch.ts';
import type { CorpusRecord } from '../../src/index.ts';
import { warcRecord, response } from '../made/archives.ts';
import { command, temporaryFolder } from '../run/command.ts';
import { mustBeValid } from '../run/records.ts';

const SENTENCE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证，新馆共有三层，一层是儿童阅览室。';

function htmlOf(name: string, number: number, last: number): string {
  const paragraphs = Array.from({ length: 4 }, (_, index) => `<p>${name}第${number}页第${index}段。${SENTENCE}</p>`);
  const next = number < last ? `<a href="${name}_${number + 1}.html">下一页</a>` : '';
  return `<html><body><h1>市图书馆新馆开放</h1><div>${paragraphs.join('')}</div><div>${next}</div></body></html>`;
}

/** Files whose pages are 11, of which none is missing; 3, of which the second is; and an article on one page. */
function madeFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'n'));
  const write = (name: string, number: number, last: number): void => {
    const path = join(folder, 'n', `${name}${number === 1 ? '' : `_${number}`}.html`);
    writeFileSync(path, htmlOf(name, number, last));
  };
  for (let number = 1; number <= 11; number++) write('88', number, 11);
  write('880', 1, 1);
  for (const number of [1, 3]) write('89', number, 3);
  const order = [3, 1, 4, 2].flatMap((number) => [`a ${number}`, `b ${number}`]).filter((page) => page !== 'b 2');
  const records = order.map((page) => {
    const [name = '', number = '1'] = page.split(' ');
    const url = `https://n.example/${name}${number === '1' ? '' : `_${number}`}.html`;
    const body = response('200 OK', ['Content-Type: text/html'], Buffer.from(htmlOf(name, Number(number), 4)));
    return warcRecord('response', url, 'application/http;msgtype=response', body);
  });
  writeFileSync(join(folder, 'w.warc'), Buffer.concat(records));
  return folder;
}

async function resultOf(
  inputs: Files,
  options: RunOptions,
): Promise<{ readonly kept: string; readonly others: string }> {
  const executor = {
    width: 1,
    run: (batch: Batch) => runBatch(batch, options, newWatch()),
    close: () => Promise.resolve(),
  };
  let [kept, others] = ['', ''];
  for await (const { lines, rejected } of batchResults(inputs, executor, options)) {
    kept += Buffer.from(lines).toString();
    others += Buffer.from(rejected).toString();
  }
  return { kept, others };
}

const OPTIONS: RunOptions = { maxBytes: 2 ** 26, partBytes: 5000, parts: 'jsonl', joinPages: true, trace: true };

function recordsIn(lines: string): readonly CorpusRecord[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CorpusRecord);
}

test('pages in a folder and in an archive become records, with the same bytes at any -j and in parts', async () => {
  const folder = madeFolder();
  const { kept } = await resultOf(findFiles([folder], { pages: true }), OPTIONS);
  const records = recordsIn(kept).map(mustBeValid);
  const shown = records.map(({ source, text, warnings }) => {
    const pages = new Set([...text.matchAll(/第(\d+)页第0段/g)].map(([, page]) => Number(page)));
    return [source.path, [...pages], source.pages?.length, warnings];
  });
  expect(shown).toEqual([
    ['n/88.html', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 10, []],
    ['n/880.html', [1], 0, []],
    ['n/89.html', [1], 0, ['page-missing']],
    ['n/89_3.html', [3], 0, []],
    ['w.warc', [1, 2, 3, 4], 3, []],
    ['w.warc', [3, 4], 1, []],
    ['w.warc', [1], 0, ['page-missing']],
  ]);
  const { stdout, stderr } = command(['-j', '4', '--join-pages', '--trace', folder]);
  expect(stdout === kept).toBe(true);
  expect(stderr).toContain('joined      pages that are in the record of another 14');
  const parts = await openPlan(join(temporaryFolder(), 'parts'), [folder], OPTIONS);
  const made = Array.from({ length: parts.plan.parts }, async (_, part) =>
    resultOf(filesOf(parts.dir, parts.plan.list, await parts.at(part)), OPTIONS),
  );
  expect(made).toHaveLength(2);
  const joined = (await Promise.all(made)).map((part) => part.kept).join('');
  expect(recordsIn(joined).map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect(joined === kept).toBe(true);
  const packing = parquet(['pages']);
  const pieces = [await packing.push(Buffer.from(kept)), await packing.end()];
  const file = new Uint8Array(Buffer.concat(pieces)).buffer;
  const rows = await parquetReadObjects({ file, columns: ['source_pages'] });
  expect(rows.map((row) => (row['source_pages'] as unknown[]).length)).toEqual([10, 0, 0, 0, 3, 1, 0]);
});

test('conditions are asked of the joined record', async () => {
  const options = { ...OPTIONS, where: ['size(text) > 500'], rejected: '/r.jsonl' };
  const { kept, others } = await resultOf(findFiles([madeFolder()], { pages: true }), options);
  const lengths = recordsIn(kept).map(({ source: { pages = [] } }) => pages.length);
  expect([lengths, recordsIn(others).length]).toEqual([[10, 3], 5]);
});

test('files are not cut', async () => {
  const made = openPlan(join(temporaryFolder(), 'parts'), [madeFolder()], { ...OPTIONS, cut: 1000 });
  await expect(made).rejects.toThrow('--cut cannot be used with --join-pages');
});

test('pages are put behind the first of them, by number', () => {
  expect(withPagesTogether(['88.html', '880.html', '88_10.html', '88_2.html', 'a/', 'b_2.txt', 'a/1.txt'])).toEqual([
    '88.html',
    '88_2.html',
    '88_10.html',
    '880.html',
    'a/',
    'b_2.txt',
    'a/1.txt',
  ]);
});

test('pages of a text whose name ends in a short number are kept together', () => {
  for (const [one, other] of [
    ['a_5.html', 'a_5_2.html'],
    ['n/content_123.htm', 'n/content_123_2.htm'],
    ['a-2020-5.html', 'a-2020-5-2.html'],
    ['thread-100-1-1.html', 'thread-100-2-1.html'],
  ] as const)
    expect(pageGroup(one)).toBe(pageGroup(other));
  const paths = ['a_12.html', 'a_5.html', 'a_5_10.html', 'a_5_2.html', 'a_6.html'];
  expect(withPagesTogether(paths)).toEqual(['a_5.html', 'a_5_2.html', 'a_5_10.html', 'a_6.html', 'a_12.html']);
});
