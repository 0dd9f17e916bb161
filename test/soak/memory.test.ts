import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bin, temporaryFolder } from '../run/command.ts';

const SENTENCE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。';
const GIGABYTE = 1e9;
const WORKERS = 2;
/** In kB: 300 MB, plus 100 MB for each worker. */
const MAX_KILOBYTES = 1000 * (300 + 100 * WORKERS);
/** In milliseconds: removing a million files may take minutes. */
const HOUR_MS = 3_600_000;

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  // Not with Node's rmSync, which takes many minutes for a million files.
  spawnSync('rm', ['-rf', folder]);
}, HOUR_MS);

/** Runs the command under GNU time (apt-get install time). */
function measured(...inputs: readonly string[]): { code: number | null; kilobytes: number; stderr: string } {
  const output = join(folder, 'out.jsonl');
  const args = ['-f', 'peak %M', process.execPath, bin, '-j', String(WORKERS), '-o', output, ...inputs];
  const { status, stderr } = spawnSync('/usr/bin/time', args, { maxBuffer: 2 ** 30 });
  const said = stderr.toString();
  return { code: status, kilobytes: Number(/peak (\d+)/.exec(said)?.[1]), stderr: said };
}

function fill(path: string, piece: string): void {
  const descriptor = openSync(path, 'w');
  const bytes = Buffer.from(piece);
  for (let size = 0; size < GIGABYTE;) size += writeSync(descriptor, bytes);
  closeSync(descriptor);
}

describe('memory does not grow with the input', { timeout: HOUR_MS }, () => {
  test('one JSONL file of 1 GB', () => {
    const path = join(folder, 'large.jsonl');
    fill(path, `${JSON.stringify({ text: SENTENCE.repeat(30) })}\n`.repeat(100));
    const { code, kilobytes } = measured(path);
    expect(code).toBe(0);
    expect(kilobytes).toBeLessThan(MAX_KILOBYTES);
  });

  test('one text of 1 GB is refused, not read', () => {
    const path = join(folder, 'large.txt');
    fill(path, `${SENTENCE}\n`.repeat(1000));
    const { code, kilobytes, stderr } = measured(path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/large\.txt: larger than 64 MiB; --max-bytes raises the limit/);
    expect(kilobytes).toBeLessThan(MAX_KILOBYTES);
  });

  test('a million files in one folder', () => {
    const input = join(folder, 'pages');
    mkdirSync(input);
    for (let index = 0; index < 1_000_000; index++) writeFileSync(join(input, `${index}.txt`), `${SENTENCE}${index}\n`);
    const { code, kilobytes } = measured(input);
    expect(code).toBe(0);
    expect(kilobytes).toBeLessThan(MAX_KILOBYTES);
    expect(readFileSync(join(folder, 'out.jsonl')).filter((byte) => byte === 10)).toHaveLength(1_000_000);
  });
});
