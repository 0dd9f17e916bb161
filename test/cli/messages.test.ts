import fc from 'fast-check';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { escapeLine, escapeText } from '../../src/cli/terminal/escape.ts';
import { columnsOf, fitted, labelled } from '../../src/cli/terminal/width.ts';
import { shownName } from '../../src/cli/input/file-name.ts';
import { command, temporaryFolder } from '../run/command.ts';

const ARTICLE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n新馆共有三层，一层是儿童阅览室。\n';
/** Must not be in any message: controls except line feed and tab, line separators, and bidirectional marks. */
const HARMFUL = /(?![\n\t])\p{Cc}|[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const EVIL = 'a\u001B]0;x\u0007\n\u202Etxt';

describe('escaping', () => {
  test('control characters are escaped, printable ones are kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(escapeText(text)).not.toMatch(HARMFUL);
        const printed = text.replace(/[\p{C}\p{Z}\\]/gu, '');
        expect(escapeLine(printed)).toBe(printed);
      }),
    );
    expect(escapeLine('a\u001B[2J\tb\r\n\u202E\u{E0041}\uD800')).toBe('a\\u001b[2J\\tb\\r\\n\\u202e\\u{e0041}\\ud800');
    expect(escapeText('a\n\tb\u0000\u009B')).toBe('a\n\tb\\u0000\\u009b');
    expect(escapeLine('می\u200Cخواهم 👩\u200D🔬')).toBe('می\u200Cخواهم 👩\u200D🔬');
  });

  test.each([
    [Buffer.from('新闻.txt'), '新闻.txt'],
    [Buffer.from([0xd0, 0xc2, 0xce, 0xc5, 0x2e, 0x74]), '新闻.t'],
    [Buffer.from([0x61, 0xff, 0x0a, 0xfe]), 'a\\xff\\n\\xfe'],
  ])('the name %j is shown as %s', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });
});

describe('width', () => {
  test('East Asian characters take two columns, marks none', () => {
    expect([columnsOf('abc'), columnsOf('新闻'), columnsOf('ｆ'), columnsOf('e\u0301'), columnsOf('…')]).toEqual([
      3, 4, 2, 1, 1,
    ]);
  });

  test('truncated text fits, and is truncated only if necessary', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
        expect(columnsOf(fitted(text, columns))).toBeLessThanOrEqual(columns);
        if (columnsOf(text) <= columns) expect(fitted(text, columns)).toBe(text);
      }),
    );
    expect(fitted('新闻新闻新闻', 9)).toBe('新闻新...');
  });

  test('wrapping keeps words whole, in order and aligned', () => {
    const word = fc.stringMatching(/^[a-z新闻]{1,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 31, max: 60 }), (words, columns) => {
        const lines = labelled('label', words, columns).split('\n');
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        for (const line of lines.slice(1)) expect(line).toMatch(/^ {12}\S/);
        expect(lines.map((line) => line.slice(12)).join(' ')).toBe(words.join(' '));
      }),
    );
  });
});

/** A web archive with a response whose media type contains terminal escape sequences. */
function escapingArchive(): string {
  const http = 'HTTP/1.1 200 OK\r\nContent-Type: image/\u001B[2Jpng\u001B]0;x\u0007\r\n\r\nx';
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:\u001B[31m>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
  return `${head}${http}\r\n\r\n`;
}

describe('messages contain no control characters', () => {
  const rows: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['media type', ['a.warc'], /image\/\\u001b\[2Jpng/i],
    ['file that is no text', ['pages'], /\\u001b\]0;x\\u0007\\n\\u202etxt: skipped: not text/],
    ['missing input', [EVIL], /\\u001b\]0;x\\u0007\\n\\u202etxt: no such file/],
    ['output', ['-o', `${EVIL}/x`, 'pages'], /\\u001b\]0;x\\u0007\\n\\u202etxt\/x: cannot be written/],
    ['templates', ['--templates', EVIL, 'pages'], /\\n\\u202etxt: cannot be read/],
    ['rules', ['--rules', EVIL, 'pages'], /\\n\\u202etxt: cannot be read/],
    ['option', [`--x${EVIL}`], /unknown option '--xa\\u001b/],
    ['choice', ['--format', EVIL, 'x'], /\\u001b\]0;x/],
    ['name of a rule', ['--skip', EVIL, 'x'], /\\u001b\]0;x/],
    ['verify', ['verify', EVIL], /\\u001b\]0;x/],
    ['check', ['check', 'pages'], /✗ a\\u001b\]0;x\\u0007\\n\\u202etxt/],
  ];
  test.each(rows)('%s', (_what, args, shown) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pages'));
    writeFileSync(join(folder, 'pages', EVIL), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    writeFileSync(join(folder, 'a.warc'), escapingArchive());
    const { stdout, stderr } = command(args, { cwd: folder });
    expect(stderr + stdout).toMatch(shown);
    expect(stderr + stdout).not.toMatch(HARMFUL);
  });
});

describe('skipped inputs', () => {
  test('the first few are reported and all counted by reason; --verbose reports all, -q none; failures always', () => {
    const folder = temporaryFolder();
    for (let i = 1; i <= 5; i++)
      writeFileSync(join(folder, `${i}.png`), Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    const named = (stderr: string): readonly string[] => stderr.match(/^normalize: \d\.png: skipped/gm) ?? [];
    const plain = command(['.'], { cwd: folder });
    expect([plain.code, named(plain.stderr).length]).toEqual([0, 3]);
    expect(plain.stderr).toMatch(/^skipped {5}5: not-text 5 \(--verbose names each\)$/m);
    const verbose = command(['--verbose', '.'], { cwd: folder });
    expect(named(verbose.stderr)).toHaveLength(5);
    expect(verbose.stderr).toMatch(/^skipped {5}5: not-text 5$/m);
    const quiet = command(['-q', '.', 'missing'], { cwd: folder });
    expect(quiet.stderr).toBe('normalize: missing: no such file or folder\n');
  });

  test('every failure is reported', () => {
    const missing = Array.from({ length: 6 }, (_, i) => `missing-${i}`);
    const { code, stderr } = command(missing);
    expect([code, stderr.match(/^normalize: missing-\d: no such file/gm)?.length]).toEqual([1, 6]);
    expect(stderr).toMatch(/^0 files, 0 records, [^\n]*\nfailed {6}6: unreadable 6\n$/m);
  });
});

describe('first contact', () => {
  test.each([['-v'], ['-V'], ['--version'], ['-q', '-v']])('%s prints the version', (...args) => {
    expect(command(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });

  test('help, and help of a command', () => {
    expect(command(['help']).stdout).toBe(command(['--help']).stdout);
    expect(command(['help', 'check']).stdout).toBe(command(['check', '--help']).stdout);
    expect(command(['help', 'check']).stdout).toMatch(/^Usage: normalize check \[options\] <folder>/);
  });

  test.each([
    [['chekc', 'fixtures'], 2, /'chekc' is neither a command nor a file or folder; did you mean `normalize check`\?/],
    [
      ['--signals', 'simhas', 'fixtures'],
      2,
      /'simhas' is neither a name that --signals takes nor a file .*mean simhash\?/,
    ],
    [['--signals=all,simhas', 'fixtures'], 2, /--signals: no signal is named 'simhas'. Did you mean simhash\?/],
    [['--mask', '', 'fixtures'], 2, /--mask <names>' argument '' is invalid. It takes one or more names/],
    [['Learn', 'x'], 2, /did you mean `normalize learn`\?/],
    [['diff', 's3://bucket/x'], 2, /s3:\/\/bucket\/x: cannot be read from there; .*: aws s3 cp --quiet 's3:/],
    [["ftp://a.cn/it's"], 2, /curl -sSL 'ftp:\/\/a\.cn\/it'\\''s' \| normalize -$/m],
    [['s3:///x'], 2, /s3:\/\/\/x: must name a bucket, as in s3:\/\/bucket\/prefix$/m],
    [
      ['https://me:geheim@a.cn/x'],
      2,
      /^normalize: https:\/\/a\.cn: an address must not hold a user name or a password$/m,
    ],
    [
      ['https://a.cn/x?sig=y', '--out-dir', '/tmp'],
      2,
      /^normalize: https:\/\/a\.cn\/x: --out-dir takes no address with/,
    ],
    [['learn', 'gs://bucket/x'], 2, /gcloud storage cat 'gs:/],
    [['file:///tmp/x'], 2, /name the file by its path/],
    [['abfs://x/y'], 2, /abfs:\/\/x\/y: cannot be read from there; download it first, or pipe it in$/m],
    [['fixtures-of-mine/*'], 1, /\*: no such file or folder \(the pattern matches nothing/],
    [[''], 2, /^normalize: the name of an input is empty\n$/],
    [['fixturse'], 1, /fixturse: no such file or folder; did you mean fixtures\?/],
    [['fixtures/made/big5-news-pag/'], 1, /did you mean fixtures\/made\/big5-news-page\?/],
  ] as const)('%j', (args, status, message) => {
    const { code, stdout, stderr } = command(args);
    expect([code, stdout]).toEqual([status, '']);
    expect(stderr).toMatch(message);
  });

  test('without inputs, piped standard input is read', () => {
    const { code, records } = command(['-q'], { input: ARTICLE });
    expect([code, records[0]?.source.path, records[0]?.text]).toEqual([0, '-', ARTICLE.trimEnd()]);
    const large = ARTICLE.repeat(9000);
    expect(command(['-q', '--skip', 'strip'], { input: large }).records[0]?.text).toBe(large.trimEnd());
  });
});

describe('--output-format', () => {
  test('pretty in a pipe, without colour unless requested; JSONL is the default there', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.jsonl'), `{"text":"甲。","n":12345678901234567890}\n{"text":""}\n`);
    const plain = command(['-q', '--output-format', 'pretty', 'a.jsonl'], { cwd: folder }).stdout;
    expect(plain).toMatch(
      /^==> a\.jsonl line:1 <==\n[\s\S]*fields \{"n":12345678901234567890\}[\s\S]*\n\n甲。\n\n==> a\.jsonl line:2 <==\n[\s\S]*\n\n\(no text\)\n\nwarnings {4}empty\n\n$/,
    );
    const colored = command(['-q', '--output-format', 'pretty', '--color', 'always', 'a.jsonl'], { cwd: folder });
    expect(colored.stdout.replace(/\u001B\[\d+m/g, '')).toBe(plain);
    expect(colored.stdout).not.toBe(plain);
    const removed = command(['-q', '--output-format', 'pretty', '--verbose', '-'], {
      input: `${ARTICLE}Copyright © 日报\u001B[2J\n`,
    });
    expect(removed.stdout).toMatch(/^removed {5}copyright 1\n {10}3 copyright: Copyright © 日报/m);
    expect(removed.stdout).not.toMatch(HARMFUL);
    expect(command(['-q', '--output-format', 'jsonl', 'a.jsonl'], { cwd: folder }).records).toHaveLength(2);
    expect(command(['--output-format', 'pretty', '-o', 'x.jsonl', 'a.jsonl'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--output-format pretty is for standard output/) as string,
    });
  });
});

describe('check for programs', () => {
  function fixtures(): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'fine.txt'), ARTICLE);
    writeFileSync(join(folder, 'a,b.txt'), `${ARTICLE}::error::x\n##[group]y\n`);
    expect(command(['check', '--update', '.'], { cwd: folder, env: { CI: '' } }).code).toBe(0);
    const expected = join(folder, 'a,b.txt.expected.jsonl');
    writeFileSync(expected, readFileSync(expected, 'utf8').replace('三层', '100%\\n五层'));
    writeFileSync(join(folder, 'new.txt'), ARTICLE);
    return folder;
  }

  test('prints a GitHub annotation for each failing fixture, and escapes workflow commands in text', () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '', CI: '' };
    const folder = fixtures();
    const { code, stdout } = command(['check', folder], { env: { ...env, GITHUB_WORKSPACE: folder } });
    expect(code).toBe(1);
    const [, token, report = '', annotations] =
      /^::stop-commands::([\w-]+)\n([\s\S]*)\n::\1::\n([\s\S]*)$/.exec(stdout) ?? [];
    expect(token).toBeDefined();
    expect(report).toMatch(/1 of 3 fixtures as expected$/);
    expect(report).toMatch(/^ {6}\| ::error::x$/m);
    const [first, second, ...others] = (annotations ?? '').trimEnd().split('\n');
    expect(first).toMatch(
      /^::error file=a%2Cb\.txt\.expected\.jsonl,line=1,title=a%2Cb\.txt is not as expected:: {4}text:%0A.*100%25%0A/,
    );
    expect(second).toMatch(/^::error file=new\.txt,line=1,title=new\.txt is not as expected:: {4}.*no such file/);
    expect(others).toEqual([]);
  });

  test('--json prints one object per fixture, and nothing else, to standard output', () => {
    const { code, stdout, stderr } = command(['check', '--json', '.'], {
      cwd: fixtures(),
      env: { GITHUB_ACTIONS: '' },
    });
    expect(code).toBe(1);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(found).toMatchObject([
      { fixture: 'a,b.txt', ok: false, problem: null, differences: [{ record: 1, field: 'text' }] },
      { fixture: 'fine.txt', ok: true, problem: null, expected: 1, got: 1, differences: [] },
      { fixture: 'new.txt', ok: false, problem: expect.stringMatching(/no such file/) as string, expected: 0, got: 1 },
    ]);
    expect(stderr).toBe('1 of 3 fixtures as expected\n');
  });
});
