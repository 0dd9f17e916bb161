import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { optionsOf } from '../../src/cli/options/table.ts';
import { command, root } from '../run/command.ts';

const PAGE = join(root, 'dist/normalize.1');

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function run(program: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '200' } });
}

describe('the man page', () => {
  it('is the one that the command prints, and the one of the package', () => {
    const { code, stdout } = command(['man']);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(PAGE, 'utf8'));
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toMatchObject({ man: './dist/normalize.1' });
  });

  it('is ASCII, and no line begins with an unknown request', () => {
    const page = readFileSync(PAGE, 'latin1');
    expect(page).toMatch(/^[\n\x20-\x7e]+$/);
    for (const line of page.split('\n').filter((text) => /^[.']/.test(text)))
      expect(line).toMatch(/^\.(?:TH|SH|SS|TP|B|P|br)\b/);
  });

  it.skipIf(!isThere('groff'))('is formatted by groff without a warning, with every command and option in it', () => {
    const { status, stdout, stderr } = run('groff', '-man', '-ww', '-Tutf8', '-P-c', '-rLL=200n', PAGE);
    expect([status, stderr]).toEqual([0, '']);
    // Overstruck letters are bold, underlined ones italic.
    const shown = stdout.replace(/.\u0008/gu, '').replaceAll('\u2010', '-');
    for (const { name } of COMMANDS) {
      expect(shown).toContain(name === 'normalize' ? name : `normalize ${name}`);
      for (const { flags } of optionsOf(name)) expect(shown).toContain(flags.replace(/ <.*$/, ''));
    }
    expect(shown).toContain('7z, PDF, Word …');
  });

  it.skipIf(!isThere('mandoc'))('passes mandoc -Tlint', () => {
    const { status, stdout } = run('mandoc', '-Tlint', '-Wwarning', PAGE);
    expect([status, stdout]).toEqual([0, '']);
  });

  it.skipIf(!isThere('man'))('is shown by man', () => {
    const { status, stderr } = run('man', '--warnings', '-l', PAGE);
    expect([status, stderr]).toEqual([0, '']);
  });
});
