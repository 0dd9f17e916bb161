import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, temporaryFolder } from '../run/command.ts';
import { canDraw, screen } from '../run/screen.ts';

const ARTICLE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n新馆共有三层，一层是儿童阅览室。\n';
const PAGE = `<title>新圖書館明年開放</title><h1>新圖書館明年開放</h1><div>2024-05-06 10:20 來源：日報</div>
<p>市政府昨日表示，新的圖書館將於明年春天開放，屆時市民可以在那裡借閱書籍、聽講座和參加讀書會。</p>
<p>這座圖書館共有三層，一層是兒童閱覽室，二層是報刊，三層是自習室，每天開放到晚上九點。</p><div>Copyright © 日報</div>`;

/** Articles in a folder `pages`, with a page and an article beside it. */
function corpus(articles = 3): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'pages'));
  for (let i = 1; i <= articles; i++) writeFileSync(join(folder, `pages/新闻${i}.txt`), ARTICLE);
  writeFileSync(join(folder, 'page.html'), PAGE);
  writeFileSync(join(folder, 'a.txt'), ARTICLE);
  return folder;
}

/** Opens a pipe that keeps a run waiting on standard input until `release`. */
const HELD = 'mkfifo hold; { sleep 60 & echo $! > waiting; wait; } 2>/dev/null > hold &';

/** Lets a held run finish. */
function release(folder: string): void {
  process.kill(Number(readFileSync(join(folder, 'waiting'), 'utf8')));
}

const PRETTY = `==> page.html <==
title       新图书馆明年开放
published   2024-05-06T10:20:00+08:00
kind        article
language    zh-Hant
source      html 0.4 kB
encoding    utf-8

市政府昨日表示，新的图书馆将于明年春天开放，届时市民可以在那
里借阅书籍、听讲座和参加读书会。
这座图书馆共有三层，一层是儿童阅览室，二层是报刊，三层是自习
室，每天开放到晚上九点。

converted   simplified-script 39
removed     copyright 1, time-source 1, title 1

1 file, 1 record, 0.4 kB in`;

describe.skipIf(!canDraw)('on a terminal (tmux)', () => {
  test('a page is shown readably: fields, the whole text, a summary of changes', async () => {
    const folder = corpus();
    const shown = screen('normalize page.html', folder, { columns: 60 });
    const text = await shown.shows(/\[0\]/);
    expect(text.slice(0, PRETTY.length)).toBe(PRETTY);
    expect(text.slice(PRETTY.length)).toMatch(/^ \d\.\d s \(\d+\.\d kB\/s\)\n\[0\]$/);

    expect(shown.painted()).toMatch(/\u001B\[1m==> page\.html <==/);
  });

  test('records reach the screen intact through cat and jq, with nothing drawn into them', async () => {
    const folder = corpus();
    const { stdout } = command(['-q', 'page.html', 'a.txt'], { cwd: folder });
    const cat = screen('normalize page.html a.txt | cat', folder, { columns: 200 });
    const text = await cat.shows(/\[0\]/);
    expect(text.replaceAll('\n', '')).toContain(stdout.replaceAll('\n', ''));
    const jq = screen('normalize page.html a.txt | jq -r .title,.outlet', folder);
    const filtered = await jq.shows(/\[0\]/);
    // The summary may come between what jq prints, in lines of its own.
    const printed = filtered.split('\n').filter((line) => line === 'null' || line === '新图书馆明年开放');
    expect(printed).toEqual(['新图书馆明年开放', 'null', 'null', 'null']);
    expect(filtered).toMatch(/^2 files, 2 records, /m);
  });

  test('into a file: a bar during the run, messages above it, removed at the end', async () => {
    const folder = corpus();
    writeFileSync(join(folder, 'pages/picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const shown = screen(`${HELD} normalize pages - < hold > out.jsonl`, folder);
    expect(await shown.shows(/80 %/)).toMatch(
      /^normalize: picture\.png: skipped: not text \(PNG[^\n]*\n\[=+ *\] +80 % {2}4 of 5 files {2}\d+\.\d kB\/s [^\n]* 新闻3\.txt$/,
    );
    release(folder);
    const text = await shown.shows(/\[0\]/);
    expect(text).toMatch(
      /^normalize: picture[^\n]*\n5 files, 4 records, [^\n]*\nencodings +utf-8 4\nwarnings +empty 1\nskipped +1: not-text 1\n\[0\]$/,
    );
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8').match(/\n/g)).toHaveLength(4);
  });

  test('-o: a bar, which survives narrowing the window', async () => {
    const folder = corpus();
    const shown = screen(`${HELD} normalize pages - -o out.jsonl < hold`, folder, { columns: 100 });
    await shown.shows(/75 %/);
    shown.resize(40);
    await shown.shows(/^\[=* *\] +75 % {2}3 of 4 files[^\n]*\.\.\.$/);
    shown.resize(90);
    await shown.shows(/^\[=* *\] +75 %[^\n]*新闻3\.txt$/);
    release(folder);
    expect(await shown.shows(/\[0\]/)).toMatch(/^4 files, 4 records[^%]*\[0\]$/);
  });

  test('--out-dir: a bar over all parts, and the remaining work after an interrupt', async () => {
    const folder = corpus(400);
    const run = 'trap true INT; normalize pages --out-dir parts --part-bytes 1 -j 1';
    const shown = screen(run, folder, { columns: 100 });
    await shown.shows(/^\[[= ]+\] +\d+ % {2}\d+ of 400 inputs[^\n]*新闻\d+\.txt$/);
    shown.press('C-c');
    expect(await shown.shows(/\[\d+\]/)).toMatch(
      /^(?:\^C)?normalize: interrupted; the part under way[^%]*\nnormalize: \d+ of 400 parts are done; [^%]*\[130\]$/,
    );
  });

  test('an interrupt removes the bar and reports the state of the output', async () => {
    const folder = corpus();
    const shown = screen(`${HELD} trap true INT; normalize pages - -o out.jsonl < hold`, folder);
    await shown.shows(/75 %/);
    shown.press('C-c');
    expect(await shown.shows(/\[\d+\]/)).toMatch(
      /^(?:\^C)?normalize: interrupted; out\.jsonl is not written\n3 files, 3 records[^%]*\[130\]$/,
    );
    expect(readdirSync(folder).filter((name) => name.includes('jsonl'))).toEqual([]);
  });

  test('standard input that is a terminal is waited for, and the person told', async () => {
    const shown = screen('normalize --output-format jsonl --skip strip - | cut -c 1-60', temporaryFolder());
    await shown.shows(/^normalize: reading from the terminal; Ctrl-D ends the input$/m);
    shown.press('abc', 'Enter', 'C-d');
    expect(await shown.shows(/\[0\]/)).toMatch(/^\{"schema":2,/m);
  });

  test('a pipe whose reader may share the screen: no bar, one plain line after five seconds', async () => {
    const folder = corpus();
    const shown = screen(`${HELD} normalize pages - < hold | tail -n 1 | cut -c1-12`, folder);
    expect(await shown.shows(/after/)).toMatch(/^normalize: 3 files, 3 records, 0\.\d kB after 5 s$/);
    release(folder);
    expect(await shown.shows(/\[0\]/)).toMatch(/^normalize: 3 files[^\n]*\n(?:4 files[^%]*)?\{"schema":\d,?\n?/);
  });

  test('standard error in a file holds messages and the summary, and no bar', async () => {
    const folder = corpus();
    const shown = screen('normalize pages missing > out.jsonl 2> log; echo "[$?]"; cat log', folder);
    expect(await shown.shows(/\[0\]/)).toMatch(
      /^\[1\]\nnormalize: missing: no such file or folder\n3 files, 3 records[^%]*\nfailed +1: unreadable 1\n\[0\]$/,
    );

    expect(readFileSync(join(folder, 'log'), 'utf8')).not.toMatch(/[\u001B\r]/);
  });

  test('the summary breaks between words, whatever the width', async () => {
    const folder = corpus();
    const shown = screen('normalize page.html a.txt > out.jsonl', folder, { columns: 36 });
    expect(await shown.shows(/\[0\]/)).toMatch(
      /^2 files, 2 records, 0\.6 kB in \d\.\d s\n\(\d+\.\d kB\/s\)\nencodings {3}utf-8 2\nremoved {5}copyright 1,\n {12}time-source 1, title 1\n\[0\]$/,
    );
  });

  test('names and texts cannot control the terminal', async () => {
    const folder = temporaryFolder();
    const name = '\u001B]0;x\u0007\u202Egnp.\ntxt';
    writeFileSync(join(folder, name), `标题\u001B[2J在这里，\u202E后面是正文，还有一些字。\n`);
    const shown = screen('normalize --skip tidy,strip,repair .', folder);
    const text = await shown.shows(/\[0\]/);
    expect(text).toContain('==> \\u001b]0;x\\u0007\\u202egnp.\\ntxt <==');
    expect(text).toContain('标题\\u001b[2J在这里，\\u202e后面是正文，还有一些字。');
  });

  test('without arguments it shows its usage', async () => {
    const shown = screen('normalize', temporaryFolder());
    expect(await shown.shows(/\[2\]/)).toMatch(/^normalize: no input\nUsage: normalize \[options\] <input\.\.\.>/);
  });

  test('a long text is shown whole', async () => {
    const folder = temporaryFolder();
    const lines = Array.from({ length: 3000 }, (_, i) => `第${i}段：今天的天气很好，我们去公园散步。`);
    writeFileSync(join(folder, 'long.txt'), `${lines.join('\n')}\n`);
    const shown = screen('normalize -q long.txt', folder, { columns: 30 });
    await shown.shows(/\[0\]/);
    expect(shown.all()).toContain(lines.join('\n'));
  });
});
