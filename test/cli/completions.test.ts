import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { optionsOf } from '../../src/cli/options/table.ts';
import { rules } from '../../src/index.ts';
import { command, temporaryFolder } from '../run/command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const scripts = new Map<string, string>();

beforeAll(() => {
  for (const shell of SHELLS) {
    const { code, stdout, stderr } = command(['completion', shell]);
    expect([code, stderr]).toEqual([0, '']);
    scripts.set(shell, stdout);
  }
});

function isThere(shell: string): boolean {
  return spawnSync(shell, ['-c', 'true']).status === 0;
}

/** A folder with the script, some files and folders. */
function folderFor(shell: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'script'), scripts.get(shell) ?? '');
  writeFileSync(join(folder, 'rules with spaces.yaml'), '');
  writeFileSync(join(folder, 'rules*.yaml'), '');
  mkdirSync(join(folder, 'rulebooks'));
  return folder;
}

/** Bash's completions with the cursor after the last word. */
function inBash(...words: readonly string[]): readonly string[] {
  const line = `. ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _normalize; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line, 'bash', 'normalize', ...words], {
    cwd: folderFor('bash'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

/** Fish's completions at the end of a line. */
function inFish(line: string): readonly string[] {
  const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', 'source script; complete -C $argv[1]', line], {
    cwd: folderFor('fish'),
    encoding: 'utf8',
    env: { ...process.env, HOME: temporaryFolder() },
  });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((shown) => shown.split('\t')[0] ?? '');
}

/** The command line after TAB in zsh, in a terminal of its own. */
function inZsh(line: string): string {
  const script = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source ./script; bindkey '^I' complete-word"
zpty -w z "finish() { print -r -- \\"<<\\$BUFFER>>\\"; exit }; zle -N finish; bindkey '^X' finish; print rea''dy"
while zpty -r z out; do [[ $out == *ready* ]] && break; done
zpty -n -w z $1$'\\t'$'\\x18'
all=
while zpty -r z out; do all+=$out; [[ $all == *'>>'* ]] && break; done
print -r -- $all
zpty -d z`;
  const { stdout } = spawnSync('zsh', ['-f', '-c', script, 'zsh', line], {
    cwd: folderFor('zsh'),
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, TERM: 'dumb' },
  });
  return stdout.slice(stdout.indexOf('<<') + 2, stdout.indexOf('>>'));
}

describe.each(SHELLS)('the script for %s', (shell) => {
  it.skipIf(!isThere(shell))('can be parsed by the shell', () => {
    const { status, stderr } = spawnSync(shell, ['-n', 'script'], { cwd: folderFor(shell), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('knows every command and option', () => {
    const script = scripts.get(shell) ?? '';
    for (const { name } of COMMANDS) {
      expect(script).toContain(name);
      for (const { flags } of optionsOf(name))
        expect(script).toContain(/--([a-z-]+)/.exec(flags)?.[shell === 'fish' ? 1 : 0] ?? flags);
    }
  });
});

describe.skipIf(!isThere('bash'))('in bash', () => {
  it('options are those of the command', () => {
    expect(inBash('--max')).toEqual(['--max-bytes', '--max-window']);
    expect(inBash('check', '--up')).toEqual(['--update']);
    expect(inBash('--up')).toEqual([]);
    expect(inBash('schema', '--')).toEqual(['--help']);
  });

  it('values are those of the option, after a space or =', () => {
    expect(inBash('--script', '')).toEqual(['hans', 'keep']);
    expect(inBash('--script', '=')).toEqual(['hans', 'keep']);
    expect(inBash('--script', '=', 'k')).toEqual(['keep']);
    expect(inBash('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(inBash('help', 'ch')).toEqual(['check']);
    expect(inBash('hel')).toEqual(['help']);
    expect(inBash('--jobs', '')).toEqual([]);
  });

  it('lists continue after a comma', () => {
    const names = rules().map(({ name }) => name);
    expect(inBash('--skip', '')).toEqual(['repair', 'convert', 'strip', 'tidy', 'extract', 'mask', ...names]);
    expect(inBash('--skip', 'convert,ti')).toContain('convert,tidy');
    expect(inBash('--keep', 'conv')).toEqual([]);
  });

  it('files and folders are found whatever their names', () => {
    expect(inBash('--rules', 'rul')).toEqual(
      expect.arrayContaining(['rules with spaces.yaml', 'rules*.yaml', 'rulebooks']),
    );
    expect(inBash('--out-dir', 'rul')).toEqual(['rulebooks']);
    expect(inBash('verify', 'rul')).toEqual(['rulebooks']);
    expect(inBash('a.txt', 'rulesx')).toEqual([]);
    expect(inBash('rul')).toEqual(expect.arrayContaining(['rules', 'rules*.yaml', 'rulebooks']));
    expect(inBash('schema', 'rul')).toEqual([]);
  });
});

describe.skipIf(!isThere('fish'))('in fish', () => {
  it('options, values, lists and files', () => {
    expect(inFish('normalize --max')).toEqual(['--max-bytes', '--max-window']);
    expect(inFish('normalize check --up')).toEqual(['--update']);
    expect(inFish('normalize --script ')).toEqual(['hans', 'keep']);
    expect(inFish('normalize --skip convert,ti')).toContain('convert,tidy');
    expect(inFish('normalize --out-dir rul')).toEqual(['rulebooks/']);
    expect(inFish('normalize rul')).toEqual(expect.arrayContaining(['rules', 'rulebooks/', 'rules*.yaml']));
    expect(inFish('normalize completion f')).toEqual(['fish']);
    expect(inFish('normalize help ch')).toEqual(['check']);
    expect(inFish('normalize schema rul')).toEqual([]);
  });
});

describe.skipIf(!isThere('zsh'))('in zsh', () => {
  it.each([
    ['normalize --max-b', 'normalize --max-bytes='],
    ['normalize check --up', 'normalize check --update '],
    ['normalize --script k', 'normalize --script keep '],
    // The comma is removed again if a space is typed.
    ['normalize --skip convert,extr', 'normalize --skip convert,extract,'],
    ['normalize --out-dir rul', 'normalize --out-dir rulebooks/'],
    ['normalize sch', 'normalize schema '],
    ['normalize completion f', 'normalize completion fish '],
  ])('%j becomes %j', (line, completed) => {
    expect(inZsh(line).trimEnd()).toBe(completed.trimEnd());
  });
});
