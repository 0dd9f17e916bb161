import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bin, command, root, temporaryFolder } from '../run/command.ts';

const ARTICLE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。\n新館共有三層，一層是兒童閱覽室。\n';
const FAULTS = { NODE_OPTIONS: `--import ${join(root, 'test/run/faults.js')}` };

/** `count` small files in folders, and a JSONL file too large for one worker. */
function corpus(count: number): string {
  const folder = temporaryFolder();
  for (let index = 0; index < count; index++) {
    const name = join(folder, `d${index % 7}`, `${index}.txt`);
    mkdirSync(join(name, '..'), { recursive: true });
    writeFileSync(name, `第${index}篇\n${ARTICLE.repeat(1 + (index % 40))}`);
  }
  const lines = Array.from(
    { length: 800 },
    (_, index) => `${JSON.stringify({ text: `第${index}行。${ARTICLE.repeat(2)}` })}\n`,
  );
  writeFileSync(join(folder, 'd3', 'large.jsonl'), lines.join(''));
  writeFileSync(join(folder, 'small.jsonl'), lines.slice(0, 20).join(''));
  return folder;
}

describe('workers', () => {
  test('the same bytes with any number of workers', () => {
    const folder = corpus(150);
    const one = command(['-q', '-j', '1', folder]);
    expect(one.code).toBe(0);
    expect(one.stdout.match(/\n/g)).toHaveLength(150 + 800 + 20);
    for (const jobs of [2, 8]) expect(command(['-q', '-j', String(jobs), folder]).stdout === one.stdout).toBe(true);
  });

  test('a document that throws, exits, runs out of memory or loops fails; the others are processed', () => {
    const folder = temporaryFolder();
    const marks = ['<<throw>>', '<<exit>>', '<<memory>>', '<<loop>>'];
    for (const [index, text] of [ARTICLE, ...marks.flatMap((mark) => [mark, ARTICLE])].entries()) {
      writeFileSync(join(folder, `${index}.txt`), text);
    }
    const args = ['-j', '2', '--timeout', '5', '--max-bytes', '1000000', folder];
    const { code, records, stderr } = command(args, { env: FAULTS });
    expect(code).toBe(70);
    expect(records.map((record) => record.source.path)).toEqual(['0.txt', '2.txt', '4.txt', '6.txt', '8.txt']);
    expect(stderr).toMatch(/1\.txt: the program failed on it.*a fault of the program/);
    expect(stderr).toMatch(/3\.txt: its worker died on it: worker exited with code: 7/);
    expect(stderr).toMatch(/5\.txt: its worker died on it: .*memory/);
    expect(stderr).toMatch(/7\.txt: took longer than 5 s/);
    expect(stderr).toMatch(/failed +4/);
  });

  test('lines whose records are larger than a worker may hold of a file are all written', () => {
    const folder = temporaryFolder();
    const texts = [...Array.from({ length: 600 }, (_, line) => `第${line}行。`), 'a'.repeat(2 ** 23), '最后一行。'];
    writeFileSync(join(folder, 'lines.jsonl'), texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
    const { code, records } = command(['-q', folder]);
    expect(code).toBe(0);
    expect(records.map(({ text }) => text.length)).toEqual(texts.map(({ length }) => length));
  });

  test('a line of a small or large JSONL file fails alone likewise', () => {
    const folder = temporaryFolder();
    const lines = ['一。', '<<exit>>', '二。', '<<throw>>', '三。'].map((text) => `${JSON.stringify({ text })}\n`);
    writeFileSync(join(folder, 'small.jsonl'), lines.join(''));
    writeFileSync(
      join(folder, 'to-many.jsonl'),
      lines.join('') + `${JSON.stringify({ text: ARTICLE.repeat(3) })}\n`.repeat(700),
    );
    const { code, records, stderr } = command(['-j', '2', folder], { env: FAULTS });
    expect(code).toBe(70);
    expect(records.length).toBe(3 + 3 + 700);
    expect(stderr.match(/line:2: its worker died on it/g)).toHaveLength(2);
    expect(stderr.match(/line:4: the program failed on it/g)).toHaveLength(2);
  });
});

describe('as a filter', () => {
  test('a line in, a line out, without waiting for more', async () => {
    const child = spawn(process.execPath, [bin, '-q', '--format', 'jsonl', '-']);
    const answers: string[] = [];
    child.stdout.on('data', (bytes: Buffer) => answers.push(...bytes.toString().split('\n').filter(Boolean)));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    for (let number = 1; number <= 3; number++) {
      child.stdin.write(`{"text":"第${number}行。"}\n`);
      const until = Date.now() + 20_000;
      while (answers.length < number && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(answers).toHaveLength(number);
    }
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  test('time in which the process is suspended does not count for a document', async () => {
    const args = [bin, '-q', '--timeout', '3', '--format', 'jsonl', '-'];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...FAULTS } });
    let lines = 0;
    child.stdout.on('data', (bytes: Buffer) => (lines += bytes.toString('latin1').split('\n').length - 1));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.write('{"text":"一。"}\n');
    while (lines < 1) await new Promise((resolve) => setTimeout(resolve, 10));
    child.stdin.end('{"text":"<<slow>>"}\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    child.kill('SIGCONT');
    expect([await ended, lines]).toEqual([0, 2]);
  });

  test('a line without a document: a record, none, or a failure', () => {
    const input = '{"text":"一。"}\nnot json\n{"n":1}\n{"text":"二。"}\n';
    const [record, skip, fail] = ['record', 'skip', 'fail'].map((what) =>
      command(['--format', 'jsonl', '--on-error', what, '-'], { input }),
    );
    expect([record?.code, record?.records.length]).toEqual([0, 4]);
    expect([skip?.code, skip?.records.length]).toEqual([0, 2]);
    expect([fail?.code, fail?.records.length]).toEqual([1, 2]);
    expect(fail?.stderr).toMatch(/line:2: is not a JSON object/);
  });
});

const LINES = 1000;

/** Position of a process in a file, in bytes. */
function placeIn(file: string, pid: number): number {
  const descriptors = `/proc/${pid}/fd`;
  const open = readdirSync(descriptors).find((name) => linkOf(join(descriptors, name)) === file);
  return Number(/pos:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${open ?? ''}`, 'latin1'))?.[1]);
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

describe('slow readers and changing files', () => {
  test('reading waits for the reader of the output; a file that grew meanwhile is a failure', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large.jsonl');
    const line = `${JSON.stringify({ text: ARTICLE.repeat(100) })}\n`;
    writeFileSync(file, line.repeat(LINES));
    const child = spawn(process.execPath, [bin, '-q', '-j', '1', file]);
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(placeIn(file, child.pid ?? 0)).toBeLessThan(0.6 * LINES * Buffer.byteLength(line));
    appendFileSync(file, line);
    let lines = 0;
    child.stdout.on('data', (bytes: Buffer) => (lines += bytes.toString('latin1').split('\n').length - 1));
    expect(await ended).toBe(1);
    expect(lines).toBeGreaterThanOrEqual(LINES);
    expect(stderr).toMatch(/large\.jsonl: changed while it was being read/);
  });

  test('a file removed since it was found is a failure', () => {
    const input = temporaryFolder();
    for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(input, name), ARTICLE);
    const folder = join(temporaryFolder(), 'out');
    const args = ['--part-bytes', '1', '--out-dir', folder, input];
    expect(command(['--shard', '1/3', ...args]).code).toBe(0);
    rmSync(join(input, 'b.txt'));
    const { code, stderr } = command(args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/b\.txt: no such file/)]);
    expect(command(['verify', folder]).stdout).toMatch(/3 in = 2 written \+ 0 dropped \+ 1 failed/);
  });
});
