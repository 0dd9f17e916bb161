import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveOf, budget, byteReader, Damage, rest } from '../../src/archives/index.ts';
import { tar, zip, zipOf } from '../made/archives.ts';
import * as packed from '../made/packed.ts';
import { readFolder } from '../run/in-process.ts';
import { undamaged } from '../run/members.ts';

const TEXT = '今天天气很好，我们去公园散步。\n';
const NAMES = ['一.txt', 'b/二.txt', 'c.txt', '四.txt'];
const contentOf = (name: string): string => `${name}\n${TEXT.repeat(40)}`;

/** The members of a ZIP archive that can be read, by name, and whether its end is told to be lost. */
async function membersOf(bytes: Buffer): Promise<{ readonly whole: readonly string[]; readonly lost: boolean }> {
  const whole: string[] = [];
  const how = { maxBytes: 1e6, maxWindow: 2 ** 27, budget: budget(), file: null };
  try {
    for await (const { name, bytes: content } of undamaged(
      archiveOf(bytes)?.members(byteReader([bytes].values()), how) ?? [],
    )) {
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
  test('an entry of the directory is altered: the other files are read by the headers in front of them', async () => {
    const bytes = zipOf(NAMES.map((name) => ({ method: 8, name: latin1(name), content: contentOf(name) })));
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1)) {
      const { whole, lost } = await membersOf(changed(bytes, at, 0));
      expect([whole, lost]).toEqual([NAMES, true]);
    }
  });

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

  test('archives behind one another: all files are read; bytes between them are told', async () => {
    const of = (...names: readonly string[]): Buffer =>
      zip(Object.fromEntries(names.map((name) => [name, contentOf(name)])));
    const [a, b, c] = [of('a.txt'), of('b.txt', 'bb.txt'), of('cc.txt', 'ccc.txt', 'cccc.txt')];
    const names = ['a.txt', 'b.txt', 'bb.txt', 'cc.txt', 'ccc.txt', 'cccc.txt'];
    expect(await membersOf(Buffer.concat([a, b, c]))).toEqual({ whole: names, lost: false });
    const alike = [of('a.txt', 'same.txt'), of('b.txt', 'same.txt'), of('c.txt', 'same.txt')];
    const all = ['a.txt', 'same.txt', 'b.txt', 'same.txt', 'c.txt', 'same.txt'];
    expect(await membersOf(Buffer.concat(alike))).toEqual({ whole: all, lost: false });
    const between = Buffer.concat([a, Buffer.from('garbage PK\x03\x04'), b]);
    expect(await membersOf(between)).toEqual({ whole: ['a.txt', 'b.txt', 'bb.txt'], lost: true });
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

test('text padded with NULs is read; lines of NULs hold no documents', async () => {
  const padded = Buffer.concat([Buffer.from(TEXT), Buffer.alloc(8)]);
  const lines = Buffer.concat([Buffer.from(JSON.stringify({ text: TEXT })), Buffer.from('\n'), Buffer.alloc(100)]);
  const { code, records, stderr } = await readFolder({ 'a.txt': padded, 'b.jsonl': lines });
  expect([code, stderr, records.map(({ text }) => text)]).toEqual([0, '', [TEXT.trim(), TEXT.trim()]]);
  expect(records.map(({ warnings }) => warnings)).toEqual([['nul-bytes'], []]);
  const inside = { 'a.txt': '今天\0\0\0天气很好。\0\0\0我们去公园。' };
  expect((await readFolder(inside, { format: 'text' })).records.map(({ text }) => text)).toEqual([
    '今天天气很好。我们去公园。',
  ]);
});

test('what begins as no file of the kind that its name states is a failure, unless it is text or a ZIP behind other bytes', async () => {
  const line = `${JSON.stringify({ text: TEXT })}\n`;
  const behindNuls = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.alloc(64), bytes]);
  const page = 'WXRC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n';
  const broken = {
    'a.gz': changed(gzipSync('x'), 0, 0),
    'b.jsonl.gz': behindNuls(gzipSync(line)),
    'c.jsonl.gz': gzipSync(Buffer.alloc(500)),
    'd.jsonl': Buffer.alloc(4000),
    'f.parquet': `XAR1${TEXT}\x15\x04${TEXT}PAR1`,
    'g.warc': page,
    'h.warc.gz': gzipSync(page),
    'i.tar': changed(tar({ 'a.txt': TEXT }), 0, 0x62),
  };
  const { code, records, stderr } = await readFolder(broken);
  expect([code, records]).toEqual([1, []]);
  expect(stderr.match(/^[a-i]\.[a-z.]+: is (?:a )?damaged/gm)).toHaveLength(8);
  const text = {
    'a.html.gz': `<p>${TEXT}</p>`,
    'b.gz': gzipSync(Buffer.from([0, 1, 2, 3, 4, 5])),
    'c.jsonl': TEXT,
    'e.zip': behindNuls(zip({ 'a.txt': TEXT })),
  };
  const fine = await readFolder(text);
  expect([fine.code, fine.stderr, fine.records.length]).toEqual([0, 'b.gz: skipped: not text (binary data)\n', 3]);
});

function changed(bytes: Uint8Array, at: number, byte: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = byte;
  return copy;
}
