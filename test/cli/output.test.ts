import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { OUTPUTS } from '../../src/cli/output/writers.ts';
import { outputFile } from '../../src/cli/output/sink.ts';
import { isLeftover, temporaryName } from '../../src/cli/output/temporary.ts';
import { bin, command, root, temporaryFolder } from '../run/command.ts';

const ARTICLE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n新馆共有三层，一层是儿童阅览室。\n';

/** A folder with one text in it, `a.txt`. */
function withText(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), ARTICLE);
  return folder;
}

function shell(script: string, cwd: string): { code: number | null; stdout: string; stderr: string } {
  const ended = spawnSync('bash', ['-o', 'pipefail', '-c', script], { cwd, env: { ...process.env, N: bin } });
  return { code: ended.status, stdout: ended.stdout.toString(), stderr: ended.stderr.toString() };
}

describe('the output file name', () => {
  test.each(['x.csv', 'x.json', 'X.TXT', 'x.csv.gz', 'x.parquet.zst', 'a.b/x.xml'])(
    '%s is refused, with the known extensions listed',
    (name) => {
      const folder = withText();
      const { code, stderr } = command(['-o', name, 'a.txt'], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain(`is not an output format; -o takes names that end in ${OUTPUTS}`);
      expect(readdirSync(folder)).toEqual(['a.txt']);
    },
  );

  test.each(['x', 'x.jsonl', 'X.JSONL', 'x.ndjson', 'b.c.jsonl'])('%s holds JSON lines', (name) => {
    const folder = withText();
    expect(command(['-o', name, 'a.txt'], { cwd: folder }).code).toBe(0);
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^\{"schema":.*\}\n$/);
  });

  test.each(['X.JSONL.GZ', 'x.gz', 'x.NDJSON.gz'])('%s is compressed', (name) => {
    const folder = withText();
    expect(command(['-o', name, 'a.txt'], { cwd: folder }).code).toBe(0);
    expect(gunzipSync(readFileSync(join(folder, name))).toString()).toMatch(/^\{"schema":/);
  });

  test('a device or a pipe may have any name', () => {
    const folder = withText();
    expect(shell('node "$N" -q a.txt -o /dev/stdout', folder).stdout).toMatch(/^\{"schema":/);
    expect(shell('mkfifo p.csv; cat p.csv & node "$N" -q a.txt -o p.csv; wait', folder).stdout).toMatch(/^\{"schema":/);
    expect(shell('node "$N" -q a.txt -o /dev/fd/3 3>&1', folder).stdout).toMatch(/^\{"schema":/);
  });
});

describe('-o and existing files', () => {
  test('a link to a pipe or to standard output is written through and kept', () => {
    const folder = withText();
    expect(shell('mkfifo p; ln -s p o; cat p > q & node "$N" -q a.txt -o o; wait; cat q', folder).stdout).toMatch(
      /^\{"schema":/,
    );
    expect(lstatSync(join(folder, 'o')).isSymbolicLink()).toBe(true);
    shell('ln -s /proc/self/fd/1 s; echo before > real; node "$N" -q a.txt -o s >> real', folder);
    expect(readFileSync(join(folder, 'real'), 'utf8')).toMatch(/^before\n\{"schema":.*\n$/);
    expect(lstatSync(join(folder, 's')).isSymbolicLink()).toBe(true);
  });

  test('a link to a file is kept and the file replaced; a dangling link creates the file', () => {
    const folder = withText();
    writeFileSync(join(folder, 'old.jsonl'), 'old');
    symlinkSync('old.jsonl', join(folder, 'l.jsonl'));
    symlinkSync('l.jsonl', join(folder, 'm.jsonl'));
    symlinkSync('new.jsonl', join(folder, 'n.jsonl'));
    for (const [name, target] of [
      ['m.jsonl', 'old.jsonl'],
      ['n.jsonl', 'new.jsonl'],
    ] as const) {
      expect(command(['-q', '-o', name, 'a.txt'], { cwd: folder }).code).toBe(0);
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
      expect(lstatSync(join(folder, target)).isFile()).toBe(true);
      expect(readFileSync(join(folder, target), 'utf8')).toMatch(/^\{"schema":/);
    }
    symlinkSync('circle', join(folder, 'circle'));
    const { code, stderr } = command(['-o', 'circle', 'a.txt'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/circle: cannot be written: links/)]);
  });

  test.each([0o600, 0o664, 0o640])('the mode %o is kept', (mode) => {
    const folder = withText();
    writeFileSync(join(folder, 'o.jsonl'), 'old');
    chmodSync(join(folder, 'o.jsonl'), mode);
    shell('umask 027; node "$N" -q a.txt -o o.jsonl; node "$N" -q a.txt -o new.jsonl', folder);
    expect(statSync(join(folder, 'o.jsonl')).mode & 0o777).toBe(mode);
    expect(statSync(join(folder, 'new.jsonl')).mode & 0o777).toBe(0o640);
  });

  test.runIf(process.getuid?.() === 0)('the owner is kept', () => {
    const folder = withText();
    shell('echo > o.jsonl; chown 12:34 o.jsonl; chmod 2640 o.jsonl; node "$N" -q a.txt -o o.jsonl', folder);
    const { uid, gid, mode } = statSync(join(folder, 'o.jsonl'));
    expect([uid, gid, mode & 0o7777]).toEqual([12, 34, 0o2640]);
  });

  test('a name of 255 bytes leaves room for a temporary name', () => {
    const folder = withText();
    const name = `${'长'.repeat(83)}.jsonl`;
    expect(command(['-q', '-o', name, 'a.txt'], { cwd: folder }).code).toBe(0);
    expect(existsSync(join(folder, name))).toBe(true);
  });

  test.each([
    ['renameSync:EIO:out.jsonl', /out\.jsonl: cannot be written: the device failed/],
    ['fsyncSync:ENOSPC:out.jsonl', /out\.jsonl: cannot be written: no space left/],
    ['closeSync:EIO:out.jsonl', /out\.jsonl: cannot be written: the device failed/],
  ])('%s: a message, exit 1, the old file, nothing else', (fault, message) => {
    const folder = withText();
    writeFileSync(join(folder, 'out.jsonl'), 'old');
    const env = { NODE_OPTIONS: `--import ${join(root, 'test/run/fs-faults.js')}`, FS_FAULT: fault };
    const { code, stderr } = command(['-q', '-o', 'out.jsonl', 'a.txt'], { cwd: folder, env });
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/ {4}at /);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'out.jsonl']);
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8')).toBe('old');
  });

  test('a file system that fills up while records are written (simulated by a file size limit)', () => {
    const folder = withText();
    writeFileSync(join(folder, 'b.txt'), ARTICLE.repeat(2000));
    const { code, stderr } = shell(`trap '' XFSZ; ulimit -f 8; node "$N" -q . -o out.jsonl`, folder);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/out\.jsonl: cannot be written: /)]);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt']);
  });
});

describe('temporary names', () => {
  test('they are unique, and a file of a running process is no leftover', async () => {
    const names = Array.from({ length: 100 }, () => temporaryName('part-00000.jsonl'));
    expect(new Set(names).size).toBe(100);
    const [name = ''] = names;
    expect(isLeftover(name, 'part-00000.jsonl')).toBe(false);
    const child = spawn('true');
    await new Promise((resolve) => child.on('exit', resolve));
    const dead = name.replace(`-${process.pid}-`, `-${child.pid ?? 0}-`);
    expect(isLeftover(dead, 'part-00000.jsonl')).toBe(true);
    expect(isLeftover(dead, 'part-0000')).toBe(false);
    // Cannot be decided for another machine or container.
    expect(isLeftover(dead.replace(/jsonl\.[0-9a-f]{8}/, 'jsonl.00000000'), 'part-00000.jsonl')).toBe(false);
  });
});

describe('files that a run would destroy', () => {
  test('what killed runs have left of an output is removed, and nothing else', async () => {
    const folder = temporaryFolder();
    const child = spawn('true');
    await new Promise((resolve) => child.on('exit', resolve));
    const mine = temporaryName('out.jsonl');
    const dead = mine.replace(`-${process.pid}-`, `-${child.pid ?? 0}-`);
    const others = [mine, dead.replace('out', 'other'), dead.replace('.part', '.txt')];
    for (const name of [dead, ...others]) writeFileSync(join(folder, name), '');
    const sink = outputFile(join(folder, 'out.jsonl'));
    expect(readdirSync(folder).filter((name) => !others.includes(name)).length).toBe(1);
    await sink.close();
    expect(readdirSync(folder).sort()).toEqual([...others, 'out.jsonl'].sort());
  });

  test('an input is not replaced by what is written', () => {
    const folder = withText();
    writeFileSync(join(folder, 'b.jsonl'), `${JSON.stringify({ text: ARTICLE })}\n`);
    for (const args of [
      ['b.jsonl', '-o', './b.jsonl'],
      ['a.txt', '-o', 'x.jsonl', '--stats', 'a.txt'],
      ['a.txt', '-o', 'x.jsonl', '--report', 'a.txt'],
      ['diff', 'a.txt', '--html', 'a.txt'],
    ]) {
      const { code, stderr } = command(args, { cwd: folder });
      expect([args, code, stderr]).toEqual([args, 2, expect.stringMatching(/(?:a\.txt|b\.jsonl): is an input/)]);
    }
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(ARTICLE);
  });

  test('merge and report do not replace the plan or a part', () => {
    const folder = withText();
    command(['-q', '--out-dir', 'parts', 'a.txt'], { cwd: folder });
    for (const args of [
      ['merge', 'parts', '-o', 'parts/part-00000.jsonl'],
      ['report', 'parts', '-o', 'parts/plan.json'],
    ]) {
      const { code, stderr } = command(args, { cwd: folder });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/write to another file/)]);
    }
    expect(command(['verify', 'parts'], { cwd: folder }).code).toBe(0);
    expect(command(['report', 'parts', '-o', 'parts/report.html'], { cwd: folder }).code).toBe(0);
  });
});
