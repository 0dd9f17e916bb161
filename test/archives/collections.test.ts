import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { tar, zip } from '../made/archives.ts';
import { chapter, epub2, epub3 } from '../made/books.ts';
import { command, temporaryFolder } from '../run/command.ts';
import { mustBeValid } from '../run/records.ts';

/** A book as a ZIP archive, with names written as Latin-1. */
function book(files: Readonly<Record<string, string>>): Buffer {
  return zip(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [Buffer.from(name).toString('latin1'), text])),
  );
}

const rows = (...texts: readonly (string | null)[]): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'text', data: [...texts], type: 'STRING' }] }));

/** Runs the command on a folder of these files. */
function run(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): ReturnType<typeof command> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, 'in', name), bytes);
  const ended = command([...args, 'in'], { cwd: folder });
  for (const record of ended.records) mustBeValid(record);
  return ended;
}

function places({ records }: ReturnType<typeof command>): readonly string[] {
  return records.map(({ source }) => `${source.path} ${source.member ?? ''}`.trim());
}

describe('files that hold documents', () => {
  test('inside archives, compressed, and under any name if content tells the format', () => {
    const table = 'text,n\n这是第一行的正文。,1\n';
    const ended = run({
      'a.tar': tar({ 'x/b.epub': book(epub2()), 'c.csv': table, 'd.parquet': rows('这是一行。') }),
      'e.csv.gz': gzipSync(table),
      'f.bin': rows('这是另一行。'),
      'g.zip': zip({ 'h.zip': book(epub2()) }),
    });
    expect(ended.stderr).not.toMatch(/failed/);
    expect(places(ended)).toEqual([
      'a.tar x/b.epub!1.html',
      'a.tar x/b.epub!2.html',
      'a.tar c.csv!row:1',
      'a.tar d.parquet!row:1',
      'e.csv.gz row:1',
      'f.bin row:1',
      'g.zip h.zip!1.html',
      'g.zip h.zip!2.html',
    ]);
  });

  test('a book with names in GBK', () => {
    const name = iconv.encode('正文.html', 'gbk').toString('latin1');
    const opf =
      '<package><manifest><item id="a" href="正文.html" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>';
    const files = {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': epub2()['META-INF/container.xml'] ?? '',
      'content.opf': opf,
      [name]: chapter('一', '这是正文。'),
    };
    const ended = run({ 'a.epub': zip(files) });
    expect(places(ended)).toEqual(['a.epub 正文.html']);
  });

  test('a file that is no table despite its name is read by its content', () => {
    const ended = run({
      'a.csv': '<!doctype html><html><body><p>出错了，页面不存在。</p></body></html>',
      'b.txt': '一,二\n三,四\n',
      'c.csv': '{"text":"一行。"}\n{"text":"两行。"}\n',
    });
    expect(ended.records.map(({ source }) => source.format)).toEqual(['html', 'text', 'jsonl', 'jsonl']);
  });

  test('a table without a known column, and --text-field', () => {
    const files = { 'a.csv': '评语,星级\n很好，值得一看。,5\n' };
    const without = run(files);
    expect([without.code, without.records]).toEqual([1, []]);
    expect(without.stderr).toContain('a.csv: has no known text column; --text-field selects one of "评语", "星级"');
    expect(run(files, '--text-field', '评语').records.map(({ text }) => text)).toEqual(['很好，值得一看。']);
  });

  test('--format csv for a table of any name', () => {
    expect(
      run({ 'a.txt': 'text\n一行，正文。\n' }, '--format', 'csv').records.map(({ source, text }) => [
        source.member,
        text,
      ]),
    ).toEqual([['row:1', '一行，正文。']]);
  });

  test('--on-error for rows without a text', () => {
    expect(run({ 'a.parquet': rows('一行。', null) }).records.map(({ warnings }) => warnings)).toEqual([
      [],
      ['no-text-field'],
    ]);
    const failing = run({ 'a.parquet': rows('一行。', null) }, '--on-error', 'fail');
    expect([failing.code, places(failing)]).toEqual([1, ['a.parquet row:1']]);
  });

  test('our own output fed back keeps its fields', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'a.html'),
      '<html><head><title>新馆开放</title><meta name="pubdate" content="2019-03-04 08:00"></head><body><h1>新馆开放</h1><p>来源：江南日报 记者 沈一舟</p><p>本市新图书馆昨天上午正式开放，读者可以凭身份证入馆。</p></body></html>',
    );
    const first = command(['-q', 'a.html', '-o', 'a.parquet'], { cwd: folder });
    expect(first.code).toBe(0);
    const [fromPage] = command(['-q', 'a.html'], { cwd: folder }).records;
    const [again] = command(['-q', 'a.parquet'], { cwd: folder }).records;
    const told = (record: typeof again): unknown => [
      record?.text,
      record?.title,
      record?.published,
      record?.outlet,
      record?.credits,
    ];
    expect(told(again)).toEqual(told(fromPage));
  });

  test('the same bytes at any -j, from a file and from a pipe', () => {
    const texts = Array.from({ length: 700 }, (_, i) => `第${i}行是一段正文，说的是${i % 7}件事。`);
    const files = {
      'a.parquet': rows(...texts),
      'b.csv': `text,title\n${texts.map((text) => `"${text}",题`).join('\n')}\n`,
      'c.epub': book(epub3()),
    };
    const one = run(files, '-q', '-j1');
    expect(one.records).toHaveLength(1403);
    expect(run(files, '-q', '-j2').stdout).toBe(one.stdout);
    const piped = command(['-q', '-'], { input: files['a.parquet'] }).records.map(({ text }) => text);
    expect(piped).toEqual(one.records.slice(0, 700).map(({ text }) => text));
  });

  test('limits: a row over --max-bytes is reported, a table far over it is read', () => {
    const small = Array.from({ length: 400 }, () => '一行正文。');
    const large = '长'.repeat(2000);
    const table = `text\n${small.join('\n')}\n`;
    const ended = run({ 'a.csv': table, 'b.parquet': rows(...small, large) }, '--max-bytes', '4000');
    expect(ended.code).toBe(1);
    expect(ended.records).toHaveLength(800);
    expect(ended.stderr).toContain('b.parquet row:401: larger than 4 kB');
    const piped = command(['--max-bytes', '1000', '-'], {
      input: rows(...Array.from({ length: 400 }, (_, i) => `第${i}行。`)),
    });
    expect([piped.code, piped.records]).toEqual([1, []]);
    expect(piped.stderr).toContain('--max-bytes raises the limit');
  });

  test('a bomb in a book', () => {
    const files = { ...epub2(), '1.html': '\0'.repeat(2 ** 27) };
    const ended = run({ 'a.epub': book(files) });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/1\.html.*(?:bomb|larger than)|is a decompression bomb/);
  });

  test('a book truncated anywhere is reported without a crash', () => {
    const whole = book(epub2());
    const step = Math.ceil(whole.length / 60);
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`${i}.epub`, whole.subarray(0, Math.min(whole.length - 1, 30 + i * step))]),
    );
    const ended = run(files);
    expect([ended.code, ended.records]).toEqual([1, []]);
    expect(ended.stderr.match(/damaged ZIP archive|not text/g)?.length).toBe(60);
  });
});
