import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { response, tar, warcRecord, zip } from '../made/archives.ts';
import { command, temporaryFolder } from '../run/command.ts';
import { mustBeValid } from '../run/records.ts';
import { archiveOf, budget, byteReader, Damage, rest } from '../../src/archives/index.ts';
import { undamaged } from '../run/members.ts';

const ONE = '今天上午，市图书馆新馆正式开放。\n';
const TWO = '新馆共有三层，一层是儿童阅览室。\n';
/** ONE as written by zstd 1.5.4, with its checksum. */
const ZSTD = Buffer.from(
  'KLUv/SQxiQEA5LuK5aSp5LiK5Y2I77yM5biC5Zu+5Lmm6aaG5paw6aaG5q2j5byP5byA5pS+44CCCnyoJgg=',
  'base64',
);
const GBK_NAME = iconv.encode('新闻/一.txt', 'gbk').toString('latin1');

const CRAWL = [
  warcRecord('warcinfo', '', 'application/warc-fields', 'software: test\r\n'),
  warcRecord(
    'response',
    'http://a.cn/1',
    'application/http; msgtype=response',
    response(
      '200 OK',
      ['Content-Type: text/html; charset=gb2312'],
      iconv.encode(`<html><body><p>${ONE}</p></body></html>`, 'gbk'),
    ),
  ),
  warcRecord(
    'response',
    'http://a.cn/22',
    'application/http',
    response('404 Not Found', ['Content-Type: text/html'], Buffer.from(TWO)),
  ),
  warcRecord(
    'response',
    'http://a.cn/333',
    'application/http',
    response('200 OK', ['Content-Type: image/png'], Buffer.from([1, 2])),
  ),
  warcRecord(
    'response',
    'http://a.cn/4444',
    'application/http',
    response('200 OK', ['Content-Encoding: br'], brotliCompressSync(TWO)),
  ),
  warcRecord(
    'response',
    'http://a.cn/55555',
    'application/http',
    response(
      '200 OK',
      ['Transfer-Encoding: chunked'],
      Buffer.concat([
        Buffer.from(`${Buffer.from(TWO).length.toString(16)}\r\n`),
        Buffer.from(TWO),
        Buffer.from('\r\n0\r\n\r\n'),
      ]),
    ),
  ),
  warcRecord('conversion', 'http://a.cn/666666', 'text/plain', ONE),
];

/** Runs the command on a file whose name does not tell its format. */
function run(bytes: Uint8Array, ...args: string[]): ReturnType<typeof command> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'input'), bytes);
  return command([...args, 'input'], { cwd: folder });
}

function texts({ records }: ReturnType<typeof command>): readonly string[] {
  for (const record of records) mustBeValid(record);
  return records.map((record) => `${record.text}\n`);
}

describe('detected by content', () => {
  test('gzip of several members', () => {
    const ended = run(Buffer.concat([gzipSync(ONE), gzipSync(TWO)]));
    expect([ended.code, ...texts(ended)]).toEqual([0, ONE + TWO]);
    expect(ended.records[0]?.source.member).toBe(null);
  });

  test.each([
    ['2021-03-04T08:30:00Z', '2021-03-04T08:30:00Z'],
    ['2021-03-04T08:30:00.123456Z', '2021-03-04T08:30:00.123456Z'],
    ['2021-03', null],
    ['yesterday', null],
  ])('WARC-Date: %s', (date, fetched) => {
    const ended = run(warcRecord('conversion', 'http://a.cn/1', 'text/plain', ONE, `WARC-Date: ${date}`));
    expect(texts(ended)).toEqual([ONE]);
    expect(ended.records[0]?.source.fetched).toBe(fetched);
  });

  test('zstd, and JSONL inside', () => {
    expect(texts(run(ZSTD))).toEqual([ONE]);
    const { records } = run(gzipSync('{"text":"甲。"}\n{"text":"乙。"}\n'), '--format', 'jsonl');
    expect(records.map((record) => record.source.member)).toEqual(['line:1', 'line:2']);
  });

  test('tar and its nested contents, named by the full path', () => {
    const ended = run(gzipSync(tar({ 'a.txt': ONE, [GBK_NAME]: gzipSync(TWO), 'b.zip': zip({ 'c.txt': TWO }) })));
    expect(texts(ended)).toEqual([ONE, TWO, TWO]);
    expect(ended.records.map((record) => record.source.member)).toEqual(['a.txt', '新闻/一.txt', 'b.zip!c.txt']);
  });

  test('ZIP with names in GBK; an office document is not one', () => {
    const ended = run(zip({ 'empty/': '', [GBK_NAME]: ONE, 'b.txt': TWO }));
    expect(texts(ended)).toEqual([ONE, TWO]);
    expect(ended.records.map((record) => record.source.member)).toEqual(['新闻/一.txt', 'b.txt']);
    expect(run(zip({ '[Content_Types].xml': '<a/>', 'word/document.xml': '<a/>' }))).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  test('WARC: responses with a document, their charset and URL', () => {
    for (const bytes of [Buffer.concat(CRAWL), Buffer.concat(CRAWL.map((record) => gzipSync(record)))]) {
      const ended = run(bytes);
      expect(ended.code).toBe(0);
      expect(texts(ended)).toEqual([ONE, TWO, TWO, ONE]);
      expect(ended.records.map((record) => record.url)).toEqual([
        'http://a.cn/1',
        'http://a.cn/4444',
        'http://a.cn/55555',
        'http://a.cn/666666',
      ]);
      expect(ended.records[0]).toMatchObject({
        encoding: { declared: 'gb2312' },
        source: { member: 'urn:test:response:13', format: 'html' },
      });
      expect(ended.stderr).toMatch(/urn:test:response:14: skipped: is a response with HTTP status 404/);
      expect(ended.stderr).toMatch(/urn:test:response:15: skipped: is image\/png/);
    }
  });
});

describe('damage is reported and never passes as success', () => {
  const bomb = gzipSync(Buffer.alloc(70_000_000));
  const whole = {
    gzip: gzipSync(ONE.repeat(50)),
    zstd: ZSTD,
    tar: tar({ 'a.txt': ONE }),
    zip: zip({ 'a.txt': ONE }),
    warc: Buffer.concat(CRAWL),
  };

  test.each([
    ['a bomb', bomb, /is a decompression bomb: \d+ bytes unpack to \d+/],
    ['gzip, zeros and more after it', Buffer.concat([whole.gzip, Buffer.alloc(20), whole.gzip]), /no gzip member/],
    [
      'gzip, another thing after it',
      Buffer.concat([whole.gzip, Buffer.from('more text, not packed')]),
      /no gzip member/,
    ],
    ['zstd, zeros and more after it', Buffer.concat([whole.zstd, Buffer.alloc(20), Buffer.from('x')]), /no zstd frame/],
    ['tar without its end mark', whole.tar.subarray(0, -1024), /end mark/],
    ['tar, another thing after it', Buffer.concat([whole.tar, Buffer.from('x')]), /after the end mark/],
    ['ZIP, zeros after it', Buffer.concat([whole.zip, Buffer.alloc(20)]), /damaged ZIP archive/],
    ['WARC, zeros after it', Buffer.concat([whole.warc, Buffer.alloc(20)]), /no WARC record/],
    [
      'WARC, another block than its digest says',
      Buffer.from(
        Buffer.concat(CRAWL).toString('latin1').replace('software: test', 'software: pest').replace('<p>', '<b>'),
        'latin1',
      ),
      /digest of the WARC record at byte \d+ is wrong/,
    ],
  ])('%s', (_, bytes, message) => {
    const { code, stderr } = run(bytes);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  test.each(Object.entries(whole))('%s truncated anywhere', async (_, bytes) => {
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let end = 40; end < bytes.length; end += step) {
      const cut = bytes.subarray(0, end);
      if (archiveOf(cut) !== null) expect(await contentOf(cut)).toBe('damaged');
    }
  });

  // WARC record headers have no checksum; gzip, in which nearly all are stored, has one.
  const checked = { ...whole, warc: Buffer.concat(CRAWL.map((record) => gzipSync(record))) };
  test.each(Object.entries(checked))('%s with one bit flipped: damaged, or the same text', async (_, bytes) => {
    const text = await contentOf(bytes);
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let at = 0; at < bytes.length; at += step) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
      if (archiveOf(turned) === null) continue;
      const got = await contentOf(turned);
      if (got !== 'damaged') expect(got).toHaveLength(text.length);
    }
  });
});

/** All contents of an archive, concatenated, or a note that it is damaged. */
async function contentOf(bytes: Buffer): Promise<string> {
  const archive = archiveOf(bytes);
  if (archive === null) throw new Error('no archive');
  let text = '';
  try {
    const how = { maxBytes: 1e6, maxWindow: 2 ** 27, budget: budget(), file: null };
    for await (const member of undamaged(archive.members(byteReader([bytes].values()), how)))
      text += (await rest(member.bytes, 1e6))?.toString('latin1') ?? '';
  } catch (error) {
    if (error instanceof Damage) return 'damaged';
    throw error;
  }
  return text;
}
