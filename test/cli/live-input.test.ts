import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bin, command, temporaryFolder } from '../run/command.ts';

const NODE = `"${process.execPath}" "${bin}"`;
const TEXT = '新圖書館明年開放。\n';
const CLEAN = '新图书馆明年开放。';

/** Runs a shell script in a folder of its own, with `normalize` defined. */
function shell(lines: string, folder = temporaryFolder()): { status: number | null; stdout: string; stderr: string } {
  const script = `normalize() { ${NODE} "$@"; }\n${lines}`;
  return spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', timeout: 30_000, maxBuffer: 2 ** 26 });
}

function pipeIn(folder: string, name: string): string {
  const path = join(folder, name);
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  return path;
}

/** Opens a pipe for writing once it has a reader. */
async function openedToWrite(pipe: string): Promise<number> {
  for (;;) {
    try {
      return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe('a pipe as input', () => {
  it.each(['', '-j 2'])('without a writer fails after the time limit, and the run goes on (%s)', (jobs) => {
    const folder = temporaryFolder();
    pipeIn(folder, 'pipe');
    writeFileSync(join(folder, 'a.txt'), TEXT);
    const started = performance.now();
    const { status, stdout, stderr } = shell(`normalize --timeout 1.5 ${jobs} pipe a.txt`, folder);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'pipe: is a pipe that no program has opened for writing within 1.5 s; --timeout raises the limit',
    );
    expect(stdout).toContain(CLEAN);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('is read, however late its writer opens and closes it, and however long it pauses', () => {
    const { status, stdout } = shell(
      `mkfifo pipe; { sleep .5; exec > pipe; printf '%s' '新圖書'; sleep 1.5; printf '%s\\n' '館明年開放。'; } &
       normalize --timeout 1.2 pipe`,
    );
    expect(status).toBe(0);
    expect(stdout).toContain(CLEAN);
  });

  it('is read if a writer keeps it open without writing for longer than the time limit', () => {
    const { status, stdout } = shell(
      `mkfifo pipe; { exec > pipe; sleep 1.6; echo '新圖書館明年開放。'; } & normalize --timeout 1 pipe`,
    );
    expect(status).toBe(0);
    expect(stdout).toContain(CLEAN);
  });

  it('gives an empty document if its writer writes nothing', () => {
    const { status, stdout } = shell(`mkfifo pipe; : > pipe & normalize --timeout 5 pipe`);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toHaveLength(2);
  });

  it('may come from process substitution, with many documents', () => {
    const line = JSON.stringify({ text: TEXT });
    const { status, stdout } = shell(
      `normalize <(for i in $(seq 3000); do echo '${line}'; done | gzip -1) <(echo '新圖書館明年開放。')`,
    );
    expect(status).toBe(0);
    expect(stdout.match(/\n/g)).toHaveLength(3001);
  });

  it('in a folder is skipped with a reason', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pages'));
    pipeIn(folder, 'pages/pipe');
    writeFileSync(join(folder, 'pages/a.txt'), TEXT);
    const { code, stderr, records } = command(['pages', '--verbose'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('pipe: skipped: is neither a file nor a folder');
    expect(records).toHaveLength(1);
  });

  it('if endless, is refused by --max-bytes', () => {
    const { status, stderr } = shell(`mkfifo pipe; yes 新圖書館 > pipe & normalize --max-bytes 100000 pipe`);
    expect(status).toBe(1);
    expect(stderr).toContain('--max-bytes raises the limit');
  });

  it('is not waited for once the run is interrupted', async () => {
    const folder = temporaryFolder();
    const pipe = pipeIn(folder, 'pipe');
    for (const args of [['pipe'], ['learn', 'pipe']]) {
      const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('exit', resolve));
      const writer = await openedToWrite(pipe);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      closeSync(writer);
    }
  });

  it('cannot be read twice', () => {
    const folder = temporaryFolder();
    pipeIn(folder, 'pipe');
    const parts = command(['pipe', '--out-dir', 'parts'], { cwd: folder });
    expect(parts.code).toBe(2);
    expect(parts.stderr).toContain('--out-dir cannot take the pipe pipe: it cannot be read again');
    const learn = command(['pipe', '--learn'], { cwd: folder });
    expect(learn.code).toBe(2);
    expect(learn.stderr).toContain('--learn reads the inputs twice and the pipe pipe can be read once');
  });
});

describe('a device or socket as input', () => {
  it('is read to its end', () => {
    expect(command(['/dev/null']).records).toHaveLength(1);
  });

  it('if endless, is no text or is refused by --max-bytes', () => {
    const zero = command(['/dev/zero', '--max-bytes', '1000000']);
    expect(zero.stdout).toBe('');
    expect(zero.stderr).toMatch(/\/dev\/zero: (?:skipped: not text|failed: larger than)/);
  });

  it('that is a socket fails, and the run goes on', async () => {
    const folder = temporaryFolder();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
    writeFileSync(join(folder, 'a.txt'), TEXT);
    const { code, stderr, records } = command(['socket', 'a.txt'], { cwd: folder });
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain('socket: is a socket, which is not read');
    expect(records).toHaveLength(1);
  });
});
