import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveOf, budget, byteReader, Damage, rest } from '../../src/archives/index.ts';
import { zip, zipOf } from '../made/archives.ts';
import * as packed from '../made/packed.ts';
import { readFolder } from '../run/in-process.ts';

const TEXT = '今天天气很好，我们去公园散步。\n';
const NAMES = ['一.txt', 'b/二.txt', 'c.txt', '四.txt'];
const contentOf = (name: string): string => `${name}\n${TEXT.repeat(40)}`;

/** The members of a ZIP archive that can be read, by name, and whether its end is told to be lost. */
async function membersOf(bytes: Buffer): Promise<{ readonly whole: readonly string[]; readonly lost: boolean }> {
  const whole: string[] = [];
  const how = { maxBytes: 1e6, maxWindow: 2 ** 27, budget: budget(), file: null };
  try {
    for await (const { name, bytes: content } of archiveOf(bytes)?.members(byteReader([bytes].values()), how) ?? []) {
      const text = await rest(content, 1e6).catch((error: unknown) => {
        if (error instanceof Damage) return null;
        throw error;
      });
      if (text === null) continue;
      expect(text.toString()).toBe(contentOf(name ?? ''));
      whole.push(name ?? '');
    }
    return { whole, lost: false };
  } catch (error) {
    if (error instanceof Damage) return { whole, lost: true };
    throw error;
  }
}

describe('a ZIP archive without its end', () => {
  test.each([
    ['sizes in front', { method: 8 }],
    ['sizes behind the data', { method: 8, behind: true }],
    ['stored', { method: 0 }],
  ])('%s: cut anywhere, the files in front of the cut are read', async (_, how) => {
    const entries = NAMES.map((name) => ({ ...how, name: latin1(name), content: contentOf(name) }));
    const bytes = zipOf(entries);
    expect(await membersOf(bytes)).toEqual({ whole: NAMES, lost: false });
    const ends = entries.map((_one, index) =>
      zipOf(entries.slice(0, index + 1)).indexOf('PK\u0001\u0002', 0, 'latin1'),
    );
    for (let end = 40; end < bytes.length; end += 7) {
      const { whole, lost } = await membersOf(bytes.subarray(0, end));
      expect(lost).toBe(true);
      expect(whole).toEqual(NAMES.filter((_name, index) => (ends[index] ?? 0) <= end));
    }
  });

  test('other bytes behind it: all files are read, and it fails; an office document is none', async () => {
    const bytes = zip({ 'a.txt': contentOf('a.txt') });
    expect(await membersOf(Buffer.concat([bytes, Buffer.alloc(20)]))).toEqual({ whole: ['a.txt'], lost: true });
    const office = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:t>字</w:t>' });
    expect(await membersOf(office.subarray(0, -30))).toEqual({ whole: [], lost: true });
  });
});

/** Names of made archives are written as Latin-1. */
function latin1(name: string): string {
  return Buffer.from(name).toString('latin1');
}

test('bytes behind a compressed text: the text is kept, and the file fails', async () => {
  const { code, records, stderr } = await readFolder({
    'a.gz': Buffer.concat([gzipSync(TEXT), Buffer.from('x')]),
    'b.gz': Buffer.concat([gzipSync(TEXT), Buffer.alloc(9), Buffer.from('trailing garbage')]),
    'c.bz2': Buffer.concat([packed.BZIP2, Buffer.from('BZ')]),
    'd.zst': Buffer.concat([packed.ZSTD, Buffer.from('x')]),
    'e.gz': Buffer.concat([gzipSync(TEXT), gzipSync(TEXT).subarray(0, 12)]),
  });
  expect([code, records.map(({ source }) => source.path)]).toEqual([1, ['a.gz', 'b.gz', 'c.bz2', 'd.zst']]);
  expect(stderr.split('\n').map((line) => line.replace(/ after byte.*| at byte.*|, after.*/, ''))).toEqual([
    'a.gz: no gzip member',
    'b.gz: no gzip member or zero padding',
    'c.bz2: no bzip2 stream',
    'd.zst: no zstd frame',
    // Here the text goes on, and is cut.
    'e.gz: ends inside gzip member 2',
    '',
  ]);
});

test('an empty file of lines has no documents, whether packed or not', async () => {
  const empty = { 'a.jsonl': '', 'b.ndjson': '\n \r\n', 'c.jsonl': '\uFEFF', 'd.jsonl.gz': gzipSync('') };
  expect(await readFolder(empty)).toEqual({ code: 0, records: [], stderr: '' });
  expect((await readFolder({ 'a.txt': '' })).records.map(({ warnings }) => warnings)).toEqual([['empty']]);
});
