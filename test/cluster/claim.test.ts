import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../run/command.ts';
import { ledgersIn, madeCorpus, PARTS, remains, started, until, verified } from './corpus.ts';
import type { Corpus } from './corpus.ts';

let corpus: Corpus;
beforeAll(() => {
  corpus = madeCorpus();
});
afterAll(() => {
  rmSync(corpus.home, { recursive: true });
});

describe('--shard claim', () => {
  test('eight processes, two of them stopped, one killed, the two revived at the end: the bytes of one run', async () => {
    const folder = join(corpus.home, 'claimed');
    const args = ['-q', '-j', '1', ...PARTS, '--lease', '2', '--shard', 'claim', '--out-dir', folder, corpus.input];
    const runs = Array.from({ length: 8 }, () => started(args));
    await until(() => ledgersIn(folder) > 3);
    const [first, second, third, ...others] = runs;
    first?.child.kill('SIGSTOP');
    second?.child.kill('SIGSTOP');
    third?.child.kill('SIGKILL');
    for (const { ended } of others) expect(await ended).toMatchObject({ code: 0, text: '' });
    expect(command(['status', folder]).stdout).toMatch(/^(\d+) of \1 parts done/);
    for (const run of [first, second]) {
      run?.child.kill('SIGCONT');
      expect(await run?.ended).toMatchObject({ code: 0, text: '' });
    }
    expect(verified(folder) === corpus.records).toBe(true);
    expect(remains(folder, third?.child.pid)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    'two containers with one PID, on the same parts: both end well',
    async () => {
      const folder = join(corpus.home, 'containers');
      const args = ['-q', '-j', '1', ...PARTS, '--out-dir', folder, corpus.input];
      const contained = [1, 2].map(() => started(args, process.env, ['unshare', '--pid', '--fork', '--mount-proc']));
      for (const { ended } of contained) expect(await ended).toMatchObject({ code: 0, text: '' });
      expect(verified(folder) === corpus.records).toBe(true);
      expect(remains(folder)).toEqual([]);
    },
  );
});
