import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bin } from './command.ts';

/** Whether tmux, to draw screens, and jq, to read records, are installed. */
export const canDraw: boolean = [
  ['tmux', '-V'],
  ['jq', '--version'],
].every(([name = '', option = '']) => spawnSync(name, [option]).status === 0);

/** A pseudo-terminal as its user sees it. */
export interface Screen {
  /** Visible text, without trailing spaces and trailing blank lines. */
  readonly text: () => string;
  /** Visible text and scrollback, with wrapped lines joined. */
  readonly all: () => string;
  /** The same with escape codes for colours and weights. */
  readonly painted: () => string;
  /** Waits until the screen matches, and returns its text. */
  readonly shows: (what: RegExp) => Promise<string>;
  readonly press: (...keys: readonly string[]) => void;
  readonly resize: (columns: number) => void;
}

const PATIENCE = 20_000;

/** Runs a bash script in a terminal. `normalize` is the built command; at the end the screen shows `[status]`. */
export function screen(script: string, cwd: string, size: { columns?: number; rows?: number } = {}): Screen {
  const { columns = 80, rows = 40 } = size;
  const folder = mkdtempSync(join(tmpdir(), 'screen-'));
  writeFileSync(join(folder, 'config'), 'set -g history-limit 20000\n');
  const tmux = (...args: readonly string[]): string => {
    const ended = spawnSync('tmux', ['-S', join(folder, 'socket'), '-f', join(folder, 'config'), ...args]);
    if (ended.status !== 0) throw new Error(`tmux ${args.join(' ')}: ${ended.stderr.toString()}`);
    return ended.stdout.toString();
  };
  const whole = `normalize() { '${process.execPath}' '${bin}' "$@"; }; ${script}\necho "[$?]"; sleep 60`;
  const env = { TERM: 'screen-256color', LANG: 'C.UTF-8', NO_COLOR: '' };
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const shell = ['env', ...set, 'bash', '--norc', '-o', 'pipefail', '-c', whole];
  // Without -u, tmux would show non-ASCII characters only if the tests' locale is UTF-8.
  tmux('-u', 'new-session', '-d', '-x', `${columns}`, '-y', `${rows}`, '-s', 's', '-c', cwd, ...shell);
  onTestFinished(() => {
    spawnSync('tmux', ['-S', join(folder, 'socket'), 'kill-server']);
    rmSync(folder, { recursive: true, force: true });
  });
  const captured = (...how: readonly string[]): string => tmux('capture-pane', '-p', '-t', 's', ...how).trimEnd();
  return {
    text: () => captured(),
    all: () => captured('-J', '-S', '-'),
    painted: () => captured('-e'),
    shows: async (what) => {
      const until = Date.now() + PATIENCE;
      for (let text = captured(); ; text = captured()) {
        if (what.test(text)) return text;
        if (Date.now() > until) throw new Error(`The screen does not show ${String(what)} but:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    press: (...keys) => tmux('send-keys', '-t', 's', ...keys),
    resize: (to) => tmux('resize-window', '-t', 's', '-x', `${to}`, '-y', `${rows}`),
  };
}
