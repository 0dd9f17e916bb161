import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted, SCRIPT_NAMES } from '../../../src/cli/schedulers/job.ts';
import type { Job } from '../../../src/cli/schedulers/job.ts';
import { sgeScripts } from '../../../src/cli/schedulers/sge.ts';
import { slurmScripts } from '../../../src/cli/schedulers/slurm.ts';
import { TEMPLATES } from '../../../src/cli/schedulers/templates.ts';

const JOB: Job = {
  folder: "/data/李's parts",
  home: "/data/李's parts/.slurm",
  cwd: '/data',
  program: ['/usr/bin/node', '/opt/normalize.js'],
  inputs: ['a b', '$c', '-d'],
  last: ['--stats', '/data/s.json'],
  tasks: 12,
  atOnce: 3,
  cpus: 4,
  mem: '2G',
  time: '1:00:00',
  rounds: 2,
  extra: ['--account=a b'],
};

const syntaxErrors = (script: string): string => spawnSync('bash', ['-n'], { input: script }).stderr.toString();

test('quoted words are the same words to a shell', () => {
  const words = fc.array(fc.stringMatching(/^[^\0]{1,12}$/), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(words, (list) => {
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${quoted(list)}`]);
      expect(stdout.toString()).toBe(list.map((word) => `${word}\0`).join(''));
    }),
    { numRuns: 10 },
  );
});

test.each([
  ['slurm', slurmScripts, '#SBATCH --cpus-per-task=4'],
  ['sge', sgeScripts, '#$ -pe smp 4'],
] as const)(
  'the scripts for %s are valid, and hand on options, inputs and the limit of tasks',
  (_, scriptsOf, cores) => {
    const scripts = scriptsOf(JOB);
    expect(SCRIPT_NAMES.map((name) => syntaxErrors(scripts[name]))).toEqual(['', '', '']);
    expect(scripts['task.sh'].split('\n')).toContain(cores);
    expect(scripts['task.sh']).toMatch(/\nexec \/usr\/bin\/node .* --shard claim .* -- 'a b' '\$c' -d\n$/);
    expect(scripts['check.sh']).toContain("--stats /data/s.json --out-dir '/data/李'\\''s parts'");
    expect(scripts['submit.sh']).toContain("extra=('--account=a b')");
  },
);

test.each(TEMPLATES)('the template for $name has the command of a task', ({ name, textOf }) => {
  const text = textOf(JOB);
  expect(text).toMatch(/--shard claim -j 4 --out-dir/);
  if (name !== 'kubernetes') expect(syntaxErrors(text)).toBe('');
});
