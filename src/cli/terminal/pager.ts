import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Writable } from 'node:stream';
import { codeOf } from '../error-message.ts';
import { tell } from './stderr.ts';

/** Where text for a person goes. */
export interface Reader {
  /** Resolves to false once the person has quit. */
  readonly write: (text: string) => Promise<boolean>;
  /** Waits until the person has quit; resolves to false if the pager could not be run. */
  readonly close: () => Promise<boolean>;
}

/** The command that shows text page by page: PAGER, else less if it is installed; null if there is none or it is `cat`. */
export function pagerCommand(): string | null {
  const { PAGER, TERM } = process.env;
  if (PAGER !== undefined) return ['', 'cat'].includes(PAGER.trim()) ? null : PAGER;
  return TERM !== 'dumb' && isInstalled('less') ? 'less' : null;
}

function isInstalled(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** Exit status of a shell that does not find a command. */
const NOT_FOUND = 127;

/** Runs a pager on the terminal, with the defaults of git: `less` shows colours and ends by itself if the text fits the screen. */
export function pager(command: string): Reader {
  const env = { LESS: 'FRX', LV: '-c', ...process.env };
  const child = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env });
  const ended = once(child, 'close');
  let gone = false;
  // It ends as soon as the person has seen enough.
  child.stdin.on('error', (error) => {
    gone = true;
    if (codeOf(error) !== 'EPIPE') tell(`normalize: ${command}: ${error.message}`);
  });
  child.on('exit', () => (gone = true));
  // The pager itself answers an interrupt, and goes on.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  return {
    write: async (text) => {
      if (!gone && !child.stdin.write(text)) await Promise.race([drained(child.stdin), ended]);
      return !gone;
    },
    close: async () => {
      child.stdin.end();
      const status: unknown = (await ended)[0];
      process.off('SIGINT', ignore);
      if (status === NOT_FOUND)
        tell(`normalize: the pager '${command}' cannot be run; set PAGER to another, or to cat`);
      return status !== NOT_FOUND;
    },
  };
}

/** Unlike `once`, does not reject on an error, which has its listener. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
  });
}
