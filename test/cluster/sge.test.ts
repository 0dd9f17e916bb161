import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kill, ledgersIn, madeCorpus, PARTS, processesWith, started, until, verified } from './corpus.ts';
import type { Corpus, Running } from './corpus.ts';

const canRun =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['sge_qmaster', 'sge_execd', 'qsub'].every((name) => spawnSync('which', [name]).status === 0);

const env = { ...process.env, SGE_ROOT: '/var/lib/gridengine', SGE_CELL: 'default' };
let corpus: Corpus;

function shell(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** `normalize sge` over the corpus, which waits for the end. */
function submitted(folder: string, more: readonly string[]): Running {
  return started(['sge', '--tasks', '4', ...PARTS, ...more, '--wait', '-q', '--out-dir', folder, corpus.input], env);
}

describe.skipIf(!canRun)('Grid Engine', () => {
  beforeAll(() => {
    corpus = madeCorpus();
    shell('bash', [join(import.meta.dirname, 'sge-up.sh')]);
  });
  afterAll(() => {
    spawnSync('bash', [join(import.meta.dirname, 'sge-down.sh')]);
    rmSync(corpus.home, { recursive: true, force: true });
  });

  test('an array with a task deleted and another killed, submitted twice: the bytes of one run', async () => {
    const folder = join(corpus.home, 'killed');
    const run = submitted(folder, ['--cpus', '1']);
    await until(() => ledgersIn(folder) > 2 && processesWith('SGE_TASK_ID=1').length > 0);
    const again = submitted(folder, ['--cpus', '1']);
    kill(processesWith('SGE_TASK_ID=1'));
    const [job = ''] = readFileSync(join(folder, '.sge/jobs'), 'utf8').split('\n');
    spawnSync('qdel', [job, '-t', '2'], { env });
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(await again.ended).toMatchObject({ code: 0, text: expect.stringContaining('already submitted') as unknown });
    expect(verified(folder) === corpus.records).toBe(true);
  });

  test('tasks of two slots in the parallel environment smp', async () => {
    const folder = join(corpus.home, 'smp');
    expect(await submitted(folder, ['--cpus', '2', '--at-once', '1']).ended).toMatchObject({ code: 0 });
    expect(verified(folder) === corpus.records).toBe(true);
  });
});
