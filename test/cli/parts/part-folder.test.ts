import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryName } from '../../../src/cli/output/temporary.ts';
import { filesOf } from '../../../src/cli/parts/list.ts';
import { openFolder, partName, subfolderOf } from '../../../src/cli/parts/part-folder.ts';
import type { PartFolder } from '../../../src/cli/parts/part-folder.ts';
import type { Part } from '../../../src/cli/parts/plan-file.ts';
import { remainsRemover } from '../../../src/cli/parts/run-part.ts';
import { madePlan } from '../../made/plan.ts';
import { temporaryFolder } from '../../run/command.ts';

/** A planned folder for files of these sizes, of which none exists. */
const planned = (sizes: readonly number[], partBytes: number): Promise<PartFolder> =>
  madePlan(temporaryFolder(), sizes, partBytes);

describe('a planned folder', () => {
  test('the parts of its index, read in any order, hold every file once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(200), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 300 }),
        async (sizes, limit) => {
          const parts = await planned(sizes, limit);
          const numbers = Array.from({ length: parts.plan.parts }, (_, part) => part);
          const read = new Map<number, Part>();
          for (const part of [...numbers].reverse()) read.set(part, await parts.at(part));
          const names: string[] = [];
          for (const part of numbers)
            for await (const { name } of filesOf(parts.dir, parts.plan.list, read.get(part) ?? { from: 0, to: 0 }))
              names.push(name.toString());
          expect(names).toEqual(sizes.map((_, index) => `/那里/${index}.txt`));
          expect([...read.values()].reduce((sum, { bytes }) => sum + bytes, 0)).toBe(parts.plan.bytes);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('more than 1,000 parts are in sub-folders, by their number', async () => {
    const small = await planned(new Array<number>(1000).fill(1), 1);
    expect([partName(small, 999), subfolderOf(small, 999)]).toEqual(['part-00999', '']);
    const large = await planned(new Array<number>(2500).fill(1), 1);
    expect(large.plan.parts).toBe(2500);
    expect([partName(large, 999), partName(large, 2499)]).toEqual(['00000/part-00999', '00002/part-02499']);
    expect(await large.at(2499)).toMatchObject({ files: 1, bytes: 1 });
    expect((await large.at(0)).from).toBe(0);
  });

  test('an index that is cut short is an error, not a part without files', async () => {
    const parts = await planned(new Array<number>(3).fill(1), 1);
    truncateSync(join(parts.dir.place, 'a.parts'), 64 * 2 + 10);
    await expect((await openFolder(parts.dir.place)).at(2)).rejects.toThrow(/a\.parts: is damaged: part 2 has no row/);
    expect((await (await openFolder(parts.dir.place)).at(1)).files).toBe(1);
  });

  test('remains of dead runs are removed from the folder of a part, those of running ones stay', async () => {
    const parts = await planned(new Array<number>(1500).fill(1), 1);
    const folder = join(parts.dir.place, subfolderOf(parts, 1200));
    mkdirSync(folder, { recursive: true });
    const dead = spawnSync('true').pid;
    const alive = temporaryName('part-01200.jsonl');
    const remains = [temporaryName('part-01300.jsonl'), temporaryName('part-01300.ledger.json')];
    for (const name of [...remains.map((name) => name.replace(`-${process.pid}-`, `-${dead}-`)), alive])
      writeFileSync(join(folder, name), '');
    const remove = remainsRemover(parts);
    await remove(3);
    expect(readdirSync(folder)).toHaveLength(3);
    await remove(1201);
    expect(readdirSync(folder)).toEqual([alive]);
  });
});
