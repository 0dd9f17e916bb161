import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bin, command } from '../run/command.ts';

const ARTICLE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。\n新館共有三層，一層是兒童閱覽室。\n';

/** A folder of pages, a file of lines and a member over 1 MiB, and the records of one plain run over it. */
export interface Corpus {
  readonly home: string;
  readonly input: string;
  readonly records: string;
}

export function madeCorpus(): Corpus {
  const home = mkdtempSync(join(tmpdir(), 'normalize-cluster-'));
  const input = join(home, 'the pages');
  mkdirSync(input);
  for (let file = 0; file < 60; file++)
    writeFileSync(join(input, `${file}.txt`), `第${file}篇\n${ARTICLE.repeat(900)}`);
  writeFileSync(
    join(input, 'lines.jsonl.gz'),
    gzipSync(`${JSON.stringify({ text: ARTICLE.repeat(20) })}\n`.repeat(500)),
  );
  writeFileSync(join(input, 'long.txt.gz'), gzipSync(ARTICLE.repeat(9000)));
  return { home, input, records: command(['-q', input]).stdout };
}

/** The options of a run of about fifty parts. */
export const PARTS: readonly string[] = ['--part-bytes', '200k', '--lease', '5'];

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
}

/** Starts the command, and collects what it prints. */
export function started(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  before: readonly string[] = [],
): Running {
  const [program, ...all] = [...before, process.execPath, bin, ...args];
  const child = spawn(program ?? '', all, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.on('close', (code) => {
      resolve({ code, text });
    }),
  );
  return { child, ended };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50);
}

export function ledgersIn(folder: string): number {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ledger.json')).length;
  } catch {
    return 0;
  }
}

/** The records of all parts, if they are verified; else what is wrong. */
export function verified(folder: string): string {
  const { code, stdout } = command(['verify', folder]);
  if (code !== 0) return stdout;
  const merged = `${folder}.jsonl`;
  const merging = command(['merge', folder, '-o', merged]);
  return merging.code === 0 ? readFileSync(merged, 'utf8') : merging.stderr;
}

/** Leases and unfinished files, but for those of a killed process. */
export function remains(folder: string, killed = 0): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('.part-') && !name.includes(`-${killed}-`));
}

/** PIDs of processes whose environment holds these words. */
export function processesWith(...words: readonly string[]): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const held = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
        return (
          words.every((word) => held.includes(word)) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(bin)
        );
      } catch {
        return false;
      }
    });
}

/** Kills processes that may have ended. */
export const kill = (pids: readonly number[]): void => {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Has ended.
    }
};
