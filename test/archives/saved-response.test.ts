import iconv from 'iconv-lite';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { response } from '../made/archives.ts';
import { readFolder } from '../run/in-process.ts';

const TEXT = '今天上午，市图书馆新馆正式开放。';
const PAGE = `<html><body><p>${TEXT}</p></body></html>`;
const HTML = 'Content-Type: text/html; charset=GBK';

test('pages with the head of their response, as wget and curl save them', async () => {
  const page = response('200 OK', ['Server: nginx', HTML], iconv.encode(PAGE, 'gbk'));
  const { code, records, stderr } = await readFolder({
    'a.html': page,
    b: Buffer.concat([response('301 Moved', ['Location: /b', 'Server: a'], Buffer.alloc(0)), page]),
    'c.html': Buffer.from(page.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    'd.html': response('200 OK', [HTML, 'Content-Encoding: gzip'], gzipSync(iconv.encode(PAGE, 'gbk'))),
    'e.html': response('404 Not Found', [HTML], Buffer.from(PAGE)),
    'f.png': response('200 OK', ['Content-Type: image/png'], Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  });
  expect([code, records.map(({ text, source }) => [source.path, source.member, text])]).toEqual([
    0,
    ['a.html', 'b', 'c.html', 'd.html'].map((path) => [path, null, TEXT]),
  ]);
  expect(records.map(({ encoding }) => encoding.declared)).toEqual(Array(4).fill('gbk'));
  expect(stderr).toBe('e.html: skipped: is a response with HTTP status 404\nf.png: skipped: is image/png\n');
});

test('a text that quotes a status line is a text', async () => {
  const text = `HTTP/1.1 200 OK\n这一行是状态行。\n\n${TEXT}`;
  const { records } = await readFolder({ 'a.txt': text, 'b.txt': `HTTP/1.1 200 OK\nX-Powered-By: 例\n\n${TEXT}` });
  expect(records.map(({ source }) => source.format)).toEqual(['text', 'text']);
  for (const { title, text: kept } of records) expect(`${String(title)}\n${kept}`).toContain('HTTP/1.1 200 OK');
});
