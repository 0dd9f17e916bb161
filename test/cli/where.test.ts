import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CorpusRecord } from '../../src/index.ts';
import { command, temporaryFolder } from '../run/command.ts';

const LONG = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。';
const CONDITION = 'signals.code_points > 10';

/** Three short documents and two long ones. */
function pages(): string {
  const folder = join(temporaryFolder(), 'pages');
  mkdirSync(folder);
  for (const [index, text] of ['短文。', LONG, '也短。', LONG, '还是短。'].entries())
    writeFileSync(join(folder, `${index}.txt`), text);
  return folder;
}

function recordsIn(path: string): readonly CorpusRecord[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as CorpusRecord);
}

test('--where divides the records, --rejected takes the rest with the reason; the same bytes with workers', () => {
  const input = pages();
  const rejected = join(input, 'rejected.jsonl');
  const run = command(['--where', CONDITION, '--rejected', rejected, '--stats', join(input, 's.json'), input]);
  expect([run.code, run.records.map(({ source }) => source.path)]).toEqual([0, ['1.txt', '3.txt']]);
  expect(run.records[0]?.signals).toEqual({ code_points: LONG.length });
  expect(run.stderr).toMatch(/rejected +3: signals.code_points > 10 3/);
  const others = recordsIn(rejected);
  expect(others.map(({ source, rejected }) => [source.path, rejected])).toEqual(
    ['0.txt', '2.txt', '4.txt'].map((path) => [path, [{ where: CONDITION, why: null }]]),
  );
  const stats: unknown = JSON.parse(readFileSync(join(input, 's.json'), 'utf8'));
  expect(stats).toMatchObject({
    documents: { in: 5, written: 2, dropped: 3, failed: 0 },
    dropped: { [`rejected: ${CONDITION}`]: 3 },
  });
  rmSync(join(input, 's.json'));
  const first = readFileSync(rejected, 'utf8');
  // The file of the run before is not read.
  const again = command(['-j', '2', '--where', CONDITION, '--rejected', rejected, input]);
  expect([again.stdout, readFileSync(rejected, 'utf8')]).toEqual([run.stdout, first]);
});

test('parts have parts of rejected records, which ledgers count and verify reads', () => {
  const folder = temporaryFolder();
  const [parts, rejected] = [join(folder, 'parts'), join(folder, 'rejected')];
  const args = ['--where', CONDITION, '--rejected', rejected, '--out-dir', parts, '--part-bytes', '120', pages()];
  expect(command(args).code).toBe(0);
  const names = readdirSync(rejected);
  expect(names.length).toBeGreaterThan(1);
  expect(names.flatMap((name) => recordsIn(join(rejected, name))).length).toBe(3);
  expect(command(['verify', parts]).stdout).toMatch(/5 in = 2 written \+ 3 dropped \+ 0 failed\n$/);
  rmSync(join(rejected, 'part-00000.jsonl'));
  expect(command(['verify', parts]).stdout).toMatch(/^part-00000: lacks the file of its rejected records/);
  expect(command(args).stderr).toMatch(/^normalize: 1 of 2 parts was there already\n4 files, /);
  expect(command(['verify', parts]).code).toBe(0);
});

test('a wrong condition is a usage error before anything is read; one without an answer fails its document', () => {
  const input = pages();
  const rejected = join(input, 'rejected.jsonl');
  for (const [args, message] of [
    [['--where', 'signals.nope > 1', '--rejected', rejected], /No such key: nope/],
    [['--preset', 'gophr'], /gophr: cannot be read.*Did you mean gopher\?/],
    [['--rejected', rejected], /--rejected needs --where or --preset/],
    [['--where', 'true', '-o', rejected, '--rejected', rejected], /is where the other records go/],
  ] as const) {
    const { code, stdout, stderr } = command([...args, input]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
  }
  expect(readdirSync(input).length).toBe(5);
  const own = join(temporaryFolder(), 'own.cel');
  writeFileSync(own, '// Texts of three characters have no answer.\nsignals.code_points != 3 || 1 / 0 == 1\n');
  const failed = command(['--preset', own, input]);
  expect([failed.code, failed.records.map(({ source }) => source.path)]).toEqual([1, ['1.txt', '3.txt', '4.txt']]);
  expect(failed.stderr).toMatch(/0\.txt: a condition has no answer: '.*': division by zero\n.*2\.txt: /);
  expect(failed.stderr).toMatch(/failed +2: condition 2/);
});
