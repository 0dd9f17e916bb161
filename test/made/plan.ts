import { writeList } from '../../src/cli/parts/list.ts';
import { localDir } from '../../src/cli/parts/local-dir.ts';
import type { OutDir } from '../../src/cli/parts/out-dir.ts';
import { plannedIn } from '../../src/cli/parts/part-folder.ts';
import type { PartFolder } from '../../src/cli/parts/part-folder.ts';

/** Plans files of these sizes, of which none exists, into a folder. */
export function madePlan(folder: string, sizes: readonly number[], partBytes: number): Promise<PartFolder> {
  return plannedInto(localDir(folder), sizes, partBytes);
}

/** As `madePlan`, into any place. */
export async function plannedInto(dir: OutDir, sizes: readonly number[], partBytes: number): Promise<PartFolder> {
  const found = sizes.map((size, index) => {
    const path = Buffer.from(`/那里/${index}.txt`);
    return { kind: 'file' as const, path, name: path, size, live: false };
  });
  const names = { list: 'a.files', index: 'a.parts' };
  const totals = await writeList(dir, names, found, { partBytes });
  const plan = { identity: 'x', version: '1', inputs: [], options: { parts: 'jsonl' }, ...names, ...totals };
  await dir.create('plan.json', JSON.stringify(plan));
  return plannedIn(dir);
}
