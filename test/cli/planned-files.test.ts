import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from '../../src/cli/input/documents-of.ts';
import { findFiles } from '../../src/cli/input/find-files.ts';
import type { Planned } from '../../src/cli/input/find-files.ts';
import { BEGINNING } from '../../src/cli/input/range.ts';
import type { Range } from '../../src/cli/input/range.ts';
import { newStats } from '../../src/cli/stats/stats.ts';
import { summary } from '../../src/cli/terminal/summary.ts';
import { workerCount } from '../../src/cli/workers/worker-count.ts';
import { command, temporaryFolder } from '../run/command.ts';

const WHOLE_CUT: Range = { kind: 'lines', packing: null, of: 9, from: BEGINNING, to: null };

test.each<[string, (now: Required<Planned>) => Planned, Range | null, RegExp | null]>([
  ['is as planned', (now) => now, null, null],
  ['has another size', ({ size, modified }) => ({ size: size + 1, modified }), null, /has 9 bytes, and had 10/],
  ['was copied', ({ size, modified }) => ({ size, modified: modified - 1 }), null, null],
  [
    'is cut and was written again',
    ({ size, modified }) => ({ size, modified: modified - 1 }),
    WHOLE_CUT,
    /written again/,
  ],
  ['is cut and was planned without a time', ({ size }) => ({ size }), WHOLE_CUT, null],
])('a file that %s is read, and named if it has changed', async (_, plannedOf, range, why) => {
  const path = join(temporaryFolder(), 'a.txt');
  writeFileSync(path, '天气好');
  const { size, mtimeMs } = statSync(path);
  const name = Buffer.from(path);
  const planned = plannedOf({ size, modified: mtimeMs });
  const file = { kind: 'file', path: name, name, size, live: false, planned, ...(range && { range }) } as const;
  const found: unknown[] = [];
  for await (const one of readSources(file, { maxBytes: 1000 }, Infinity))
    found.push('kind' in one ? one : 'documents');
  expect(found).toEqual([
    'documents',
    ...(why === null ? [] : [{ kind: 'failed', name, reason: 'changed', why: expect.stringMatching(why) as unknown }]),
  ]);
});

test('a mistyped input makes no plan and leaves the output as it was', () => {
  const folder = temporaryFolder();
  const output = join(folder, 'records.jsonl');
  writeFileSync(output, 'precious\n');
  const missing = join(folder, 'pagse');
  const run = command([missing, '-o', output]);
  expect([run.code, run.stderr]).toEqual([
    1,
    expect.stringContaining(`${output} is not written: nothing could be read`),
  ]);
  expect(readFileSync(output, 'utf8')).toBe('precious\n');
  const parts = join(folder, 'parts');
  const planned = command(['--out-dir', parts, missing]);
  expect([planned.code, planned.stderr]).toEqual([1, expect.stringMatching(/pagse: .*; there is nothing to plan/)]);
  expect(readdirSync(parts)).toEqual([]);
});

test('what stands beside the parts of a run is not read as documents', () => {
  const folder = temporaryFolder();
  const beside = ['part-00000.ledger.json', 'plan-0123456789ab-host-1.files', 'plan-0123456789ab-host-1.parts'];
  for (const name of [...beside, 'part-00000.jsonl', 'my-plan.files']) writeFileSync(join(folder, name), '{}');
  const found = [...findFiles([folder])].map((item) => [item.name.toString(), item.kind]);
  expect(found).toEqual([
    ['my-plan.files', 'file'],
    ['part-00000.jsonl', 'file'],
    ...beside.map((name) => [name, 'skipped']),
  ]);
});

test('-j is limited by the cores', () => {
  const limit = Math.max(16, 4 * availableParallelism());
  expect(
    [undefined, 1, limit, limit + 1, 9999].map((jobs) => workerCount({ quiet: true, ...(jobs && { jobs }) })),
  ).toEqual([availableParallelism(), 1, limit, limit, limit]);
});

test('the summary does not claim records that are not there', () => {
  expect(summary(newStats(), 1, { lost: 'not written' })).toBe('0 files, 0 records (not written), 0.0 kB in 1.0 s');
});
