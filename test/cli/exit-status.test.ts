import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bin, command, root, temporaryFolder } from '../run/command.ts';
import type { Ended } from '../run/command.ts';

const ARTICLE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n新馆共有三层，一层是儿童阅览室。\n';
const FAULTS = { NODE_OPTIONS: `--import ${join(root, 'test/run/faults.js')}` };

function shell(script: string, cwd: string): { code: number | null; stdout: string; stderr: string } {
  const ended = spawnSync('bash', ['-o', 'pipefail', '-c', script], { cwd, env: { ...process.env, N: bin } });
  return { code: ended.status, stdout: ended.stdout.toString(), stderr: ended.stderr.toString() };
}

/** A folder of texts, named by their numbers. */
function texts(contents: readonly string[]): string {
  const folder = temporaryFolder();
  for (const [index, text] of contents.entries()) writeFileSync(join(folder, `${index}.txt`), text);
  return folder;
}

/** A preload for NODE_OPTIONS. */
function preload(code: string): NodeJS.ProcessEnv {
  const file = join(temporaryFolder(), 'preload.cjs');
  writeFileSync(file, code);
  return { NODE_OPTIONS: `--require ${file}` };
}

describe('exit status', () => {
  test('70 if the program fails on a document, with its stack; the run continues; --failures ok does not hide it', () => {
    const folder = texts([ARTICLE, '<<throw>>', ARTICLE, '<<exit>>']);
    for (const failures of ['fail', 'ok']) {
      const { code, records, stderr } = command(['-j', '1', '--failures', failures, folder], { env: FAULTS });
      expect([code, records.length]).toEqual([70, 2]);
      expect(stderr).toMatch(/1\.txt: the program failed on it.*a fault of the program/);
      expect(stderr).toMatch(/ at .*faults\.js/);
      expect(stderr).toMatch(/3\.txt: its worker died on it/);
    }
  });

  test('70 from every run over parts with such a failure', () => {
    const folder = texts([ARTICLE, '<<throw>>']);
    const out = join(temporaryFolder(), 'out');
    expect(command(['-q', '--out-dir', out, folder], { env: FAULTS }).code).toBe(70);
    expect(command(['-q', '--out-dir', out, folder]).code).toBe(70);
  });

  test.each([
    ['an exception', "setTimeout(() => { throw new Error('planted'); }, 1);"],
    ['a rejection nobody waits for', "void Promise.reject(new Error('planted'));"],
    [
      'a failure of a call that does not fail',
      "require('node:fs').readFileSync = () => { throw new Error('planted'); };",
    ],
  ])('70 and a stack for %s', (_, code) => {
    const env = preload(`if (require('node:worker_threads').isMainThread) { process.nextTick(() => { ${code} }); }`);
    // Standard input stays open for five seconds, long enough for the failure; the test does not wait for its writer.
    const waiting = 'exec node "$N" - < <(exec sleep 5 >&- 2>&-)';
    const child = spawnSync('bash', ['-c', waiting], { env: { ...process.env, ...env, N: bin } });
    expect(child.status).toBe(70);
    expect(child.stderr.toString()).toMatch(/bug in normalize; please report it[\s\S]*planted[\s\S]* at /);
  });

  test('1 for a timeout or damaged input, 0 with --failures ok, which does not apply to usage errors or an unwritable output', () => {
    const folder = texts([ARTICLE]);
    writeFileSync(join(folder, 'cut.gz'), Buffer.from('1f8b0800000000000003', 'hex'));
    expect(command(['-q', folder]).code).toBe(1);
    expect(command(['-q', '--failures', 'ok', folder]).code).toBe(0);
    const out = join(temporaryFolder(), 'out');
    expect(command(['-q', '--out-dir', out, folder]).code).toBe(1);
    expect(command(['-q', '--failures', 'ok', '--out-dir', out, folder]).code).toBe(0);
    expect(command(['-q', '--failures', 'ok', '--skip', 'strop', folder]).code).toBe(2);
    expect(shell(`node "$N" -q --failures ok ${folder} > /dev/full`, folder).code).toBe(1);
  });
});

describe('workers', () => {
  test.runIf(process.platform === 'linux')('too low a limit of open files: a message, exit 1', () => {
    const folder = texts(Array.from({ length: 20 }, () => ARTICLE));
    const { code, stdout, stderr } = shell(`ulimit -n 22; node "$N" -j 2 ${folder}`, folder);
    // Other versions of Node may need fewer.
    if (code === 0) expect(stdout.match(/\n/g)).toHaveLength(20);
    else {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/workers cannot be started: .*EMFILE.*ulimit -n/);
      expect(stderr).not.toMatch(/ {4}at /);
    }
  });

  test.each(['process.exit(3)', "throw Object.assign(new Error('no memory'), { code: 'ENOMEM' })"])(
    'one that dies at startup (%s): a message, exit 1, no record lost silently',
    (code) => {
      const folder = texts([ARTICLE, ARTICLE]);
      const env = preload(`if (!require('node:worker_threads').isMainThread) { ${code}; }`);
      for (const args of [
        ['-j', '1', folder],
        ['-j', '2', '--out-dir', join(temporaryFolder(), 'out'), folder],
      ]) {
        const ended = command(args, { env });
        expect([ended.code, ended.stdout]).toEqual([1, '']);
        expect(ended.stderr).toMatch(/workers cannot be started/);
        expect(ended.stderr).not.toMatch(/ {4}at /);
      }
    },
  );

  test('one that throws at startup is a bug', () => {
    const env = preload("if (!require('node:worker_threads').isMainThread) throw new Error('planted');");
    const { code, stderr } = command(['-j', '1', texts([ARTICLE])], { env });
    expect([code, stderr]).toEqual([70, expect.stringMatching(/bug in normalize[\s\S]*planted/)]);
  });
});

describe('standard streams', () => {
  const folder = (): string => texts([ARTICLE]);

  test.each(['schema', 'rules', '--help', 'check .'])('%s to a full device or a closed pipe', (args) => {
    const cwd = temporaryFolder();
    cpSync(join(root, 'fixtures/made/poem'), join(cwd, 'made/poem'), { recursive: true });
    const full = shell(`node "$N" ${args} > /dev/full`, cwd);
    expect([full.code, full.stderr]).toEqual([
      1,
      'normalize: standard output: cannot be written: no space left on the device\n',
    ]);
    expect(shell(`node "$N" ${args} | true`, cwd)).toMatchObject({ code: 0, stderr: '' });
  });

  test('closed ones act like /dev/null, without a stack; only that the records are lost is told, where the system tells it', () => {
    const lost = process.platform === 'linux' ? /^normalize: standard output is closed: .*\n$/ : /^$/;
    expect(shell('node "$N" -q 0.txt >&-', folder())).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(lost) as string,
    });
    expect(shell('node "$N" -q 0.txt >/dev/null', folder()).stderr).toBe('');
    const closed = shell('node "$N" -q - <&-', folder());
    expect([closed.code, closed.stdout, closed.stderr]).toEqual([
      0,
      expect.stringMatching(/"warnings":\["empty"\]/),
      '',
    ]);
    expect(shell('node "$N" 0.txt 2>&-', folder()).code).toBe(0);
  });

  test('a folder as standard input is a usage error', () => {
    const { code, stderr } = shell('node "$N" - < .', folder());
    expect([code, stderr]).toEqual([2, 'normalize: standard input is a folder; name the folder instead\n']);
  });
});

describe('--out-dir and verify', () => {
  const finished = mkdtempSync(join(tmpdir(), 'normalize-'));
  afterAll(() => {
    rmSync(finished, { recursive: true, force: true });
  });

  /** A finished folder of parts, made once for each format and copied for each test. */
  function parts(format = 'jsonl'): { readonly out: string; readonly args: readonly string[] } {
    const input = join(finished, 'input');
    const argsTo = (folder: string): readonly string[] => [
      ...['-q', '-j', '1', '--part-bytes', '2KB', '--parts', format, '--out-dir', folder, input],
    ];
    const made = join(finished, format);
    if (!existsSync(input)) {
      mkdirSync(input, { recursive: true });
      for (let index = 0; index < 6; index++)
        writeFileSync(join(input, `${index}.txt`), `第${index}篇\n${ARTICLE.repeat(20)}`);
    }
    if (!existsSync(made)) expect(command(argsTo(made)).code).toBe(0);
    const out = join(temporaryFolder(), 'out');
    cpSync(made, out, { recursive: true });
    return { out, args: argsTo(out) };
  }

  test('a folder with other files is refused', () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'thesis.doc'), 'mine');
    const { code, stderr } = command(['--out-dir', out, texts([ARTICLE])]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/holds other things \(thesis\.doc\) and no plan\.json/)]);
    expect(readdirSync(out)).toEqual(['thesis.doc']);
    // Hidden files are ignored, and so are leftovers of a run that never wrote a plan.
    const hidden = temporaryFolder();
    for (const name of ['.keep', 'plan-0123456789ab-77.files']) writeFileSync(join(hidden, name), '');
    expect(command(['-q', '--out-dir', hidden, texts([ARTICLE])]).code).toBe(0);
  });

  test('a folder that cannot be created or written to is a usage error', () => {
    const folder = texts([ARTICLE]);
    for (const [out, env, why] of [
      [join(folder, '0.txt'), {}, /0\.txt: cannot be written to: is a file/],
      [join(folder, '0.txt/out'), {}, /cannot be written to: not a folder/],
      [join(folder, 'out'), { FS_FAULT: 'accessSync:EROFS:out' }, /out: cannot be written to: /],
    ] as const) {
      const ended = command(['--out-dir', out, folder], {
        env: { ...env, NODE_OPTIONS: `--import ${join(root, 'test/run/fs-faults.js')}` },
      });
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(why)]);
      expect(ended.stderr).not.toMatch(/ {4}at /);
    }
  });

  test.each([
    ['writeFileSync:ENOSPC:plan-', 'no space left'],
    ['writeFileSync:ENOSPC:.plan.json', 'no space left'],
    ['fsyncSync:EIO:plan-', 'the device failed'],
    ['linkSync:EIO:.plan.json', 'the device failed'],
  ])('%s: a plan is written whole or not at all', (fault, why) => {
    const out = join(temporaryFolder(), 'out');
    const args = ['--out-dir', out, texts([ARTICLE])];
    const env = { NODE_OPTIONS: `--import ${join(root, 'test/run/fs-faults.js')}`, FS_FAULT: fault };
    const { code, stderr } = command(args, { env });
    expect([code, stderr]).toEqual([1, expect.stringMatching(new RegExp(`out: the plan cannot be written: ${why}`))]);
    expect(readdirSync(out)).toEqual([]);
    expect(command(args).code).toBe(0);
  });

  test('a full file system (simulated by a file size limit) leaves nothing of the plan', () => {
    const folder = texts(Array.from({ length: 60 }, () => ARTICLE));
    const out = join(temporaryFolder(), 'out');
    const { code, stderr } = shell(`trap '' XFSZ; ulimit -f 1; node "$N" -q --out-dir ${out} .`, folder);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/out: the plan cannot be written: /)]);
    expect(readdirSync(out)).toEqual([]);
  });

  test('a file system without hard links', () => {
    const out = join(temporaryFolder(), 'out');
    const env = {
      NODE_OPTIONS: `--import ${join(root, 'test/run/fs-faults.js')}`,
      FS_FAULT: 'linkSync:EPERM:.plan.json',
    };
    expect(command(['--out-dir', out, texts([ARTICLE])], { env }).code).toBe(0);
    expect(command(['verify', out]).code).toBe(0);
  });

  test('concurrent runs with the same process ID in one folder: all succeed, with the same bytes', async () => {
    const { out, args } = parts();
    const whole = readdirSync(out)
      .filter((name) => name.startsWith('part-'))
      .map((name) => readFileSync(join(out, name), 'utf8'));
    const folder = join(temporaryFolder(), 'twice');
    const twice = args.map((argument) => (argument === out ? folder : argument));
    const env = { ...process.env, ...preload("Object.defineProperty(process, 'pid', { value: 7777777 });") };
    const codes = await Promise.all(
      [1, 2, 3].map(
        () => new Promise((resolve) => spawn(process.execPath, [bin, ...twice], { env }).on('exit', resolve)),
      ),
    );
    expect(codes).toEqual([0, 0, 0]);
    const names = readdirSync(folder).filter((name) => name.startsWith('part-'));
    expect(names.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(whole);
    expect(readdirSync(folder).filter((name) => name.startsWith('.') || name.endsWith('.files'))).toHaveLength(1);
    expect(command(['verify', folder]).code).toBe(0);
  });

  test('verify: a closed pipe is success, a full device is not', () => {
    const { out } = parts();
    expect(shell(`node "$N" verify ${out} | true`, root)).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = shell(`node "$N" verify ${out} > /dev/full`, root);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^normalize: standard output: cannot be written: .*\n$/)]);
  });

  test.each(['{}', '[]', 'null', '{', '{"identity":1}'])('a plan with content %s', (text) => {
    const { out, args } = parts();
    writeFileSync(join(out, 'plan.json'), text);
    for (const [given, status] of [
      [['verify', out], 1],
      [args, 2],
    ] as const) {
      const { code, stderr } = command(given);
      expect([code, stderr]).toEqual([status, expect.stringMatching(/plan\.json: is damaged: /)]);
      expect(stderr).not.toMatch(/ {4}at /);
    }
  });

  test('a plan with altered parts, list or numbers', () => {
    const { out } = parts();
    const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')) as Record<string, unknown>;
    const verified = (change: object): Ended => {
      writeFileSync(join(out, 'plan.json'), JSON.stringify({ ...plan, ...change }));
      return command(['verify', out]);
    };
    for (const change of [{ list: '../x' }, { parts: [{}] }, { options: {} }, { inputs: [1] }]) {
      const { code, stderr } = verified(change);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/plan\.json: is damaged/)]);
    }
    const { code, stdout } = verified({ files: 7 });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/does not add up to the files and bytes of plan\.json/)]);
    const none = command(['verify', temporaryFolder()]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/not found; a run with --out-dir makes it/)]);
  });

  test.each(['jsonl', 'jsonl.gz', 'jsonl.zst', 'parquet'])(
    '%s: a ledger that counts a written record as dropped',
    (format) => {
      const { out, args } = parts(format);
      expect(command(['verify', out]).code).toBe(0);
      const file = join(out, 'part-00001.ledger.json');
      const ledger = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        ledger.replace('"written": 1', '"written": 0').replace('"dropped": {}', '"dropped": {"not-text":1}'),
      );
      const { code, stdout } = command(['verify', out]);
      expect([code, stdout]).toEqual([1, expect.stringMatching(/part-00001: holds 1 records where its ledger says 0/)]);
      // Only a full read would detect this, so the part is not rebuilt.
      expect(command(args).code).toBe(0);
    },
  );

  test('damaged ledgers are reported, and their parts rebuilt', () => {
    const { out, args } = parts();
    const damaged = ['{}', '{"plan":"x"}', 'null', '7', '{"dropped":null}'];
    const ledgers = damaged.map((_, index) => join(out, `part-0000${index}.ledger.json`));
    const whole = ledgers.map((ledger) => readFileSync(ledger, 'utf8'));
    for (const [index, ledger] of ledgers.entries()) writeFileSync(ledger, damaged[index] ?? '');
    const { code, stdout, stderr } = command(['verify', out]);
    expect([code, stderr]).toEqual([1, '']);
    for (const index of damaged.keys()) expect(stdout).toMatch(`part-0000${index}: has a ledger that is no JSON`);
    expect(command(args).code).toBe(0);
    expect(ledgers.map((ledger) => readFileSync(ledger, 'utf8'))).toEqual(whole);
  });
});

describe('templates', () => {
  test.each([
    '{"templates":1,"sites":{},"sample":{}}',
    '{"templates":1,"sites":{},"sample":{"level":0,"lines":[1],"pages":[]}}',
    '{"templates":1,"sites":{},"sample":{"level":0,"lines":[],"pages":[{}]}}',
    '{"templates":1,"sites":{"a":1}}',
    '{"sample":{}}',
  ])('%s is refused where templates are read', (text) => {
    const folder = texts([ARTICLE]);
    writeFileSync(join(folder, 't.json'), text);
    const { code, stderr } = command(['--templates', 't.json', '0.txt'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/t\.json: holds no templates/)]);
    const learned = command(['learn', 't.json', '0.txt'], { cwd: folder });
    expect(learned.stderr).not.toMatch(/ {4}at /);
    expect(learned.code).toBe(text.startsWith('{"templates"') ? 2 : 0);
  });
});
