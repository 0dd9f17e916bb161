import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPlan } from '../../../src/cli/parts/plan.ts';
import type { RunOptions } from '../../../src/cli/options/types.ts';
import { temporaryFolder } from '../../run/command.ts';

const OPTIONS: RunOptions = { maxBytes: 2 ** 20, partBytes: 60, parts: 'jsonl', cut: 40, quiet: true };

/** Folders with files in sorting orders that are easy to get wrong, files that are cut, and what cannot be read. */
function inputsIn(folder: string): readonly string[] {
  for (const name of ['a', 'a/b', 'a.d', 'a/b.d', 'z']) mkdirSync(join(folder, 'in', name), { recursive: true });
  const files = ['a/b/1.txt', 'a/b/2.txt', 'a.d/1.txt', 'a/b.d/1.txt', 'a/b-', 'a-', 'a/0', 'z/最后.txt', 'z/1'];
  for (const file of files) writeFileSync(join(folder, 'in', file), '天'.repeat(file.length));
  writeFileSync(join(folder, 'in/a/lines.jsonl'), '{"text":"天下"}\n'.repeat(9));
  writeFileSync(join(folder, 'own.txt'), '天');
  return [join(folder, 'own.txt'), join(folder, 'in'), join(folder, 'missing'), join(folder, 'in/a/b')];
}

/** The name of a folder's list, and what its list and index say. */
function planIn(folder: string): { readonly list: string; readonly text: string } {
  const names = readdirSync(folder);
  const list = names.find((name) => name.endsWith('.files')) ?? '';
  const index = names.find((name) => name.endsWith('.parts')) ?? '';
  return { list, text: readFileSync(join(folder, list), 'utf8') + readFileSync(join(folder, index), 'utf8') };
}

describe('a plan that was killed', () => {
  test('goes on behind what was listed, wherever that ends, with the same bytes', async () => {
    const home = temporaryFolder();
    const inputs = inputsIn(home);
    const whole = join(home, 'whole');
    await openPlan(whole, inputs, OPTIONS);
    const { list, text } = planIn(whole);
    const size = readFileSync(join(whole, list)).length;
    await fc.assert(
      fc.asyncProperty(fc.nat(size), async (length) => {
        const folder = mkdtempSync(join(home, 'killed-'));
        writeFileSync(join(folder, list), readFileSync(join(whole, list)));
        truncateSync(join(folder, list), length);
        await openPlan(folder, inputs, OPTIONS);
        rmSync(join(folder, list));
        expect(planIn(folder).text).toBe(text);
      }),
      { numRuns: 8 },
    );
  });

  test('does not list again what was listed, and lists anew with inputs that are named twice', async () => {
    const home = temporaryFolder();
    const inputs = inputsIn(home);
    const out = join(home, 'out');
    const { plan } = await openPlan(out, inputs, OPTIONS);
    rmSync(join(out, 'plan.json'));
    for (const name of ['in/a-', 'in/z/0']) writeFileSync(join(home, name), '更多');
    appendFileSync(join(out, plan.list), '{"path":"cut sh');
    const again = await openPlan(out, inputs, OPTIONS);
    expect(again.plan).toEqual({ ...plan, list: again.plan.list, index: again.plan.index });
    const twice = join(home, 'twice');
    const first = await openPlan(twice, [...inputs, ...inputs], OPTIONS);
    rmSync(join(twice, 'plan.json'));
    const second = await openPlan(twice, [...inputs, ...inputs], OPTIONS);
    expect(second.plan.files).toBe(first.plan.files);
  });

  test('--learn is rejected', async () => {
    await expect(openPlan(temporaryFolder(), ['.'], { ...OPTIONS, learn: true })).rejects.toThrow(
      /--learn cannot be used/,
    );
  });
});
