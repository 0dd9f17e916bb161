import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeList } from '../../src/cli/parts/list.ts';
import { openFolder } from '../../src/cli/parts/part-folder.ts';
import type { PartFolder } from '../../src/cli/parts/part-folder.ts';

/** Plans files of these sizes, of which none exists, into a folder. */
export async function madePlan(folder: string, sizes: readonly number[], partBytes: number): Promise<PartFolder> {
  const found = sizes.map((size, index) => {
    const path = Buffer.from(`/那里/${index}.txt`);
    return { kind: 'file' as const, path, name: path, size, live: false };
  });
  const names = { list: 'a.files', index: 'a.parts' };
  const totals = await writeList(
    { list: join(folder, names.list), index: join(folder, names.index) },
    found,
    partBytes,
  );
  const plan = { identity: 'x', version: '1', inputs: [], options: { parts: 'jsonl' }, ...names, ...totals };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  return openFolder(folder);
}
