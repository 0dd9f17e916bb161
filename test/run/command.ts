import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CorpusRecord } from '../../src/index.ts';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));
export const bin: string = join(root, 'bin/normalize.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly records: readonly CorpusRecord[];
}

/** Runs the built command and waits for it to exit. */
export function command(
  args: readonly string[],
  how: { readonly cwd?: string; readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv } = {},
): Ended {
  const { cwd, input, env } = how;
  const ended = spawnSync(process.execPath, [bin, ...args], {
    cwd: cwd ?? root,
    input: input ?? '',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  const stdout = ended.stdout.toString();
  return { code: ended.status, stdout, stderr: ended.stderr.toString(), records: recordsOf(stdout) };
}

function recordsOf(stdout: string): readonly CorpusRecord[] {
  if (!stdout.startsWith('{"schema":')) return [];
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CorpusRecord);
}

/** An empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'normalize-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
