import { expect, test } from 'vitest';
import type { FoundFile } from '../../../src/cli/input/find-files.ts';
import type { OpenFile } from '../../../src/cli/input/open-file.ts';
import { openObject } from '../../../src/cli/store/object.ts';
import { openAhead } from '../../../src/cli/workers/open-ahead.ts';
import { store } from '../../run/store.ts';

const OPTIONS = { maxBytes: 2 ** 20 };

function objectOf(key: string, size: number): FoundFile {
  return { kind: 'file', path: Buffer.from(`s3://corpus/${key}`), name: Buffer.from(key), size, live: false };
}

async function contentOf(open: OpenFile): Promise<string> {
  const parts: Uint8Array[] = [];
  for (let next = await open.chunks.next(); next.done !== true; next = await open.chunks.next()) parts.push(next.value);
  open.close();
  return Buffer.concat(parts).toString();
}

test('small objects are fetched ahead, few at a time, in their order; failures come at their turn', async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `${index}.txt`);
  const grown = '長'.repeat(300_000);
  const contents = Object.fromEntries(keys.map((key) => [key, `內容 ${key}`]));
  const served = await store({ ...contents, '20.txt': grown, 'large.txt': grown });
  served.objects.delete('30.txt');
  served.faults.push(null, { status: 503 }, { cutAfter: 3 });
  let [active, most] = [0, 0];
  const files = [...keys.map((key) => objectOf(key, 20)), objectOf('large.txt', grown.length)];
  const open = openAhead(files, async ({ path }) => {
    most = Math.max(most, ++active);
    try {
      return await openObject(String(path), served.client);
    } finally {
      active--;
    }
  });
  for (const file of files) {
    const key = file.name.toString();
    const opening = open(file, OPTIONS);
    if (key === '30.txt') await expect(opening).rejects.toThrow('no such object');
    else expect(await contentOf(await opening)).toBe(['20.txt', 'large.txt'].includes(key) ? grown : contents[key]);
  }
  expect(most).toBe(16);
});

test('the bytes before a failure are those of a file read at its turn', async () => {
  const served = await store({ a: '一二三四五', b: '六' });
  const files = [objectOf('a', 15), objectOf('b', 3)];
  const open = openAhead(files, ({ path }) => openObject(String(path), served.client));
  served.faults.push({ cutAfter: 6 }, null, { replaced: Buffer.from('別的') });
  const opened = await open(files[0] ?? objectOf('', 0), OPTIONS);
  expect(Buffer.from((await opened.chunks.next()).value as Uint8Array).toString()).toBe('一二');
  expect(() => opened.chunks.next()).toThrow('changed while it was being read');
  expect(opened.changed()).toBe(true);
});
