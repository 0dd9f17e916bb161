import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { CorpusRecord } from '../../../src/index.ts';
import { answerForAll } from '../../../src/cli/commands/normalize-parts.ts';
import { openFolder } from '../../../src/cli/parts/part-folder.ts';
import { shardOf } from '../../../src/cli/parts/shard.ts';
import { bin, command, root, temporaryFolder } from '../../run/command.ts';

const ARTICLE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。\n新館共有三層，一層是兒童閱覽室。\n';

/** About twenty files of many kinds, one of them not text and one damaged. */
function corpus(): string {
  const folder = join(temporaryFolder(), 'pages');
  mkdirSync(join(folder, 'a'), { recursive: true });
  for (let index = 0; index < 24; index++) {
    writeFileSync(join(folder, index % 2 === 0 ? 'a' : '.', `${index}\n.txt`), `第${index}篇\n${ARTICLE.repeat(60)}`);
  }
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xd0, 0xc2, 0xce, 0xc5])]), ARTICLE);
  writeFileSync(join(folder, 'z.jsonl'), `${JSON.stringify({ text: ARTICLE })}\n`.repeat(100));
  writeFileSync(join(folder, 'cut.gz'), Buffer.from('1f8b0800000000000003', 'hex'));
  writeFileSync(join(folder, 'picture'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  return folder;
}

const PARTS = ['--part-bytes', '30000'];

/** Names and contents of all parts. */
function partsOf(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^part-\d{5}\./.test(name));
  return names.map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`).join('\n');
}

describe('--out-dir', () => {
  test('parts, consistent ledgers, the same bytes for any shards and jobs, verified; a finished folder is not touched', () => {
    const input = corpus();
    const all = join(temporaryFolder(), 'all');
    expect(command([...PARTS, '-j', '1', '--out-dir', all, input]).code).toBe(1);
    const plain = command(['-j', '2', input]);
    const parts = readdirSync(all).filter((name) => name.endsWith('.jsonl'));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map((name) => readFileSync(join(all, name), 'utf8')).join('')).toBe(plain.stdout);
    const verified = command(['verify', all]);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringMatching(/127 in = 125 written \+ 1 dropped \+ 1 failed\n$/),
    ]);
    const sharded = join(temporaryFolder(), 'sharded');
    for (const shard of ['2/3', '1/3', '2/2', '1/2'])
      command([...PARTS, '-q', '-j', '3', '--shard', shard, '--out-dir', sharded, input]);
    expect(partsOf(sharded) === partsOf(all)).toBe(true);
    const again = command([...PARTS, '--out-dir', all, input]);
    expect([again.code, again.stderr]).toEqual([
      1,
      `normalize: ${parts.length} of ${parts.length} parts were there already\nnormalize: 1 failed input in 1 part made earlier; --retry failed makes that part again:\n  cut.gz (part-00006): ends inside gzip member 1\n`,
    ]);
  });

  test('after jobs have made the parts, their documents are told, and what failed', async () => {
    const folder = join(temporaryFolder(), 'out');
    command([...PARTS, '-q', '-j', '1', '--out-dir', folder, corpus()]);
    const told: unknown[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(text) > 0);
    const code = await answerForAll(await openFolder(folder), {
      maxBytes: 1e6,
      partBytes: 30_000,
      parts: 'jsonl',
    }).finally(() => {
      write.mockRestore();
    });
    expect([code, ...told]).toEqual([
      1,
      'normalize: 7 parts are done: 127 in = 125 written + 1 dropped + 1 failed\n',
      'normalize: 1 failed input in 1 part; --retry failed makes that part again:\n',
      '  cut.gz (part-00006): ends inside gzip member 1\n',
    ]);
  });

  test('--retry failed makes parts again in which inputs failed; status and merge name these', () => {
    const input = corpus();
    const folder = join(temporaryFolder(), 'out');
    const args = [...PARTS, '-j', '1', '--out-dir', folder, input];
    command(['-q', ...args]);
    expect(command(['status', folder]).stdout).toMatch(/^ {2}cut\.gz \(part-00006\): ends inside gzip member 1$/m);
    const merged = command(['merge', folder, '-o', join(folder, '..', 'all.jsonl')]);
    expect([merged.code, merged.stderr]).toEqual([0, expect.stringMatching(/1 failed input in 1 part.*\n {2}cut\.gz/)]);
    writeFileSync(join(input, 'cut.gz'), gzipSync(ARTICLE));
    writeFileSync(join(input, '1\n.txt'), `${ARTICLE}另一篇。\n`);
    const { code, stderr } = command([...args, '--retry', 'failed']);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /^normalize: 1 part with failed inputs is made again\n(?:.*\n)*normalize: 6 of 7 parts were there/,
      ),
    ]);
    const whole = command(['-q', input]).records;
    const { records } = command(['merge', folder, '-o', '/dev/stdout']);
    // What was mended is there; what changed in a finished part is not.
    expect(records.map(({ source }) => source.path)).toEqual(whole.map(({ source }) => source.path));
    expect(records.filter((record, index) => record.id !== whole[index]?.id).length).toBe(1);
    expect(command(['--shard', 'claim', '--retry', 'failed', ...args]).stderr).toMatch(/`normalize plan` with --retry/);
  });

  test('a different plan is refused, with the difference', () => {
    const input = corpus();
    const folder = join(temporaryFolder(), 'out');
    command(['-q', ...PARTS, '--out-dir', folder, input]);
    const { code, stderr } = command([...PARTS, '--script', 'keep', '--out-dir', folder, input]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/another plan: option script was "hans" and is "keep"/)]);
    expect(command([...PARTS, '--out-dir', folder, join(input, 'a')]).stderr).toMatch(/its inputs were/);
  });

  test('verify reports missing, truncated and altered parts; the same command rebuilds them', () => {
    const input = corpus();
    const folder = join(temporaryFolder(), 'out');
    const args = ['-q', ...PARTS, '--parts', 'jsonl.zst', '--out-dir', folder, input];
    command(args);
    const whole = partsOf(folder);
    rmSync(join(folder, 'part-00000.jsonl.zst'));
    truncateSync(join(folder, 'part-00001.jsonl.zst'), 50);
    appendFileSync(join(folder, 'part-00002.ledger.json'), 'x');
    const { code, stdout } = command(['verify', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/part-00000: is missing/);
    expect(stdout).toMatch(/part-00001: has 50 bytes where/);
    expect(stdout).toMatch(/part-00002: has a ledger that is no JSON/);
    expect(command(['verify', '--shard', '2/2', folder]).stdout).toMatch(
      /^part-00001: has 50 bytes[^\n]*\n\d+ of \d+ parts/,
    );
    command(args);
    expect(partsOf(folder) === whole).toBe(true);
    const part = join(folder, 'part-00003.jsonl.zst');
    const bytes = readFileSync(part);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(part, bytes);
    expect(command(['verify', folder]).stdout).toMatch(/part-00003: has another SHA-256/);
    const quick = command(['verify', '--quick', folder]);
    expect([quick.code, quick.stdout]).toEqual([0, expect.stringMatching(/by their sizes/)]);
    truncateSync(part, 99);
    expect(command(['verify', '--quick', folder]).stdout).toMatch(/part-00003: has 99 bytes/);
  });

  test('killed at any moment and resumed: the same bytes', async () => {
    const input = corpus();
    const undisturbed = join(temporaryFolder(), 'undisturbed');
    const args = ['-q', ...PARTS, '-j', '2', '--out-dir'];
    command([...args, undisturbed, input]);
    const folder = join(temporaryFolder(), 'killed');
    for (const delay of [250, 500, 750]) {
      const child = spawn(process.execPath, [bin, ...args, folder, input]);
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await ended;
    }
    command([...args, folder, input]);
    expect(partsOf(folder) === partsOf(undisturbed)).toBe(true);
    expect(command(['verify', folder]).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('.part-'))).toEqual([]);
  });

  test('an interrupt finishes the current part, says how to resume, and exits with 130', async () => {
    const input = corpus();
    const folder = join(temporaryFolder(), 'out');
    const child = spawn(process.execPath, [bin, ...PARTS, '-j', '1', '--out-dir', folder, input]);
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (!existsSync(join(folder, 'part-00000.ledger.json'))) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(stderr).toMatch(/\d of \d+ parts are done; the same command does the rest/);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(command(['-q', ...PARTS, '--out-dir', folder, input]).code).toBe(1);
    expect(command(['verify', folder]).code).toBe(0);
  });

  test('a document that kills its worker is a failure in the ledger', () => {
    const input = temporaryFolder();
    for (const [index, text] of [ARTICLE, '<<exit>>', ARTICLE].entries())
      writeFileSync(join(input, `${index}.txt`), text);
    const folder = join(temporaryFolder(), 'out');
    const env = { NODE_OPTIONS: `--import ${join(root, 'test/run/faults.js')}` };
    expect(command(['-q', '--out-dir', folder, input], { env }).code).toBe(70);
    const ledger: unknown = JSON.parse(readFileSync(join(folder, 'part-00000.ledger.json'), 'utf8'));
    expect(ledger).toMatchObject({ in: 3, written: 2, failed: 1, failures: [{ name: '1.txt', reason: 'crash' }] });
  });

  test('output inside the input is not read, standard input is refused', () => {
    const input = corpus();
    const args = ['-q', ...PARTS, '--out-dir', join(input, 'out'), input];
    command(args);
    expect(command(['verify', join(input, 'out')]).stdout).toMatch(/128 in = 125 written \+ 2 dropped \+ 1 failed/);
    expect(command(['--out-dir', temporaryFolder(), '-']).code).toBe(2);
  });
});

describe('shards', () => {
  test.each([
    ['1/4', {}, { index: 0, count: 4 }],
    ['4/4', {}, { index: 3, count: 4 }],
    ['auto', slurm(7, [5, 6, 7]), { index: 1, count: 3 }],
    ['auto', slurm(2, [1, 2, 3]), { index: 2, count: 3 }],
    ['auto', slurm(8, [0, 4, 8], 4), { index: 2, count: 3 }],
    ['auto/30', slurm(7, [1, 3, 7]), { index: 7, count: 30 }],
    [
      'auto',
      { SGE_TASK_ID: '3', SGE_TASK_FIRST: '1', SGE_TASK_LAST: '5', SGE_TASK_STEPSIZE: '2' },
      { index: 1, count: 3 },
    ],
    ['auto', { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '9' }, { index: 0, count: 9 }],
    ['auto/9', { LSB_JOBINDEX: '9' }, { index: 0, count: 9 }],
  ])('%s of %j', (text, environment, shard) => {
    expect(shardOf(text, environment)).toEqual(shard);
  });

  test.each([['0/4'], ['5/4'], ['1'], ['auto'], ['auto/0'], ['auto/x']])('%s is refused', (text) => {
    expect(() => shardOf(text, {})).toThrow(/--shard/);
  });

  test('the tasks of an array do every part once, and a task submitted again does what it did before', () => {
    const array = fc.record({
      first: fc.nat(100),
      step: fc.integer({ min: 1, max: 5 }),
      count: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(array, ({ first, step, count }) => {
        const tasks = Array.from({ length: count }, (_, index) => first + index * step);
        const shards = tasks.map((task) => shardOf('auto', slurm(task, tasks, step)));
        expect(new Set(shards.map(({ index }) => index)).size).toBe(count);
        if (step === 1) expect(tasks.map((task) => shardOf(`auto/${count}`, slurm(task, [task])))).toEqual(shards);
      }),
      { numRuns: 50 },
    );
  });

  test('an array with tasks missing is refused, unless the total is stated', () => {
    expect(() => shardOf('auto', slurm(3, [1, 3, 7]))).toThrow(/3 tasks, but 7 numbers from 1 to 7.*auto\/N/);
    expect(() => shardOf('auto/8', slurm(4, [0, 4, 8], 4))).toThrow(/steps of 4/);
    expect(() => shardOf('auto', { LSB_JOBINDEX: '3' })).toThrow(/how many tasks/);
  });
});

/** The variables that Slurm sets in a task of an array. */
function slurm(task: number, tasks: readonly number[], step = 1): NodeJS.ProcessEnv {
  return {
    SLURM_ARRAY_TASK_ID: String(task),
    SLURM_ARRAY_TASK_MIN: String(Math.min(...tasks)),
    SLURM_ARRAY_TASK_MAX: String(Math.max(...tasks)),
    SLURM_ARRAY_TASK_COUNT: String(tasks.length),
    SLURM_ARRAY_TASK_STEP: String(step),
  };
}

describe('-o by extension', () => {
  test('.gz and .zst hold the lines, .parquet the records (also for DuckDB), the same bytes at any -j', async () => {
    const input = corpus();
    const folder = temporaryFolder();
    const plain = command(['-q', input]).stdout;
    const made = (name: string, jobs: string): Buffer => {
      command(['-q', '-j', jobs, '-o', name, input], { cwd: folder });
      return readFileSync(join(folder, name));
    };
    expect(gunzipSync(made('a.jsonl.gz', '1')).toString() === plain).toBe(true);
    made('a.jsonl.zst', '2');
    const lines = command(['-q', '--format', 'jsonl', '--skip', 'repair,convert,strip,tidy', 'a.jsonl.zst'], {
      cwd: folder,
    });
    expect(lines.records.map((record) => record.text)).toEqual(
      plain
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { text: string }).text),
    );
    const parquet = made('a.parquet', '1');
    expect(made('b.parquet', '3').equals(parquet)).toBe(true);
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'a.parquet')) });
    const records = plain
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CorpusRecord);
    expect(rows.map((row): unknown => row['text'])).toEqual(records.map((record) => record.text));
    expect(rows.map((row): unknown => row['steps'])).toEqual(records.map((record) => record.steps));
    expect(Object.keys(rows[0] ?? {})).toContain('source_sha256');
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `select text, source_bytes::integer, steps->>'$[0].rule' from '${join(folder, 'a.parquet')}'`,
    );
    expect(reader.getRowsJson()).toEqual(
      records.map(({ text, source, steps }) => [text, source.bytes, steps[0]?.rule ?? null]),
    );
  });
});
