import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tar, zip } from '../made/archives.ts';
import { readFolder } from '../run/in-process.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';
const ZIP = zip({ 'a.txt': ONE, 'b.txt': TWO });

/** The beginning of a Windows program, and of other files that may stand in front of an archive. */
const program = (magic: string): Buffer =>
  Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.alloc(60), randomBytes(3000)]);
const HEADS: Readonly<Record<string, string>> = {
  'a.exe': 'MZ\x90\0\x03\0\0\0',
  'dos.exe': 'MZ\x12\x01\x03\0',
  linux: '\x7fELF\x02\x01\x01\0',
  'a.sh': '#!/bin/sh\nexec unzip "$0"\n',
  'picture.jpg': '\xff\xd8\xff\xe0\0\x10JFIF\0',
};

/** Whose offsets count from the beginning of the file, as some programs write them. */
function adjusted(head: Buffer): Buffer {
  const bytes = Buffer.concat([head, ZIP]);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = bytes.readUInt32LE(end + 16) + head.length;
  bytes.writeUInt32LE(directory, end + 16);
  for (let at = directory; at < end; at = bytes.indexOf('PK\x01\x02', at + 1, 'latin1')) {
    if (at < 0) break;
    bytes.writeUInt32LE(bytes.readUInt32LE(at + 42) + head.length, at + 42);
  }
  return bytes;
}

/** With the end records of a large archive. */
function large(): Buffer {
  const end = Buffer.from(ZIP.subarray(-22));
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), at);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(ZIP.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  end.fill(0xff, 8, 20);
  return Buffer.concat([ZIP.subarray(0, -22), record, locator, end]);
}

describe('a ZIP archive behind something else', () => {
  const both = (name: string): readonly (readonly [string, string, string])[] => [
    [name, 'a.txt', ONE],
    [name, 'b.txt', TWO],
  ];

  test.each(Object.entries(HEADS))('%s', async (name, magic) => {
    const head = program(magic);
    const ways = {
      plain: Buffer.concat([head, ZIP]),
      adjusted: adjusted(head),
      large: Buffer.concat([head, large()]),
      signed: Buffer.concat([head, ZIP, randomBytes(5000)]),
    };
    for (const [way, bytes] of Object.entries(ways))
      // A file too large to be held is read from its place.
      for (const maxBytes of [2 ** 26, 2000]) {
        const { code, records } = await readFolder({ [name]: bytes }, { maxBytes });
        expect([way, code, records.map(({ source: { path, member }, text }) => [path, member, text])]).toEqual([
          way,
          0,
          both(name),
        ]);
      }
  });

  test('in another archive', async () => {
    const { records } = await readFolder({ 'a.tar': tar({ 'b.exe': Buffer.concat([program('MZ\x90\0'), ZIP]) }) });
    expect(records.map(({ source, text }) => [source.member, text])).toEqual([
      ['b.exe!a.txt', ONE],
      ['b.exe!b.txt', TWO],
    ]);
  });

  test('a damaged file in it fails', async () => {
    const bytes = Buffer.concat([program('MZ\x90\0'), ZIP]);
    const at = bytes.indexOf('a.txt') + 12;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const { code, records } = await readFolder({ 'a.exe': bytes });
    expect([code, records.map(({ text }) => text)]).toEqual([1, [TWO]]);
  });
});

describe('a program that unpacks an archive which cannot be read', () => {
  const start = randomBytes(20);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(start));
  const archives = {
    '7-Zip': Buffer.concat([Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1'), sum, start]),
    RAR: Buffer.from('Rar!\x1a\x07\0\xcf\x90s\0\0\r\0\0\0\0\0\0\0', 'latin1'),
    'RAR 5': Buffer.from('Rar!\x1a\x07\x01\0\x33\x92\xb5\xe5', 'latin1'),
  };

  test.each(Object.entries(archives))('%s', async (name, archive) => {
    const ended = await readFolder({ 'a.exe': Buffer.concat([program('MZ\x90\0'), archive, randomBytes(100)]) });
    expect([ended.code, ended.records]).toEqual([1, []]);
    expect(ended.stderr).toBe(
      `a.exe: not read (program that unpacks a ${name.replace(' 5', '')} archive); --skip-unknown leaves such files out\n`,
    );
  });

  test('other programs are skipped: they may know the signatures', async () => {
    const bytes = Buffer.concat([
      program('MZ\x90\0'),
      Buffer.from("7z\xbc\xaf'\x1c\0\0\0\0Rar!\x1a\x07\0\0\0\0PK\x05\x06\0\0\0\0", 'latin1'),
      randomBytes(100),
    ]);
    const ended = await readFolder({ 'a.exe': bytes });
    expect([ended.code, ended.stderr]).toEqual([0, 'a.exe: skipped: not text (Windows program)\n']);
  });
});
