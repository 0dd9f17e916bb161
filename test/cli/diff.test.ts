import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { response, warcRecord } from '../made/archives.ts';
import { command, temporaryFolder } from '../run/command.ts';
import type { Ended } from '../run/command.ts';
import { canDraw, screen } from '../run/screen.ts';

const TEXT = `首頁 > 本地
圖書館明年開放

新的圖書館將於明年三月開放，讀者可以在那裡借閱書籍、聽講座和參加讀書會。
責任編輯：李小紅
`;

const SHOWN = `==> a.txt <==
title       图书馆明年开放
section     首页 > 本地
credits     责任编辑 李小红
language    zh-Hant
source      text 0.2 kB
encoding    utf-8
converted   simplified-script 25
removed     breadcrumb-path 1, editor 1, title 1

1 breadcrumb-path   - 首頁 > 本地
2 title             - 圖書館明年開放
3 line-breaks       -
4 simplified-script - 新的圖書館將於明年三月開放，讀者可以在那裡借閱書籍、聽講座和參加讀書會。
                    + 新的图书馆将于明年三月开放，读者可以在那里借阅书籍、听讲座和参加读书会。
5 editor            - 責任編輯：李小紅

`;

const JSONL = [1, 2, 3].map((n) => `${JSON.stringify({ text: `第${n}篇：${TEXT}` })}\n`).join('');

function diff(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Ended {
  return command(['diff', ...args], { cwd, env: { NO_COLOR: undefined, ...env } });
}

/** The lines that begin with the heading of a document. */
const headings = ({ stdout }: Ended): readonly string[] => stdout.split('\n').filter((line) => line.startsWith('==>'));

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('normalize diff', () => {
  test('shows a text before and after, with the rules in the margin', () => {
    const folder = folderOf({ 'a.txt': TEXT });
    const { code, stdout, stderr } = diff(['a.txt'], folder);
    expect(stdout).toBe(SHOWN);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('in colour only if asked for, since this is no terminal: changed characters in reverse, removed lines dim', () => {
    const folder = folderOf({ 'a.txt': TEXT });
    expect(diff(['a.txt'], folder).stdout).not.toContain('\u001B');
    expect(diff(['--color', 'never', 'a.txt'], folder).stdout).not.toContain('\u001B');
    const { stdout } = diff(['--color', 'always', 'a.txt'], folder, { NO_COLOR: '1' });
    expect(stdout).toContain('\u001B[2m-\u001B[22m \u001B[2m首頁 > 本地\u001B[22m');
    expect(stdout).toContain(
      '\u001B[31m新的\u001B[39m\u001B[7m\u001B[31m圖書館將於\u001B[39m\u001B[27m\u001B[31m明年三月',
    );
    expect(stdout).toContain(
      '\u001B[32m新的\u001B[39m\u001B[7m\u001B[32m图书馆将于\u001B[39m\u001B[27m\u001B[32m明年三月',
    );
  });

  test('guesses are listed with what stood there and how sure they are', () => {
    const { stdout } = diff(['fixtures/real/byte-shifted-report/input.txt'], join(import.meta.dirname, '../..'));
    expect(stdout).toContain('? byte-shift: “?!?” read as “海””, 2 guessed, 55 % sure');
    expect(stdout).toContain('warnings    guessed-characters');
  });

  test('one line of JSONL by its number or its name, or all lines', () => {
    const folder = folderOf({ 'a.jsonl': JSONL, 'b:1': TEXT });
    expect(headings(diff(['a.jsonl:2'], folder))).toEqual(['==> a.jsonl line:2 <==']);
    expect(headings(diff(['a.jsonl!line:3'], folder))).toEqual(['==> a.jsonl line:3 <==']);
    expect(headings(diff(['a.jsonl'], folder))).toHaveLength(3);
    expect(headings(diff(['b:1'], folder))).toEqual(['==> b:1 <==']);
    const none = diff(['a.jsonl!line:9'], folder);
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toBe("normalize: a.jsonl: holds no document 'line:9'; near names: line:1, line:2, line:3\n");
  });

  test('a record of a web archive, and a line of JSONL inside another archive, by their names', () => {
    const page = Buffer.from(`<p>${TEXT.replaceAll('\n', '<p>')}`);
    const records = ['http://a.cn/', 'http://a.cn/b'].map((url) =>
      warcRecord(
        'response',
        url,
        'application/http; msgtype=response',
        response('200 OK', ['Content-Type: text/html'], page),
      ),
    );
    const folder = folderOf({ 'c.warc.gz': gzipSync(Buffer.concat(records)), 'a.jsonl.gz': gzipSync(JSONL) });
    expect(headings(diff(['c.warc.gz!urn:test:response:13'], folder))).toEqual([
      '==> c.warc.gz urn:test:response:13 <==',
    ]);
    expect(headings(diff(['a.jsonl.gz:2'], folder))).toEqual(['==> a.jsonl.gz line:2 <==']);
  });

  test('a record made with --trace as it is, and says so of one without', () => {
    const folder = folderOf({ 'a.txt': TEXT });
    const made = (args: readonly string[]): string => command(['-q', 'a.txt', ...args], { cwd: folder }).stdout;
    const traced = made(['--trace']);
    const lines = [traced, made([]), traced.replace('"at":', '"at":9'), traced.replace('"text":"', '"text":"他')];
    writeFileSync(join(folder, 'r.jsonl'), lines.join(''));
    const { code, stdout, stderr } = diff(['r.jsonl'], folder);
    expect(stdout).toBe(diff(['a.txt'], folder).stdout);
    expect(stderr).toBe(
      'normalize: r.jsonl line:2: is a record without a trace; write records with --trace, or name the source\n' +
        'normalize: r.jsonl line:3: is a record whose trace does not lead to its text\n' +
        'normalize: r.jsonl line:4: is a record whose trace does not lead to its text\n',
    );
    expect(code).toBe(1);
  });

  test('options apply, and what is no text is named', () => {
    const folder = folderOf({ 'a.txt': TEXT, 'b.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') });
    const kept = diff(['--skip', 'strip,convert', 'a.txt', 'b.png'], folder);
    expect(kept.stdout).toContain('\n5               責任編輯：李小紅\n');
    expect(kept.stderr).toMatch(/^normalize: b\.png: skipped: not text/);
    expect(kept.code).toBe(0);
    expect(diff(['missing.txt'], folder).code).toBe(1);
    expect(diff(['--skip', 'stripp', 'a.txt'], folder).code).toBe(2);
  });

  test('foreign text cannot control the terminal', () => {
    const folder = folderOf({ 'a.txt': `标题\u001B[2J在这里，\u202E后面是正文\u0000，\u001B]0;x\u0007还有一些字。\n` });
    const { stdout } = diff(['a.txt'], folder);
    expect(stdout).not.toMatch(/[\u0000-\u0008\u001B\u202E]/);
    expect(stdout).toContain('- 标题\\u001b[2J在这里，\\u202e后面是正文\\u0000，\\u001b]0;x\\u0007还有一些字。');
  });
});

describe.skipIf(!canDraw)('normalize diff on a terminal (tmux)', () => {
  const long = Array.from({ length: 400 }, (_, i) => `第${i}段：今天天氣很好，我們去公園散步。`).join('\n');

  test('is coloured and shown in the pager, which may be quit before the end', async () => {
    const folder = folderOf({ 'a.txt': `${long}\n`.repeat(40) });
    const shown = screen('unset PAGER; normalize diff a.txt', folder, { columns: 60, rows: 20 });
    await shown.shows(/==> a\.txt <==[\s\S]*\n:$/);
    expect(shown.painted()).toMatch(/\u001B\[31m第0段：今天天\u001B\[7m氣\u001B/);
    shown.press('q');
    await shown.shows(/^\[0\]$/m);
  });

  test('a text that fits is printed, with long lines broken beside the margin', async () => {
    const folder = folderOf({ 'a.txt': TEXT });
    const shown = screen('unset PAGER; normalize diff a.txt', folder, { columns: 50 });
    const text = await shown.shows(/\[0\]/);
    expect(text).toContain(
      '                    + 新的图书馆将于明年三月开放，\n                      读者可以在那里借阅书籍、听讲\n                      座和参加读书会。\n',
    );
  });

  test('PAGER chooses another, and one that is not there is named', async () => {
    const folder = folderOf({ 'a.txt': TEXT });
    const first = screen('PAGER="head -n 1" normalize diff a.txt; PAGER=nosuchpager normalize diff a.txt', folder, {
      columns: 100,
    });
    const text = await first.shows(/\[1\]/);
    expect(text).toMatch(/^==> a\.txt <==\n/);
    expect(text).toContain("normalize: the pager 'nosuchpager' cannot be run; set PAGER to another, or to cat");
  });
});
