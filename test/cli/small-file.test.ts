import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { findFiles } from '../../src/cli/input/find-files.ts';
import type { FoundFile } from '../../src/cli/input/find-files.ts';
import { readSmall } from '../../src/cli/input/small-file.ts';
import { looksLikeJsonl } from '../../src/index.ts';
import { temporaryFolder } from '../run/command.ts';

const OPTIONS = { maxBytes: 2 ** 26 };

function fileOf(name: string, content: string | Uint8Array): FoundFile {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  const [found] = findFiles([path]);
  if (found?.kind !== 'file') throw new Error('not found');
  return found;
}

const small = (name: string, content: string | Uint8Array): readonly unknown[] | null => {
  const found = readSmall(fileOf(name, content), OPTIONS);
  return found === null ? null : Array.from(found);
};

test.each([
  ['a.txt', '甲乙。\n'],
  ['a.html', '<p>甲乙。</p>'],
  ['a.md', '# 甲\n乙。\n'],
  ['a.json', '{"title":"甲","text":"乙"}'.replaceAll(',', ',\n')],
])('a small file is read at once: %s', (name, content) => {
  expect(small(name, content)).toMatchObject([{ member: null, bytes: Buffer.from(content) }]);
});

test('what is no text is told at once', () => {
  expect(small('a.bin', Buffer.alloc(2000, 1))).toMatchObject([{ kind: 'skipped', reason: 'not-text' }]);
});

test.each([
  ['an archive', 'a.gz', gzipSync('甲乙。')],
  ['lines of JSON', 'a.jsonl', '{"text":"甲"}\n{"text":"乙"}\n'],
  ['a table', 'a.csv', 'text\n甲\n'],
  ['a large file', 'a.txt', '甲乙。\n'.repeat(7000)],
  ['an empty file', 'a.txt', ''],
])('%s is left to the stream', (_, name, content) => {
  expect(small(name, content)).toBeNull();
});

test('a file that has changed or gone since it was found is left to the stream, which says so', () => {
  const file = fileOf('a.txt', '甲乙。\n');
  expect(readSmall({ ...file, planned: { size: file.size + 1 } }, OPTIONS)).toBeNull();
  expect(
    readSmall({ ...file, path: Buffer.concat([file.path ?? Buffer.alloc(0), Buffer.from('x')]) }, OPTIONS),
  ).toBeNull();
  expect(readSmall(file, { maxBytes: file.size - 1 })).toBeNull();
});

test('lines of JSON may begin with any white space', () => {
  for (const space of [' ', '\t', '\u00a0', '\u1680', '\u2003', '\u2028', '\u205f', '\u3000', '\ufeff'])
    expect([space, looksLikeJsonl(Buffer.from(`${space}{"text":"甲"}\n`), 'text')]).toEqual([space, true]);
});
