import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, command } from '../run/command.ts';
import { kill, ledgersIn, madeCorpus, PARTS, processesWith, remains, started, until, verified } from './corpus.ts';
import type { Corpus, Running } from './corpus.ts';

const canRun =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['slurmctld', 'slurmd', 'sbatch', 'munged'].every((name) => spawnSync('which', [name]).status === 0);

let corpus: Corpus;
let env: NodeJS.ProcessEnv;

function shell(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

const cluster = (how: 'up' | 'down'): string => shell('bash', [join(import.meta.dirname, `slurm-${how}.sh`)]);

/** `normalize slurm` over the corpus, which waits for the end. */
function submitted(folder: string, more: readonly string[] = []): Running {
  const options = ['--tasks', '7', '--cpus', '1', '--rounds', '3', ...PARTS, ...more];
  return started(['slurm', ...options, '--wait', '-q', '--out-dir', folder, corpus.input], env);
}

/** PIDs of the daemon of a node, and of its jobs' keepers. */
function daemonsOf(node: string): readonly number[] {
  const daemon = Number(readFileSync(join(env['SLURM_ROOT'] ?? '', `run/slurmd-${node}.pid`), 'utf8'));
  const keepers = shell('ps', ['-eo', 'pid=,args=']).split('\n');
  const own = queued('%A %N').flatMap((line) => (line.endsWith(` ${node}`) ? [line.split(' ')[0] ?? ''] : []));
  return [
    daemon,
    ...keepers.flatMap((line) => {
      const [, pid, job] = /^\s*(\d+) slurmstepd: \[(\d+)\./.exec(line) ?? [];
      return job !== undefined && own.includes(job) ? [Number(pid)] : [];
    }),
  ];
}

function queued(format: string, ...args: readonly string[]): readonly string[] {
  return shell('squeue', ['-h', '-r', '-o', format, ...args])
    .split('\n')
    .filter(Boolean);
}

const jobsOf = (folder: string): readonly string[] =>
  readFileSync(join(folder, '.slurm/jobs'), 'utf8').split('\n').filter(Boolean);

describe.skipIf(!canRun)('normalize slurm on four nodes of a real Slurm', () => {
  beforeAll(() => {
    corpus = madeCorpus();
    chmodSync(corpus.home, 0o755); // For the user of munged.
    const root = join(corpus.home, 'slurm');
    env = { ...process.env, SLURM_ROOT: root, SLURM_CONF: join(root, 'slurm.conf') };
    cluster('up');
  });
  afterAll(() => {
    cluster('down');
    rmSync(corpus.home, { recursive: true });
  });

  test('an array over MaxArraySize, a task cancelled, the process of one and a whole node killed: the bytes of one run', async () => {
    const folder = join(corpus.home, 'killed');
    const run = submitted(folder);
    await until(() => ledgersIn(folder) > 2);
    const [first = '', second = ''] = jobsOf(folder);
    expect(Number(second)).toBeGreaterThan(Number(first));
    shell('scancel', [`${first}_0`]);
    kill(processesWith(`SLURM_ARRAY_JOB_ID=${first}`, 'SLURM_ARRAY_TASK_ID=1'));
    kill([...daemonsOf('w2'), ...processesWith('SLURMD_NODENAME=w2')]);
    await until(() => ledgersIn(folder) > 20);
    cluster('up');
    // Slurm holds jobs of a dead node back for two minutes.
    await until(() => queued('%r').includes('BeginTime'));
    for (const line of queued('%A %r')) {
      const [job = '', reason] = line.split(' ');
      if (reason === 'BeginTime') shell('scontrol', ['update', `JobId=${job}`, 'StartTime=now']);
    }
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(verified(folder) === corpus.records).toBe(true);
  });

  test('submitted twice: the second call joins; arrays submitted twice all the same give the bytes of one run', async () => {
    const folder = join(corpus.home, 'twice');
    const run = submitted(folder, ['--at-once', '2']);
    await until(() => ledgersIn(folder) > 0);
    const again = started(['slurm', '--cpus', '1', ...PARTS, '-q', '--out-dir', folder, corpus.input], env);
    expect(await again.ended).toMatchObject({
      code: 0,
      text: expect.stringMatching(/already submitted: jobs \d+/) as string,
    });
    expect(queued('%t %F').filter((line) => line.startsWith('R ')).length).toBeLessThanOrEqual(2);
    shell('sbatch', ['--array=0-3', join(folder, '.slurm/task.sh')]);
    expect(await run.ended).toMatchObject({ code: 0 });
    await until(() => queued('%t').length === 0);
    expect(verified(folder) === corpus.records).toBe(true);
    expect(remains(folder)).toEqual([]);
  });

  test('a damaged input: every other record is there, it is named, and the exit status is 1', async () => {
    const folder = join(corpus.home, 'damaged');
    const bad = join(corpus.home, 'cut.gz');
    writeFileSync(bad, readFileSync(join(corpus.input, 'long.txt.gz')).subarray(0, 60));
    const run = started(
      ['slurm', '--tasks', '4', '--cpus', '1', ...PARTS, '--wait', '-q', '--out-dir', folder, corpus.input, bad],
      env,
    );
    expect(await run.ended).toMatchObject({ code: 1 });
    expect(command(['status', folder]).stdout).toMatch(/^(\d+) of \1 parts done[\s\S]*failed +1: damaged 1\n/);
    expect(verified(folder) === corpus.records).toBe(true);
  });

  test('an array with holes is rejected by --shard auto, and does its share with the total', async () => {
    const folder = join(corpus.home, 'holes');
    const args = [...PARTS, '-q', '-j', '1', '--out-dir', folder, corpus.input];
    command(['plan', ...args]);
    const log = join(corpus.home, 'hole.log');
    const task = (shard: string): string =>
      `'${process.execPath}' '${bin}' --shard ${shard} ${args.map((word) => `'${word}'`).join(' ')}`;
    const array = async (tasks: string, shard: string): Promise<void> => {
      shell('sbatch', [`--array=${tasks}`, `--output=${log}`, '--open-mode=append', '--wrap', task(shard)]);
      await until(() => queued('%t').length === 0);
    };
    await array('1,3', 'auto');
    expect(readFileSync(log, 'utf8')).toMatch(/the array has 2 tasks, but 3 numbers/);
    expect(ledgersIn(folder)).toBe(0);
    await array('0-2', 'auto/4');
    await array('3', 'auto/4');
    expect(verified(folder) === corpus.records).toBe(true);
  });
});
