import { deflateRawSync, deflateSync, brotliCompressSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';
import { response, tarEntry, warcRecord, zipOf } from '../made/archives.ts';
import { magicKind } from '../../src/detect/magic.ts';
import { archiveOf, Bomb, budget, byteReader, Damage, rest } from '../../src/archives/index.ts';
import { memberName } from '../../src/archives/member.ts';
import type { Member } from '../../src/archives/index.ts';
import * as packed from '../made/packed.ts';
import { ONE, TWO } from '../made/packed.ts';
import { undamaged } from '../run/members.ts';

type Read = Pick<Member, 'name' | 'url' | 'fetched' | 'skip'> & { readonly text: string };

/** The members of an archive; for a damaged one the text is the error message. */
async function read(bytes: Uint8Array): Promise<readonly Read[]> {
  const archive = archiveOf(Buffer.from(bytes));
  if (archive === null) throw new Error('no archive');
  const spent = budget();
  spent.read(bytes.length);
  const how = { maxBytes: 1e6, maxWindow: 2 ** 27, budget: spent, file: null };
  const found: Read[] = [];
  for await (const member of undamaged(archive.members(byteReader([bytes].values()), how))) {
    const { name, url, fetched, skip } = member;
    const text = await rest(member.bytes, 1e6).catch((error: unknown) => {
      if (error instanceof Bomb || !(error instanceof Damage)) throw error;
      return Buffer.from(error.message);
    });
    found.push({ name, url, fetched: fetched ?? null, skip, text: text?.toString() ?? 'too large' });
  }
  return found;
}

async function textsOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await read(bytes)).map(({ text }) => text);
}

describe('ZIP', () => {
  const entries = [
    { name: 'a.txt', content: ONE },
    { name: 'b.txt', content: TWO },
    { name: 'c.txt', content: ONE },
  ];

  test.each([1, 2, 0])('an end record that states %i of three entries', async (count) => {
    expect(await textsOf(zipOf(entries, { count }))).toEqual([ONE, TWO, ONE]);
  });

  test('an end record with the count modulo 65,536', async () => {
    const many = Array.from({ length: 66_000 }, (_, i) => ({ name: `${i}`, content: '', method: 0 }));
    const archive = archiveOf(zipOf(many));
    const how = { maxBytes: 1e8, maxWindow: 1, budget: budget(), file: null };
    const names: (string | null)[] = [];
    for await (const { name } of undamaged(archive?.members(byteReader([zipOf(many)].values()), how) ?? []))
      names.push(name);
    expect([names.length, names.at(-1)]).toEqual([66_000, '65999']);
  });

  test('an end record that states more entries than exist', async () => {
    await expect(read(zipOf(entries, { count: 4 }))).rejects.toThrow(/damaged ZIP archive/);
  });

  test('a directory with an altered entry beyond the stated count', async () => {
    const bytes = zipOf(entries, { count: 1 });
    bytes.write('XX', bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1'));
    await expect(read(bytes)).rejects.toThrow(/damaged ZIP archive/);
  });

  test('methods: stored, with sizes after the data, bzip2, zstd, xz; others and encrypted entries are reported', async () => {
    const bytes = zipOf([
      { name: 'stored', content: ONE, method: 0 },
      { name: 'behind', content: ONE, behind: true },
      { name: 'bzip2', content: ONE, method: 12, data: packed.BZIP2 },
      { name: 'zstd', content: ONE, method: 93, data: packed.ZSTD },
      { name: 'xz', content: ONE, method: 95, data: packed.XZ },
      { name: 'short', content: `${ONE}${TWO}`, method: 95, data: packed.XZ },
      { name: 'ppmd', content: ONE, method: 98, data: Buffer.from(ONE) },
      { name: 'secret', content: ONE, flags: 1 },
      { name: 'last', content: TWO },
    ]);
    expect(await textsOf(bytes)).toEqual([
      ...Array.from({ length: 5 }, () => ONE),
      'its length in the ZIP archive is wrong',
      'is compressed with ZIP method 98, which is not supported',
      'is encrypted',
      TWO,
    ]);
  });

  test('entries that share their bytes are counted each time', async () => {
    const content = Buffer.alloc(1e6, 'a line of text that is repeated');
    const entry = { name: 'a', content };
    const bytes = zipOf(
      Array.from({ length: 100 }, () => entry),
      { overlapping: true },
    );
    await expect(read(bytes)).rejects.toThrow(Bomb);
  });
});

describe('tar', () => {
  test('pax, GNU and global names, links and sparse files', async () => {
    const long = `${'长名'.repeat(60)}.txt`;
    const record = ` path=${long}\n`;
    const length = Buffer.byteLength(record) + 3;
    const bytes = Buffer.concat([
      tarEntry('global', 'g', '25 comment=made by a test\n'),
      tarEntry('pax', 'x', `${length}${record}`),
      tarEntry('short', '0', ONE),
      tarEntry('@LongLink', 'K', 'a/target\0'),
      tarEntry('@LongLink', 'L', `${long}\0`),
      tarEntry('short', '7', TWO),
      tarEntry('link', '1', '', 'short'),
      tarEntry('sparse', 'S', ONE),
      tarEntry('pax', 'x', '22 GNU.sparse.major=1\n29 GNU.sparse.name=real name\n'),
      tarEntry('GNUSparseFile.0/x', '0', ONE),
      tarEntry('folder/', '5', ''),
      tarEntry('last', '\0', TWO),
      Buffer.alloc(1024),
    ]);
    const sparse = 'is a sparse tar entry, which is not supported';
    expect((await read(bytes)).map(({ name, text, skip }) => [name, text, skip])).toEqual([
      [long, ONE, null],
      [long, TWO, null],
      ['link', '', 'is a link to short'],
      ['sparse', sparse, null],
      ['real name', sparse, null],
      ['last', TWO, null],
    ]);
  });
});

describe('HTTP bodies', () => {
  const page = Buffer.from(`<p>${ONE.repeat(20)}</p>`);
  const gbk = iconv.encode(`<html><p>${ONE}`, 'gbk');
  const chunk = (bytes: Uint8Array, extension = ''): Buffer =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}${extension}\r\n`), bytes, Buffer.from('\r\n')]);
  const end = Buffer.from('0\r\n\r\n');
  const chunked = ['Transfer-Encoding: chunked'];

  test.each([
    ['br', ['Content-Encoding: br'], brotliCompressSync(page), page],
    ['br, undone already', ['Content-Encoding: br'], page, page],
    ['br, undone already, in GBK', ['Content-Encoding: br'], gbk, gbk],
    ['deflate', ['Content-Encoding: deflate'], deflateSync(page), page],
    ['deflate without its head', ['Content-Encoding: Deflate'], deflateRawSync(page), page],
    ['deflate, undone already', ['Content-Encoding: deflate'], page, page],
    ['deflate in gzip', ['Content-Encoding: deflate, gzip'], gzipSync(deflateSync(page)), page],
    ['a chunk with a long extension', chunked, Buffer.concat([chunk(page, `;${'x'.repeat(200)}`), end]), page],
    ['chunks', chunked, Buffer.concat([chunk(page.subarray(0, 9)), chunk(page.subarray(9)), end]), page],
    ['chunks of br', [...chunked, 'Content-Encoding: br'], Buffer.concat([chunk(brotliCompressSync(page)), end]), page],
    ['chunks, undone already', chunked, page, page],
  ])('%s', async (_, fields, body, text) => {
    const record = warcRecord('response', 'http://a.cn/', 'application/http', response('200 OK', fields, body));
    expect(await textsOf(record)).toEqual([text.toString()]);
  });

  test('bodies that cannot be unpacked and segmented records are reported; the next record is read', async () => {
    const broken = brotliCompressSync(page).subarray(0, 30);
    const bytes = Buffer.concat([
      warcRecord('response', 'http://a.cn/1', 'application/http', response('200 OK', ['Content-Encoding: br'], broken)),
      warcRecord('response', 'http://a.cn/2', 'text/plain', ONE, 'WARC-Segment-Number: 1'),
      warcRecord('response', 'http://a.cn/3', 'application/http', response('200 OK', [], page)),
    ]);
    expect(await textsOf(bytes)).toEqual([
      'a response compressed with br that is altered or cut short',
      'is a segmented record, which is not supported',
      page.toString(),
    ]);
  });

  test('a body stated to be text that is too large fails, whatever it looks like; other binary data is skipped', async () => {
    const zeros = Buffer.alloc(2 ** 17);
    const of = (type: string): Buffer =>
      warcRecord(
        'response',
        `http://a.cn/${type}`,
        'application/http',
        response('200 OK', [`Content-Type: ${type}`], zeros),
      );
    const crawl = Buffer.concat([of('text/html'), of('application/octet-stream')]);
    const { code, stderr } = await readFolder({ 'a.warc': crawl }, { maxBytes: 2 ** 16 });
    expect([code, stderr.match(/larger than 64 KiB|skipped: not text/g)]).toEqual([
      1,
      ['larger than 64 KiB', 'skipped: not text'],
    ]);
  });

  /** ClueWeb09: lines end without a carriage return, and lengths count the ones that were taken out. */
  const bare = (block: string, missing: number, version = '0.18'): string =>
    `WARC/${version}\nWARC-Type: response\nWARC-Record-ID: <urn:${missing}>\nContent-Type: application/http\n` +
    `Content-Length: ${Buffer.byteLength(block) + missing}\n\n${block}\n\n`;

  test('lines may end without a carriage return, and versions be older than 1.0', async () => {
    const block = `HTTP/1.1 200 OK\nContent-Type: text/plain\n\n${ONE}`;
    const crawl = bare(block, 0) + bare(block, 0, '0.17') + bare(block, 0, '1.0');
    expect(await textsOf(Buffer.from(crawl))).toEqual([ONE, ONE, ONE]);
    const { code, records, stderr } = await readFolder({ 'a.warc': bare(block, 3) + bare(block, 4) + bare(block, 0) });
    expect([code, records.map(({ text }) => text)]).toEqual([1, Array(3).fill(ONE.trim())]);
    expect(
      stderr.match(/the length of the WARC record at byte \d+ is wrong: another record begins inside of it/g),
    ).toHaveLength(2);
  });

  test('a record that is cut in front of another one is no document', async () => {
    const block = `HTTP/1.1 200 OK\nContent-Type: text/plain\n\n${ONE}`;
    const { code, records } = await readFolder({ 'a.warc': bare(block, 9).slice(0, -2) + bare(block, 0) });
    expect([code, records.map(({ text }) => text)]).toEqual([1, [ONE.trim()]]);
  });

  test('the last of several heads counts, and a type without a slash says nothing', async () => {
    const last = response('200 OK', ['Content-Type: html; charset=gbk'], iconv.encode(ONE, 'gbk')).toString('latin1');
    const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Type: image/png\r\n\r\n';
    const of = (block: string): Buffer =>
      warcRecord('response', 'http://a.cn/', 'application/http', Buffer.from(block, 'latin1'));
    const { code, records } = await readFolder({ 'a.warc': of(early + last), 'b.warc': of(last) });
    expect([code, records.map(({ text, encoding }) => [text, encoding.name])]).toEqual([
      0,
      Array(2).fill([ONE.trim(), 'gb18030']),
    ]);
    const bare09 = `<html>\n\n<p>${ONE}</p>\n\n</html>`;
    expect(await textsOf(warcRecord('response', 'http://a.cn/', 'application/http', bare09))).toEqual([bare09]);
    const none = 'HTTP/1.1 100 Continue\r\n\r\n';
    expect((await read(of(none))).map(({ skip }) => skip)).toEqual(['is a response with HTTP status 100']);
  });

  test('a record without an identifier is called by its URL', async () => {
    const head = 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <http://a.cn/1>\r\nContent-Type: text/plain\r\n';
    const record = `${head}Content-Length: ${Buffer.byteLength(ONE)}\r\n\r\n${ONE}\r\n\r\n`;
    const { records } = await readFolder({ 'a.warc': record });
    expect(records.map(({ source, url }) => [source.member, url])).toEqual([['http://a.cn/1', 'http://a.cn/1']]);
  });

  test('no more than the limit is read of an oversized chunk', async () => {
    let made = 0;
    const head = Buffer.from(
      `WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 1500000100\r\n\r\n` +
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${(15e8).toString(16)}\r\n`,
    );
    const chunks = (function* (): Generator<Buffer> {
      yield head;
      for (; made < 15e8; made += 2 ** 18) yield Buffer.alloc(2 ** 18);
    })();
    const how = { maxBytes: 1e6, maxWindow: 1, budget: budget(), file: null };
    for await (const { bytes } of undamaged(archiveOf(head)?.members(byteReader(chunks), how) ?? [])) {
      expect(await rest(bytes, how.maxBytes)).toBe(null);
      expect(made).toBeLessThan(4e6);
      break;
    }
  });
});

describe('ARC', () => {
  const document = (url: string, type: string, content: string | Uint8Array, extra = ''): Buffer => {
    const bytes = Buffer.from(content as string);
    const line = `${url} 1.2.3.4 20040506070809 ${type} ${extra}${bytes.length}\n`;
    return Buffer.concat([Buffer.from(line), bytes, Buffer.from('\n')]);
  };
  const page = response('200 OK', ['Content-Type: text/html; charset=gb2312'], iconv.encode(`<p>${ONE}`, 'gbk'));
  const documents = (extra: string): readonly Buffer[] => [
    document('http://a.cn/1 2', 'text/html', page, extra),
    document('dns:a.cn', 'text/dns', '1.2.3.4', extra),
    document('http://a.cn/none', 'text/html', response('404 Not Found', [], Buffer.from(TWO)), extra),
    document('ftp://a.cn/b.txt', 'text/plain', TWO, extra),
  ];
  const head = (version: string): Buffer => {
    const block = `${version} 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n`;
    return Buffer.from(`filedesc://a.arc 0.0.0.0 20040506070809 text/plain ${block.length}\n${block}\n`);
  };

  test.each([
    ['version 1', '1', ''],
    ['version 2', '2', '200 - - 123 a.arc '],
  ])('%s', async (_, version, extra) => {
    const parts = [head(version), ...documents(extra)];
    for (const bytes of [Buffer.concat(parts), Buffer.concat(parts.map((part) => gzipSync(part)))]) {
      const [outer] = archiveOf(bytes)?.name === 'gzip' ? await read(bytes) : [];
      expect(outer?.text ?? '').toMatch(/^(?:filedesc:|$)/);
    }
    const found = await read(Buffer.concat(parts));
    expect(found.map(({ name, url, skip }) => [name, url, skip])).toEqual([
      ['record:1', 'http://a.cn/1 2', null],
      ['record:2', 'dns:a.cn', 'is text/dns'],
      ['record:3', 'http://a.cn/none', 'is a response with HTTP status 404'],
      ['record:4', 'ftp://a.cn/b.txt', null],
    ]);
    expect(found.map(({ fetched }) => fetched)).toEqual(Array.from({ length: 4 }, () => '2004-05-06T07:08:09Z'));
    expect(found[3]?.text).toBe(TWO);
  });

  test('a wrong length and a missing end', async () => {
    const bytes = Buffer.concat([head('1'), ...documents('')]);
    const shorter = Buffer.from(
      bytes.toString('latin1').replace(/ \d+\nHTTP\/1\.1 200/, ' 20\nHTTP/1.1 200'),
      'latin1',
    );
    await expect(read(shorter)).rejects.toThrow(
      /no ARC record at byte \d+, or the length of the previous one is wrong/,
    );
    const cut = await read(bytes.subarray(0, -10));
    expect(cut.at(3)?.text).toMatch(/./);
    expect(cut).toHaveLength(4);
  });
});

test.each([
  ['LZMA archive', packed.LZMA],
  ['LZ4 archive', packed.LZ4],
  ['7-Zip archive', Buffer.from('377abcaf271c0004', 'hex')],
  ['RAR archive', Buffer.from('526172211a070100', 'hex')],
  ['compress archive (.Z)', Buffer.from('1f9d90', 'hex')],
  [undefined, Buffer.from(ONE)],
])('recognised but not supported: %s', (name, bytes) => {
  expect(magicKind(bytes)?.what).toBe(name);
});

test('one budget for all layers', async () => {
  const inner = gzipSync(gzipSync(gzipSync(Buffer.alloc(70e6), { level: 9 })));
  const spent = budget();
  spent.read(inner.length);
  const how = { maxBytes: 1e9, maxWindow: 1, budget: spent, file: null };
  const through = async (reader: ReturnType<typeof byteReader>, layers: number): Promise<void> => {
    for await (const { bytes } of undamaged(archiveOf(inner)?.members(reader, how) ?? []))
      await (layers > 1 ? through(bytes, layers - 1) : rest(bytes, 1e9));
  };
  await expect(through(byteReader([inner].values()), 3)).rejects.toThrow(
    new RegExp(`is a decompression bomb: ${inner.length} bytes unpack to \\d+, more than 250 times as many`),
  );
});

test.each([
  [
    'WARC',
    Buffer.concat([
      warcRecord('conversion', 'http://a.cn/1', 'text/plain', ONE),
      warcRecord('conversion', 'http://a.cn/22', 'text/plain', TWO),
    ]),
    30,
  ],
  [
    'WARC of responses',
    warcRecord(
      'response',
      'http://a.cn/',
      'application/http',
      response('200 OK', ['Content-Type: text/html'], Buffer.from(ONE)),
    ),
    20,
  ],
  ['tar', Buffer.concat([tarEntry('a.txt', '0', ONE), tarEntry('b.txt', '0', TWO)]), 500],
])('an archive cut inside a member is one failure: %s', async (_, bytes, less) => {
  const ended = await readFolder({ a: bytes.subarray(0, -less) });
  expect([ended.code, ended.stderr.trim().split('\n').length]).toEqual([1, 1]);
  expect(ended.stderr).toMatch(/ends inside the (?:WARC record|tar entry) at byte \d+, \d+ bytes short/);
});

test.each([
  ['application/json', JSON.stringify({ title: '题', content: ONE }), 'json'],
  ['application/vnd.api+json; charset=utf-8', JSON.stringify({ data: [{ content: ONE }] }), 'json'],
  [
    'application/rss+xml',
    `<rss version="2.0"><channel><item><description>${ONE}</description></item></channel></rss>`,
    'feed',
  ],
  ['application/tei+xml', `<?xml version="1.0"?><TEI><text><p>${ONE}</p></text></TEI>`, 'xml'],
  ['application/xhtml+xml', `<html><body><p>${ONE}</p></body></html>`, 'html'],
  ['text/xml', `<?xml version="1.0"?><TEI><text><p>${ONE}</p></text></TEI>`, 'xml'],
])('a response of %s is read', async (type, body, format) => {
  const block = response('200 OK', [`Content-Type: ${type}`], Buffer.from(body));
  const { records } = await readFolder({
    'a.warc': warcRecord('response', 'http://a.cn/x', 'application/http', block),
  });
  expect(records).toMatchObject([{ text: ONE.trim(), source: { format }, url: 'http://a.cn/x' }]);
});

test.each([
  ['報告書/新增資料夾/說明.txt', 'big5'],
  ['測試文件.doc', 'big5'],
  ['报告书/新建文件夹/说明.txt', 'gbk'],
  ['新闻/一.txt', 'gbk'],
  ['學而時習之.txt', 'gbk'],
  ['说明.txt', 'utf-8'],
])('the name %s in %s', (name, encoding) => {
  expect(memberName(iconv.encode(name, encoding))).toBe(name);
});
