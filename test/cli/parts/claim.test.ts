import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run as merge } from '../../../src/cli/commands/merge.ts';
import { claimed } from '../../../src/cli/parts/claim.ts';
import { takeLease, takeOver } from '../../../src/cli/parts/lease.ts';
import { ledgerFile, leaseFile, partFile } from '../../../src/cli/parts/part-folder.ts';
import type { PartFolder } from '../../../src/cli/parts/part-folder.ts';
import { runPart } from '../../../src/cli/parts/run-part.ts';
import { standingOf } from '../../../src/cli/parts/standing.ts';
import { doneIn } from '../../../src/cli/parts/state.ts';
import { madePlan } from '../../made/plan.ts';
import { command, temporaryFolder } from '../../run/command.ts';

const planned = (parts: number): Promise<PartFolder> =>
  madePlan(temporaryFolder(), new Array<number>(parts).fill(1), 1);

const hourAgo = (path: string): void => {
  const then = Date.now() / 1000 - 3600;
  utimesSync(path, then, then);
};

const leasePath = (parts: PartFolder, part: number): string => parts.dir.pathOf(leaseFile(parts, part));

function finish(parts: PartFolder, part: number): void {
  for (const name of [partFile(parts, part), ledgerFile(parts, part)]) writeFileSync(parts.dir.pathOf(name), '');
}

const never = (): boolean => false;

describe('leases', () => {
  test('one process has a part until it gives it back', async () => {
    const parts = await planned(3);
    const lease = await takeLease(parts, 1, 100);
    expect(await lease?.isMine()).toBe(true);
    expect([await takeLease(parts, 1, 100), await takeOver(parts, 1, 100)]).toEqual([null, null]);
    await lease?.release();
    const next = await takeLease(parts, 1, 100);
    expect([await lease?.isMine(), await next?.isMine()]).toEqual([false, true]);
    await lease?.release();
    expect(await next?.isMine()).toBe(true);
    await next?.release();
    expect(readdirSync(parts.dir.place).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('a stale lease is taken over once, and its holder sees that when it goes on', async () => {
    const parts = await planned(1);
    const stopped = await takeLease(parts, 0, 100);
    hourAgo(leasePath(parts, 0));
    const next = await takeOver(parts, 0, 100);
    expect([await stopped?.isMine(), await next?.isMine(), await takeOver(parts, 0, 100)]).toEqual([false, true, null]);
    const made = await runPart(parts, 0, {
      executor: { width: 1, run: () => Promise.reject(new Error('not asked')), close: () => Promise.resolve() },
      options: { maxBytes: 1, partBytes: 1, parts: 'jsonl' },
      watch: () => undefined,
      isMine: stopped?.isMine ?? (() => Promise.resolve(true)),
    }).catch((error: unknown) => error);
    expect(made).toMatchObject({ message: 'not asked' });
    expect(readdirSync(parts.dir.place).filter((name) => name.endsWith('.part'))).toEqual([]);
    await stopped?.release();
    expect(await next?.isMine()).toBe(true);
    await next?.release();
  });

  test('whether a part is being made is told by its own lease', async () => {
    const parts = await planned(2);
    const leases = [await takeLease(parts, 0, 100), await takeLease(parts, 1, 7200)];
    for (const part of [0, 1]) hourAgo(leasePath(parts, part));
    const { stale, running } = await standingOf(parts)();
    expect([stale, [...running.values()]]).toEqual([1, [1]]);
    for (const lease of leases) await lease?.release();
  });

  test('a lease is renewed while its holder lives', async () => {
    const parts = await planned(1);
    const lease = await takeLease(parts, 0, 0.03);
    hourAgo(leasePath(parts, 0));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await takeOver(parts, 0, 1)).toBeNull();
    await lease?.release();
  });
});

describe('--shard claim', () => {
  test('any number of processes, some of which die: every part is handed out, to one at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat(3), { maxLength: 40 }),
        async (count, order) => {
          const parts = await planned(count);
          const runs = Array.from({ length: 4 }, () => claimed(parts, 60, never));
          const held = new Map<number, number>();
          for (const [step, who] of order.entries()) {
            const lease = (await runs[who]?.next())?.value;
            if (!lease) continue;
            expect(held.has(lease.part)).toBe(false);
            held.set(lease.part, who);
            // One in three dies here, and its lease stays.
            if (step % 3 === 0) hourAgo(leasePath(parts, lease.part));
            else finish(parts, lease.part);
            if (step % 3 !== 0) await lease.release();
            else held.delete(lease.part);
          }
          for await (const lease of claimed(parts, 60, never)) {
            finish(parts, lease.part);
            await lease.release();
          }
          expect(await doneIn(parts)).toBe(count);
          expect(readdirSync(parts.dir.place).filter((name) => name.endsWith('.part'))).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('the parts of a living holder are left to it', async () => {
    const parts = await planned(2);
    const held = await takeLease(parts, 0, 0.1);
    const taken: number[] = [];
    for await (const lease of claimed(parts, 0.6, never)) {
      taken.push(lease.part);
      finish(parts, lease.part);
      await lease.release();
    }
    expect([taken, await held?.isMine()]).toEqual([[1], true]);
    await held?.release();
  });
});

const ARTICLE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。\n新館共有三層，一層是兒童閱覽室。\n';

test('plan, claim over a dead lease, status, merge: the bytes of one run; verify --reset has damaged parts made again', async () => {
  const folder = temporaryFolder();
  for (let file = 0; file < 5; file++)
    writeFileSync(join(folder, `${file}.jsonl`), `${JSON.stringify({ text: `${file}${ARTICLE}` })}\n`.repeat(20));
  const out = join(temporaryFolder(), 'out');
  const args = ['--part-bytes', '5000', '-j', '1', '--out-dir', out, folder];
  expect(command(['plan', ...args]).stdout).toMatch(/^3 parts: 5 files, /);
  const merged = join(temporaryFolder(), 'all.jsonl');
  const merging = { output: merged, quiet: true, maxBytes: 1, partBytes: 1, parts: '' };
  expect([await merge([out], merging), existsSync(merged)]).toEqual([1, false]);
  writeFileSync(join(out, '.part-00001.lease'), '{"id":"00","host":"w9","pid":1}\n');
  hourAgo(join(out, '.part-00001.lease'));
  expect(command(['-q', '--shard', 'claim', ...args]).code).toBe(0);
  const status = command(['status', out]);
  expect(status.stdout).toMatch(/^3 of 3 parts done, 0 running, 0 to do\n.*\n100 in = 100 written/);
  expect(await merge([out], merging)).toBe(0);
  expect(readFileSync(merged, 'utf8') === command(['-q', folder]).stdout).toBe(true);
  const part = join(out, 'part-00002.jsonl');
  writeFileSync(part, readFileSync(part, 'utf8').replace('年', '月').replace('今', '明'));
  expect(command(['verify', '--reset', out])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /; its ledger is deleted\n1 part will be made again by the next run\n2 of 3 parts are whole.*\n$/,
    ) as unknown,
  });
  expect(existsSync(join(out, 'part-00002.ledger.json'))).toBe(false);
  command(['-q', '--shard', 'claim', ...args]);
  expect(command(['verify', out]).code).toBe(0);
});
