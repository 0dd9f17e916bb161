import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../run/command.ts';

/** A copy of the built package, whose code cache may be damaged. */
let copy = '';
let codeFile = '';
let whole: Buffer;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the copy on a small text, which uses or writes the code cache. */
function run(umask = '022', args = '-q -'): Ran {
  const line = `umask ${umask}; exec "${process.execPath}" "${join(copy, 'bin/normalize.js')}" ${args}`;
  return spawnSync('sh', ['-c', line], { input: '新圖書館明年開放。', encoding: 'utf8', timeout: 30_000 });
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'normalize-code-'));
  mkdirSync(join(copy, 'dist'));
  for (const name of readdirSync(join(root, 'dist')).filter((file) => /\.(?:cjs|txt)$/.test(file)))
    cpSync(join(root, 'dist', name), join(copy, 'dist', name), { preserveTimestamps: true });
  cpSync(join(root, 'bin'), join(copy, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const codeFiles = (): readonly string[] => readdirSync(join(copy, 'dist')).filter((file) => file.endsWith('.code'));
  expect(run('022', '--help').status).toBe(0);
  expect(codeFiles()).toEqual([]); // It would lack the code that reads documents.
  expect(run().status).toBe(0);
  const [name, ...others] = codeFiles();
  expect(others).toEqual([]);
  codeFile = join(copy, 'dist', name ?? '');
  whole = readFileSync(codeFile);
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** Whether a run uses the code cache: one that is not used is rewritten. */
function isUsed(): boolean {
  const before = statSync(codeFile);
  const { status, stdout } = run();
  expect(status).toBe(0);
  expect(stdout).toContain('新图书馆明年开放。');
  return statSync(codeFile).ino === before.ino;
}

describe('the V8 code cache', () => {
  it('is used if intact', () => {
    writeFileSync(codeFile, whole, { mode: 0o644 });
    expect(isUsed()).toBe(true);
  });

  it('is used by short runs, which set V8 flags, and by workers, in any order', () => {
    writeFileSync(codeFile, whole, { mode: 0o644 });
    const { stdout } = run();
    for (const args of ['-q -j 1 -', '-q -', '-q -j 2 -']) expect(run('022', args).stdout).toBe(stdout);
    expect(isUsed()).toBe(true);
    expect(readFileSync(codeFile)).toEqual(whole);
  });

  it.each([0, 0.5, 1])('with a flipped bit at %f of its length is rebuilt', (part) => {
    const damaged = Buffer.from(whole);
    const at = Math.min(Math.floor(damaged.length * part), damaged.length - 1);
    damaged.writeUInt8((damaged[at] ?? 0) ^ 0x10, at);
    writeFileSync(codeFile, damaged);
    expect(isUsed()).toBe(false);
    expect(isUsed()).toBe(true);
  });

  it.each([0, 4, 1_000_000])('truncated to %d bytes is rebuilt', (length) => {
    writeFileSync(codeFile, whole.subarray(0, length));
    expect(isUsed()).toBe(false);
  });

  it('is not used with a different source of the same length and mtime', () => {
    writeFileSync(codeFile, whole);
    const bundle = join(copy, 'dist/normalize.cjs');
    const { atime, mtime } = statSync(bundle);
    const source = readFileSync(bundle, 'latin1');
    const changed = source.replace('Turns scraped Chinese files', 'Turns SCRAPED Chinese files');
    expect(changed).not.toBe(source);
    writeFileSync(bundle, changed, 'latin1');
    utimesSync(bundle, atime, mtime);
    expect(run('022', '--help').stdout).toContain('Turns SCRAPED Chinese files');
    writeFileSync(bundle, source, 'latin1');
    utimesSync(bundle, atime, mtime);
    expect(run('022', '--help').stdout).toContain('Turns scraped Chinese files');
  });

  it.each(['000', '077'])('is readable by all and writable by its owner only, with umask %s', (umask) => {
    rmSync(codeFile);
    expect(run(umask).status).toBe(0);
    expect(statSync(codeFile).mode & 0o777).toBe(0o644);
    expect(isUsed()).toBe(true);
  });

  it('is not used if others may write to it', () => {
    chmodSync(codeFile, 0o664);
    expect(isUsed()).toBe(false);
  });

  it.skipIf(process.getuid?.() !== 0)('is not used if owned by another user', () => {
    chownSync(codeFile, 12_345, 12_345);
    expect(isUsed()).toBe(false);
    expect(statSync(codeFile).uid).toBe(0);
  });

  it('does not block if replaced by a pipe', () => {
    rmSync(codeFile);
    expect(spawnSync('mkfifo', [codeFile]).status).toBe(0);
    expect(isUsed()).toBe(false);
    expect(statSync(codeFile).isFile()).toBe(true);
  });
});
