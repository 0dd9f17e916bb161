import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bin, command, root, temporaryFolder } from '../run/command.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly files: string;
}

const read = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'));
const action = read('action.yml') as Action;
const TEXT = '今天天氣很好，我們去公園散步。\n';

/** Runs the step that checks, as a runner does, with the built command installed. */
function check(
  fixtures: Readonly<Record<string, string>>,
  options = '',
): { code: number | null; stdout: string; stderr: string; report: string } {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(fixtures)) {
    mkdirSync(join(folder, 'fixtures', name, '..'), { recursive: true });
    writeFileSync(join(folder, 'fixtures', name), content);
  }
  const installed = join(folder, 'temp/normalize/node_modules/.bin');
  mkdirSync(installed, { recursive: true });
  symlinkSync(bin, join(installed, 'normalize'));
  const step = action.runs.steps.find(({ name }) => name === 'Check');
  writeFileSync(join(folder, 'step.sh'), step?.run ?? '');
  const env = {
    ...process.env,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: join(folder, 'output'),
    RUNNER_TEMP: join(folder, 'temp'),
    FOLDER: 'fixtures',
    OPTIONS: options,
  };
  // The command that GitHub documents for `shell: bash`.
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'];
  const ended = spawnSync('bash', args, { cwd: folder, env, encoding: 'utf8' });
  expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toBe(`report=${folder}/temp/normalize-report\n`);
  return {
    code: ended.status,
    stdout: ended.stdout,
    stderr: ended.stderr,
    report: join(folder, 'temp/normalize-report'),
  };
}

function expectedOf(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a/input.txt'), text);
  expect(command(['check', '--update', folder], { env: { CI: '' } }).code).toBe(0);
  return readFileSync(join(folder, 'a/expected.jsonl'), 'utf8');
}

describe('the GitHub action', () => {
  test('is composite; inputs reach its scripts through the environment alone', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell } of action.runs.steps)
      if (run !== undefined) expect([shell, run.includes('${{')]).toEqual(['bash', false]);
    const given = action.runs.steps.flatMap(({ env = {} }) => Object.values(env));
    const named = given.flatMap((value) => /inputs\.([a-z-]+)/.exec(value)?.[1] ?? []);
    for (const name of named) expect(Object.keys(action.inputs)).toContain(name);
  });

  test('passes fixtures that are as expected, and keeps the report', () => {
    const { code, report } = check({ 'a/input.txt': TEXT, 'a/expected.jsonl': expectedOf(TEXT) });
    expect(code).toBe(0);
    expect(readFileSync(join(report, 'check.txt'), 'utf8')).toContain('1 of 1 fixture as expected');
  });

  test('fails on a difference, annotated at its line, with records and a page of it in the report', () => {
    const wrong = expectedOf(TEXT).replace('散步', '跑步');
    const { code, stdout, report } = check({ 'a b/input.txt': TEXT, 'a b/expected.jsonl': wrong }, '--color never');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=fixtures\/a b\/expected\.jsonl,line=1,title=/m);
    expect(JSON.parse(readFileSync(join(report, 'check.jsonl'), 'utf8'))).toMatchObject({
      ok: false,
      fixture: 'a b/input.txt',
    });
    expect(readFileSync(join(report, 'before-and-after.html'), 'utf8')).toContain('fixtures/a b/input.txt');
  });

  test('wrong usage fails', () => {
    expect(check({ 'a/input.txt': TEXT }, '--no-such-option').code).toBe(2);
  });
});

test('the pre-commit hook runs a command of the package when fixtures change', () => {
  const [hook] = read('.pre-commit-hooks.yaml') as readonly Hook[];
  const { bin: bins } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: object };
  const [name = '', ...args] = `${hook?.entry ?? ''} ${hook?.args.join(' ') ?? ''}`.split(' ');
  expect(Object.keys(bins)).toContain(name);
  expect(args).toEqual(['check', 'fixtures']);
  const files = new RegExp(hook?.files ?? '');
  for (const path of ['fixtures/a/input.html', 'fixtures/a/expected.jsonl', 'x/page.html.expected.jsonl'])
    expect(path).toMatch(files);
  for (const path of ['src/input/a.ts', 'unexpected.jsonl', 'fixtures/README.md']) expect(path).not.toMatch(files);
});
