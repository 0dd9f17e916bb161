import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../../src/cli/input/file-name.ts';
import type { FoundFile, Problem } from '../../../src/cli/input/find-files.ts';
import type { Files } from '../../../src/cli/input/input-files.ts';
import type { RunOptions } from '../../../src/cli/options/types.ts';
import { cutFiles } from '../../../src/cli/parts/cut.ts';
import { localDir } from '../../../src/cli/parts/local-dir.ts';
import { filesOf, writeList } from '../../../src/cli/parts/list.ts';
import { countIn, newStats, addStats } from '../../../src/cli/stats/stats.ts';
import { inThread } from '../../../src/cli/workers/executor.ts';
import { batchResults } from '../../../src/cli/workers/results.ts';
import { warcRecord } from '../../made/archives.ts';
import { temporaryFolder } from '../../run/command.ts';

const OPTIONS: RunOptions = { maxBytes: 2 ** 16, partBytes: 1, parts: 'jsonl' };
const zstd = await Zstd.load();

function found(name: string, content: Uint8Array): FoundFile {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return { kind: 'file', path: Buffer.from(path), name: Buffer.from(name), size: content.length, live: false };
}

/** The records of files, the problems of documents, and the number of files. */
async function outcomeOf(files: Files): Promise<{ lines: string; problems: readonly string[]; files: number }> {
  const stats = newStats();
  const problems: string[] = [];
  let lines = '';
  for await (const result of batchResults(files, inThread(OPTIONS), OPTIONS)) {
    lines += Buffer.from(result.lines).toString();
    addStats(stats, result.stats);
    problems.push(...result.problems.map(({ name, why }) => `${nameOf(name)}: ${why}`));
  }
  return { lines, problems, files: countIn(stats, 'files') };
}

/** The ranges of a file as a plan holds them. */
async function planned(file: FoundFile, every: number, over = 0): Promise<readonly (FoundFile | Problem)[]> {
  const dir = localDir(temporaryFolder());
  const names = { list: 'a.files', index: 'a.parts' };
  const totals = await writeList(dir, names, cutFiles([file], OPTIONS, { over, every }), { partBytes: 1 });
  const to = (await dir.stat(names.list))?.bytes ?? 0;
  const files: (FoundFile | Problem)[] = [];
  for await (const found of filesOf(dir, names.list, { from: 0, to })) files.push(found);
  expect([totals.files, totals.cuts ?? 0, totals.bytes]).toEqual([files.length, files.length - 1, file.size]);
  return files;
}

/** Bytes compressed piece by piece, each of them a member. */
function packed(bytes: Buffer, ends: readonly number[], pack: (piece: Buffer) => Uint8Array): Buffer {
  const all = [...new Set([...ends.map((end) => end % bytes.length), bytes.length])].sort((a, b) => a - b);
  return Buffer.concat(all.map((end, index) => pack(bytes.subarray(all[index - 1] ?? 0, end))));
}

const PACKINGS: Readonly<Record<string, (bytes: Buffer, ends: readonly number[]) => Buffer>> = {
  '': (bytes) => bytes,
  '.gz': (bytes, ends) => packed(bytes, ends, (piece) => gzipSync(piece)),
  '.zst': (bytes, ends) => packed(bytes, ends, (piece) => zstd.compress(piece)),
};

const jsonl = fc
  .array(fc.oneof(fc.stringMatching(/^[天地人和]{0,30}$/), fc.constant(null)), { minLength: 1, maxLength: 12 })
  .map((texts) => texts.map((text) => (text === null ? ' \n' : `${JSON.stringify({ text })}\n`)).join(''));
const warc = fc
  .array(fc.stringMatching(/^[天地人和]{1,30}$/), { minLength: 1, maxLength: 6 })
  .map((texts) =>
    texts.map((text, index) => warcRecord('resource', `http://a/${'b'.repeat(index)}`, 'text/plain', text)),
  );
const content = fc.oneof(
  jsonl.map((text) => ({ name: 'a.jsonl', bytes: Buffer.from(text) })),
  jsonl.map((text) => ({ name: 'a.jsonl', bytes: Buffer.from(`${text}{"text":"no line break"}`) })),
  warc.map((records) => ({ name: 'a.warc', bytes: Buffer.concat(records) })),
);

describe('a file in ranges', () => {
  test('the records, problems and figures of one run, at any cut', async () => {
    const cutting = fc.record({
      end: fc.constantFrom(...Object.keys(PACKINGS)),
      ends: fc.array(fc.nat(900), { maxLength: 8 }),
      every: fc.integer({ min: 1, max: 300 }),
      damage: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(content, cutting, async ({ name, bytes }, { end, ends, every, damage }) => {
        const whole = PACKINGS[end]?.(bytes, ends) ?? bytes;
        if (damage) whole.writeUInt8((whole[whole.length >> 1] ?? 0) ^ 0x40, whole.length >> 1);
        const file = found(name + end, whole);
        expect(await outcomeOf(await planned(file, every))).toEqual(await outcomeOf([file]));
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    ['lines', 'a.jsonl', '', 20],
    ['lines of members', 'a.jsonl', '.gz', 20],
    ['lines of frames', 'a.jsonl', '.zst', 20],
    ['records', 'a.warc', '', 20],
    ['records of members', 'a.warc', '.gz', 20],
  ])('%s: one range each where a range of every size is wanted', async (_, name, end, count) => {
    const units = Array.from({ length: count }, (__, index) =>
      name === 'a.warc'
        ? warcRecord('resource', `http://a/${10 + index}`, 'text/plain', '天下')
        : Buffer.from(`{"text":"第${String(index).padStart(2, '0')}行"}\n`),
    );
    const ends = units.map((unit, index) => unit.length * (index + 1));
    const file = found(name + end, PACKINGS[end]?.(Buffer.concat(units), ends) ?? Buffer.alloc(0));
    expect(await planned(file, 1)).toHaveLength(count);
    expect(await planned(file, Math.ceil(file.size / 4))).toHaveLength(4);
  });

  test.each([
    ['one gzip member', 'a.jsonl.gz', gzipSync('{"text":"天"}\n'.repeat(50))],
    ['one document', 'a.html', Buffer.from('<p>天下\n'.repeat(50))],
    ['UTF-16', 'a.jsonl', Buffer.from(`\uFEFF${'{"text":"天"}\n'.repeat(50)}`, 'utf16le')],
    ['a table', 'a.csv', Buffer.from(`text,a\n${'天,1\n'.repeat(50)}`)],
  ])('%s is not cut', async (_, name, bytes) => {
    expect(await planned(found(name, bytes), 10)).toHaveLength(1);
  });

  test('a file no larger than asked for is not cut, and one that changed since is a failure', async () => {
    const file = found('a.jsonl', Buffer.from('{"text":"天"}\n{"text":"地"}\n'));
    expect(await planned(file, 1, file.size)).toEqual([{ ...file, planned: { size: file.size } }]);
    const ranges = await planned(file, 1);
    writeFileSync(file.path ?? '', '{"text":"天"}\n');
    const { lines, problems } = await outcomeOf(ranges);
    expect([lines, problems]).toEqual([
      '',
      Array.from({ length: 2 }, () => expect.stringMatching(/has 15 bytes, and had 30/) as unknown),
    ]);
  });
});
