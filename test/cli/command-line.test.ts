import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bin, command, root, temporaryFolder } from '../run/command.ts';
import { mustBeValid } from '../run/records.ts';

const fixtures = join(root, 'fixtures');
const ARTICLE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n新馆共有三层，一层是儿童阅览室。\n';

function shell(script: string, cwd: string): { code: number | null; stdout: string; stderr: string } {
  const ended = spawnSync('bash', ['-o', 'pipefail', '-c', script], { cwd, env: { ...process.env, N: bin } });
  return { code: ended.status, stdout: ended.stdout.toString(), stderr: ended.stderr.toString() };
}

describe('inputs', () => {
  test('a folder gives one record per file, sorted by path bytes, without hidden files', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, '.git'));
    for (const name of ['b.txt', 'a.txt', 'a/z.txt', 'a/é.txt', 'a-b.txt', '.hidden', '.git/x', 'Z.txt']) {
      writeFileSync(join(folder, name), ARTICLE);
    }
    const { code, records } = command([folder]);
    expect(code).toBe(0);
    expect(records.map((record) => record.source.path)).toEqual([
      'Z.txt',
      'a-b.txt',
      'a.txt',
      'a/z.txt',
      'a/é.txt',
      'b.txt',
    ]);
    for (const record of records) mustBeValid(record);
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
  });

  test('a file is named as typed, standard input is -', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    expect(command(['./a.txt'], { cwd: folder }).records[0]?.source.path).toBe('./a.txt');
    const piped = command(['-'], { input: ARTICLE });
    expect(piped.records[0]?.source.path).toBe('-');
    expect(piped.records[0]?.text).toBe(ARTICLE.trimEnd());
  });

  test('a copy of the folder elsewhere gives the same bytes', () => {
    const folder = join(temporaryFolder(), 'elsewhere');
    cpSync(fixtures, folder, { recursive: true });
    const first = command([fixtures]).stdout;
    expect(first.length).toBeGreaterThan(1000);
    expect(command([folder]).stdout).toBe(first);
  });

  test('JSONL: one record per line, other fields kept, bad lines marked, blank lines ignored', () => {
    const input = '{"text":"第一篇。","url":"http://a.cn/1","n":1}\n\n{"text":5}\nnot json\n{"text":"没有换行"}';
    const { code, records } = command(['--format', 'jsonl', '-'], { input });
    expect(code).toBe(0);
    expect(records.map((record) => record.source.member)).toEqual(['line:1', 'line:3', 'line:4', 'line:5']);
    expect(records[0]).toMatchObject({
      text: '第一篇。',
      url: 'http://a.cn/1',
      source: { fields: { url: 'http://a.cn/1', n: 1 } },
    });
    expect(records[1]?.warnings).toContain('no-text-field');
    expect(records[2]?.warnings).toContain('invalid-json');
    expect([records[2]?.text, ...(records[2]?.removed ?? []).map((item) => item.text)].join('')).toBe('not json');
    for (const record of records) mustBeValid(record);
  });

  test('JSONL is detected by content, and --text-field selects the document', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'crawl.txt'), '{"body":"甲。"}\n{"body":"乙。"}\n');
    const { records } = command(['--text-field', 'body', folder]);
    expect(records.map((record) => record.text)).toEqual(['甲。', '乙。']);
  });

  test('--format wins over content', () => {
    const { records } = command(['--format', 'text', '--skip', 'strip', '-'], { input: '{"text":"甲。"}\n' });
    expect(records[0]?.text).toBe('{"text":"甲。"}');
  });

  test('a file name in GBK is opened, displayed decoded, and its bytes are kept', () => {
    const folder = temporaryFolder();
    const name = Buffer.from([0xd0, 0xc2, 0xce, 0xc5, 0x2e, 0x74, 0x78, 0x74]);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), ARTICLE);
    const [record] = command([folder]).records;
    expect(record?.source).toMatchObject({ path: '新闻.txt', path_bytes: name.toString('base64') });
    const direct = shell(`node "$N" $'\\xd0\\xc2\\xce\\xc5.txt'`, folder);
    expect(direct.code).toBe(0);
    expect(JSON.parse(direct.stdout)).toMatchObject({ source: { path_bytes: name.toString('base64') } });
  });

  test('names with newlines and quotes stay whole', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a\n"b".txt'), ARTICLE);
    expect(command([folder]).records[0]?.source.path).toBe('a\n"b".txt');
  });
});

describe('bad input', () => {
  test('an empty file gives a record with a warning', () => {
    const [record] = command(['-'], { input: '' }).records;
    expect(record).toMatchObject({ text: '', warnings: ['empty'] });
  });

  test.each([
    ['picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'PNG'],
    ['program', readFileSync(process.execPath).subarray(0, 4096), 'ELF'],
  ])('%s is not text: no record, a line on stderr, a count, exit 0', (name, bytes, what) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'z.txt'), ARTICLE);
    const { code, records, stderr } = command([folder]);
    expect(code).toBe(0);
    expect(records.map((record) => record.source.path)).toEqual(['z.txt']);
    expect(stderr).toMatch(new RegExp(`${name}: skipped: not text \\(${what}`));
    expect(stderr).toMatch(/^skipped +1: not-text 1$/m);
  });

  test('NUL bytes in a text are removed with a warning', () => {
    const [record] = command(['-'], { input: `${ARTICLE.slice(0, 20)}\0${ARTICLE.slice(20)}` }).records;
    expect(record?.text).toBe(ARTICLE.trimEnd());
    expect(record?.warnings).toContain('nul-bytes');
  });

  test('a line of 10 MB goes through whole', () => {
    const line = '今天天气很好。'.repeat(500_000);
    const { code, records } = command(['-'], { input: line });
    expect(code).toBe(0);
    expect(records[0]?.text.length).toBe(line.length);
  });

  test('unreadable inputs are reported, the rest is processed, exit 1', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'm.txt'), ARTICLE);
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('.', join(folder, 'self'));
    symlinkSync('/proc/self/mem', join(folder, 'unreadable'));
    const { code, records, stderr } = command([folder]);
    expect(code).toBe(1);
    expect(records.map((record) => record.source.path)).toEqual(['m.txt']);
    expect(stderr).toMatch(/dangling: no such file/);
    expect(stderr).toMatch(/loop: links that lead in a circle/);
    expect(stderr).toMatch(/self: skipped: is a link to a folder it stands in/);
    expect(stderr).toMatch(/unreadable: the device failed/);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  test('a missing input does not stop the others', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    const { code, records, stderr } = command(['missing', 'a.txt'], { cwd: folder });
    expect([code, records.length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^normalize: missing: no such file or folder$/m);
  });

  test('a folder without files is reported', () => {
    const { code, stdout, stderr } = command([temporaryFolder()]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/holds no files/);
  });

  test('a document over --max-bytes is refused, the next one is not', () => {
    const input = `{"text":"${'长'.repeat(100)}"}\n{"text":"短。"}\n`;
    const { code, records, stderr } = command(['--format', 'jsonl', '--max-bytes', '50', '-'], { input });
    expect([code, records.map((record) => record.text)]).toEqual([1, ['短。']]);
    expect(stderr).toMatch(/line:1: larger than 50 bytes/);
  });
});

describe('usage', () => {
  test.each([
    [[], /no input is named, and standard input is empty\nUsage: normalize/],
    [['--colour', 'x'], /unknown option '--colour'/],
    [['--out', 'x', 'y'], /unknown option '--out'\n\(Did you mean --output or --out-dir or --output-format\?\)/],
    [['--posts=1', 'y'], /option '--posts' takes no value/],
    [['--threads', '2', 'y'], /unknown option '--threads'\n\(Did you mean --jobs\?\)/],
    [['--retry', 'failed', 'x'], /--retry needs --out-dir/],
    [['--parts', 'jsonl', 'x'], /--parts needs --out-dir/],
    [['--part-bytes', '1M', '-o', 'x.jsonl', 'x'], /--part-bytes needs --out-dir/],
    [['--rejected', 'x.txt', '--where', 'true', 'x'], /not an output format; --rejected takes names that end in/],
    [['--format', 'pdf', 'x'], /Allowed choices are auto, jsonl, json, csv, /],
    [['--skip', 'striped', 'x'], /no stage or rule is named 'striped'/],
    [['--encoding', 'klingon', 'x'], /no encoding is named 'klingon'/],
    [['--max-bytes', '-3', 'x'], /whole number of bytes/],
    [['-o', '/no/such/folder/x', 'x'], /cannot be written: no such file or folder/],
    [['-', 'fixtures', '-'], /standard input \('-'\) is named more than once; it can be read only once/],
    [['help', 'chek'], /'chek' is not a command; did you mean `normalize help check`\?/],
    [['help', 'nope'], /'nope' is not a command; the commands are normalize, diff, serve, learn, check/],
  ])('%j is a usage error: exit 2, no stack trace', (args, message) => {
    const { code, stdout, stderr } = command(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  test('--help, --version and schema go to stdout with exit 0', () => {
    expect(command(['--help']).stdout).toMatch(/Examples:/);
    expect(command(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse(command(['schema']).stdout)).toHaveProperty('properties.text');
  });

  test('rules are listed with an example each', () => {
    const rules = command(['rules', '--json'])
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const text: unknown = expect.stringMatching(/./);
    for (const rule of rules) expect(rule).toMatchObject({ stage: text, name: text, summary: text, example: text });
  });
});

describe('output', () => {
  test('a closed pipe is success', () => {
    const lines = `{"text":"${'句子。'.repeat(2000)}"}\n`.repeat(200);
    writeFileSync(join(temporaryFolder(), 'x'), '');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.jsonl'), lines);
    const { code, stdout, stderr } = shell('node "$N" -q a.jsonl | head -1 | wc -l', folder);
    expect([code, stdout.trim(), stderr]).toEqual([0, '1', '']);
  });

  test('a full device is an error with a plain message', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    for (const target of ['> /dev/full', '-o /dev/full']) {
      const { code, stderr } = shell(`node "$N" -q a.txt ${target}`, folder);
      expect(code).toBe(1);
      expect(stderr).toMatch(/cannot be written: no space left on the device/);
      expect(stderr).not.toMatch(/ {4}at /);
    }
  });

  test('-o writes a complete file and leaves no other files', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    const { code, stdout } = command(['-o', 'out.jsonl', 'a.txt'], { cwd: folder });
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'out.jsonl']);
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8')).toBe(command(['a.txt'], { cwd: folder }).stdout);
  });

  test('output inside the input folder is not read', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), ARTICLE);
    for (const script of ['node "$N" . > out.jsonl', 'node "$N" . -o out.jsonl']) {
      expect(shell(script, folder).code).toBe(0);
      expect(readFileSync(join(folder, 'out.jsonl'), 'utf8').match(/\n/g)).toHaveLength(1);
    }
  });

  test('-q is silent, otherwise there is a summary on stderr', () => {
    expect(command(['-q', '-'], { input: ARTICLE }).stderr).toBe('');
    expect(command(['-'], { input: ARTICLE }).stderr).toMatch(/^1 file, 1 record, .*\nencodings +utf-8 1\n/);
  });

  test('an interrupt leaves no half-written file', async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [bin, '--format', 'jsonl', '-o', 'out.jsonl', '-'], { cwd: folder });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.on('error', () => undefined);
    child.stdin.write(`{"text":"${'句子。'.repeat(100_000)}"}\n`);
    while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('check', () => {
  const env = { CI: '' };

  test('passes after --update, in both layouts, and detects a difference', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slug'));
    writeFileSync(join(folder, 'slug/input.txt'), ARTICLE);
    writeFileSync(join(folder, 'flat.txt'), ARTICLE);
    expect(command(['check', folder], { env }).code).toBe(1);
    expect(command(['check', '--update', folder], { env }).code).toBe(0);
    expect(existsSync(join(folder, 'flat.txt.expected.jsonl'))).toBe(true);
    const fine = command(['check', folder], { env });
    expect([fine.code, fine.stdout]).toEqual([0, expect.stringMatching(/2 of 2 fixtures as expected/)]);
    const expected = join(folder, 'slug/expected.jsonl');
    writeFileSync(expected, readFileSync(expected, 'utf8').replace('三层', '五层'));
    const { code, stdout } = command(['check', folder], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ slug\/input\.txt\n {4}text:\n[\s\S]*- .*五层[\s\S]*\+ .*三层/);
  });

  test('fails on a missing expectation, an expectation without input, and an empty folder', () => {
    const folder = temporaryFolder();
    const empty = command(['check', folder], { env });
    expect([empty.code, empty.stdout]).toEqual([
      1,
      expect.stringMatching(/holds no files.*\nno fixture was found in /),
    ]);
    const missing = command(['check', join(folder, 'none')], { env });
    expect([missing.code, missing.stdout]).toEqual([
      1,
      expect.stringMatching(/no such file or folder\nno fixture was /),
    ]);
    writeFileSync(join(folder, 'b.txt.expected.jsonl'), '');
    const { code, stdout } = command(['check', folder], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/expected records without an input/);
  });

  test('refuses --update where CI is set', () => {
    const { code, stderr } = command(['check', '--update', fixtures], { env: { CI: 'true' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/not allowed where CI is set/);
  });

  test("the project's own fixtures are as expected", () => {
    const { code, stdout } = command(['check', 'fixtures']);
    expect(stdout).not.toMatch(/✗/);
    expect(code).toBe(0);
  });
});
