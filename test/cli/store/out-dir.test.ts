import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../src/cli/output/target.ts';
import { takeLease, takeOver } from '../../../src/cli/parts/lease.ts';
import { claimed } from '../../../src/cli/parts/claim.ts';
import { allParts, overParts } from '../../../src/cli/parts/over-parts.ts';
import { ledgerFile, leaseFile, partFile } from '../../../src/cli/parts/part-folder.ts';
import type { PartFolder } from '../../../src/cli/parts/part-folder.ts';
import { doneIn } from '../../../src/cli/parts/state.ts';
import type { Client } from '../../../src/cli/store/client.ts';
import { objectDir } from '../../../src/cli/store/object-dir.ts';
import { triedConditions } from '../../../src/cli/store/object-leases.ts';
import { uploadSink } from '../../../src/cli/store/upload.ts';
import { plannedInto } from '../../made/plan.ts';
import { store } from '../../run/store.ts';
import type { Fault, Store } from '../../run/store.ts';
import { aged } from '../../run/store-writes.ts';

const PIECE = 64;
const PLACE = 's3://corpus/out';

async function written(client: Client, content: Buffer, steps: readonly number[]): Promise<void> {
  const sink = uploadSink(client, `${PLACE}/a`, PIECE);
  try {
    let at = 0;
    for (const step of steps) {
      const bytes = new Uint8Array(content.subarray(at, at + step));
      await sink.write(bytes);
      // The caller writes into the same memory again.
      bytes.fill(0);
      at += step;
    }
    await sink.write(content.subarray(at));
    await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

const contentOf = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, index) => index % 251));

/** Failures that pass: busy, broken, refused without a word, or done with the answer lost. */
const FAULTS: readonly (Fault | null)[] = [
  null,
  { status: 503, code: 'SlowDown' },
  { status: 500 },
  { status: 409, code: 'OperationAborted' },
  { cutAfter: 0 },
];

describe('an object that is written', () => {
  test('has the bytes, in whatever steps they come and whatever fails on the way, and leaves no pieces', async () => {
    const served = await store({});
    const faults = fc.array(fc.constantFrom(...FAULTS), { maxLength: 7 });
    const cases = fc.asyncProperty(
      fc.nat(6 * PIECE),
      fc.array(fc.nat(150), { maxLength: 6 }),
      faults,
      async (size, steps, some) => {
        served.objects.clear();
        served.uploads.clear();
        served.faults.splice(0, Infinity, ...some);
        await written(served.client, contentOf(size), steps);
        served.faults.splice(0);
        expect(served.objects.get('out/a')).toEqual(contentOf(size));
        // One whose number did not arrive holds nothing.
        expect([...served.uploads.values()].filter(({ pieces }) => pieces.size > 0)).toEqual([]);
      },
    );
    await fc.assert(cases, { numRuns: 30 });
  });

  test('is not there, nor any piece of it, if that fails for good or is given up', async () => {
    const served = await store({});
    served.faults.push(null, null, { status: 403, code: 'AccessDenied' });
    await expect(written(served.client, contentOf(200), [])).rejects.toThrow(
      /^s3:\/\/corpus\/out\/a: cannot be written: access denied \(status 403, AccessDenied\)$/,
    );
    const sink = uploadSink(served.client, `${PLACE}/a`, PIECE);
    await sink.write(contentOf(300));
    expect(served.uploads.size).toBe(1);
    await sink.abandon();
    expect([served.objects.size, served.uploads.size]).toEqual([0, 0]);
  });

  test('of a few bytes takes one request', async () => {
    const served = await store({});
    await written(served.client, contentOf(PIECE), []);
    expect(served.seen).toEqual(['PUT /corpus/out/a']);
  });
});

const planned = async (served: Store, parts: number): Promise<PartFolder> =>
  plannedInto(objectDir(PLACE, served.client), new Array<number>(parts).fill(1), 1);

const objectAt = (served: Store, name: string): Uint8Array | undefined => served.objects.get(`out/${name}`);

describe.each(['obeyed', 'absent'] as const)('leases on a store whose conditions are: %s', (conditions) => {
  const kind = conditions === 'absent' ? { conditions } : {};

  test('one process has a part until it gives it back, whatever fails on the way', async () => {
    const served = await store({}, kind);
    const parts = await planned(served, 3);
    served.faults.push({ cutAfter: 0 });
    const lease = await takeLease(parts, 1, 100);
    expect(await lease?.isMine()).toBe(true);
    served.faults.push({ cutAfter: 0 }, { status: 503 });
    expect([await takeLease(parts, 1, 100), await takeOver(parts, 1, 100)]).toEqual([null, null]);
    await lease?.release();
    const next = await takeLease(parts, 1, 100);
    expect([await lease?.isMine(), await next?.isMine()]).toEqual([false, true]);
    await lease?.release();
    expect(await next?.isMine()).toBe(true);
    await next?.release();
    expect([...served.objects.keys()].filter((key) => key.includes('/.'))).toEqual([]);
  });

  test('a stale lease is taken over once, and its holder sees that when it goes on', async () => {
    const served = await store({}, kind);
    const parts = await planned(served, 1);
    const stopped = await takeLease(parts, 0, 0.03);
    await stopped?.release();
    const again = await parts.dir.leases.take(leaseFile(parts, 0), 'id');
    aged(objectAt(served, leaseFile(parts, 0)), 3_600_000);
    const next = await takeOver(parts, 0, 100);
    expect([await again?.isMine(), await next?.isMine(), await takeOver(parts, 0, 100)]).toEqual([false, true, null]);
    await again?.renew();
    await again?.release();
    expect(await next?.isMine()).toBe(true);
    await next?.release();
  });

  test('a sign of life is one, even if the answer to it was lost', async () => {
    const served = await store({}, kind);
    const parts = await planned(served, 1);
    const { leases } = parts.dir;
    const name = leaseFile(parts, 0);
    const lease = await leases.take(name, 'id\n');
    const before = await leases.holder(name);
    served.faults.push({ cutAfter: 0 });
    for (let beat = 0; beat < 3; beat++) await lease?.renew();
    const after = await leases.holder(name);
    expect([after?.text, after?.version === before?.version]).toEqual(['id\n', false]);
    if (before !== null && conditions === 'obeyed') expect(await leases.takeFrom(name, before, 'other')).toBeNull();
    await lease?.release();
    expect(await leases.holder(name)).toBeNull();
  });
});

describe('--shard claim on a store', () => {
  test('hands out every part once, though lists do not show what was just made', async () => {
    const served = await store({}, { pageSize: 7 });
    const parts = await planned(served, 8);
    const made: number[] = [];
    const runs = [0, 1, 2].map(() => claimed(parts, 60, () => false));
    const work = async (run: (typeof runs)[number]): Promise<void> => {
      for await (const lease of run) {
        made.push(lease.part);
        for (const name of [partFile(parts, lease.part), ledgerFile(parts, lease.part)]) {
          if (lease.part % 2 === 0) served.unlisted.add(`out/${name}`);
          await parts.dir.create(name, '');
        }
        await lease.release();
        if (made.length > 30) throw new Error('parts are made again');
        if (made.length === 8) served.unlisted.clear();
      }
    };
    await Promise.all(runs.map(work));
    expect([made.sort(), await doneIn(parts)]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], 8]);
  });

  test.each(['ignored', 'refused'] as const)(
    'is refused where conditions are %s, and a plan is made all the same',
    async (conditions) => {
      const served = await store({}, { conditions });
      const parts = await planned(served, 1);
      await expect(parts.dir.leases.check()).rejects.toThrow(
        /^s3:\/\/corpus\/out\/: the store has no conditional writes \(If-None-Match\).*--shard i\/N$/,
      );
      expect([...served.objects.keys()].filter((key) => key.includes('/.'))).toEqual([]);
    },
  );

  test('finds how a store takes conditions', async () => {
    const tried = async (kind: Parameters<typeof store>[1]): Promise<readonly boolean[]> => {
      const { absent, same } = await triedConditions((await store({}, kind)).client, `${PLACE}/`);
      return [absent, same !== null];
    };
    expect([await tried({}), await tried({ conditions: 'absent' }), await tried({ conditions: 'ignored' })]).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });
});

test('parts of a store are asked about sixteen at a time, and told in order', async () => {
  const parts = await planned(await store({}), 40);
  let [active, most] = [0, 0];
  const told: number[] = [];
  const asked = overParts(parts, allParts(parts), async (part) => {
    most = Math.max(most, ++active);
    await parts.dir.stat(partFile(parts, part));
    active--;
    return part;
  });
  for await (const part of asked) told.push(part);
  expect([told, most]).toEqual([[...allParts(parts)], 16]);
});

test('files of a prefix: names of a sub-folder, sizes, ranges, what is not there; a bucket that is refused is told', async () => {
  const served = await store({ 'out/a': 'abc', 'out/00000/part-1': '', 'out/00001/x': '', outer: '' }, { pageSize: 1 });
  const dir = objectDir(`${PLACE}/`, served.client);
  await dir.prepare();
  expect([await dir.names(''), await dir.names('00000'), await dir.names('7')]).toEqual([
    ['00000', '00001', 'a'],
    ['part-1'],
    [],
  ]);
  expect([(await dir.stat('a'))?.bytes, await dir.stat('b'), await dir.read('b')]).toEqual([3, null, null]);
  expect([await dir.range('a', 1, 9), await dir.range('a', 3, 9)].map(String)).toEqual(['bc', '']);
  await dir.remove('b');
  served.faults.push({ status: 403, code: 'AccessDenied' });
  await expect(dir.prepare()).rejects.toThrow(/^s3:\/\/corpus\/out\/: cannot be written to: access denied/);
  expect(() => targetOf('s3://corpus/a.jsonl')).toThrow(/this output is a local file; --out-dir takes s3:/);
  expect(() => objectDir('https://a.cn/x', served.client)).toThrow(
    /--out-dir takes a folder or s3:\/\/bucket\/prefix$/,
  );
});
