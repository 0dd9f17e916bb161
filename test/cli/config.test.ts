import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configOf, readConfig } from '../../src/cli/options/config.ts';
import { attributeOf, longNameOf } from '../../src/cli/options/option.ts';
import type { CliOption } from '../../src/cli/options/option.ts';
import { optionsOf } from '../../src/cli/options/table.ts';
import { UserError } from '../../src/index.ts';
import { command, temporaryFolder } from '../run/command.ts';
import type { Ended } from '../run/command.ts';

const PAGE = '新圖書館明年開放。\n\n責任編輯：王小明\n';
const OPTIONS = optionsOf('normalize').filter((option) => !longNameOf(option).includes('config'));

/** A folder with a page and a config file in it. */
function folderWith(config: string | object, file = 'normalize.config.json'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), PAGE);
  writeFileSync(join(folder, file), typeof config === 'string' ? config : JSON.stringify(config));
  return folder;
}

function run(folder: string, ...args: readonly string[]): Ended {
  return command(['a.txt', ...args], { cwd: folder });
}

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Arbitrary values of an option, in the parser's representation. */
function valueOf(option: CliOption): fc.Arbitrary<unknown> {
  const { kind, choices } = option;
  if (choices !== undefined) return fc.constantFrom(...choices);
  const values = {
    flag: fc.constantFrom(!longNameOf(option).startsWith('no-'), longNameOf(option).startsWith('no-') || undefined),
    text: fc.string(),
    path: fc.oneof(
      fc.constant('-'),
      word.map((name) => resolve(name)),
    ),
    list: fc.array(word),
    names: fc.array(word, { minLength: 1 }),
    condition: fc.array(word),
    each: fc.array(word),
    bytes: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    count: fc.integer({ min: 1 }),
    seconds: fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true }),
  } as const;
  return values[kind];
}

describe('a config file', () => {
  it('when printed restores every option', () => {
    const file = join(temporaryFolder(), 'printed.json');
    const settings = fc.record(Object.fromEntries(OPTIONS.map((option) => [attributeOf(option), valueOf(option)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(settings, (values) => {
        const printed = configOf(OPTIONS, values);
        writeFileSync(file, printed);
        const read = Object.fromEntries(
          [...readConfig(file)].map(([option, { value }]) => [attributeOf(option), value]),
        );
        // A flag set to its default is not printed.
        const plain = OPTIONS.flatMap((option): [string, unknown][] => {
          const value = values[attributeOf(option)];
          const isUnsaid = option.kind === 'flag' && value === (longNameOf(option).startsWith('no-') || undefined);
          return value === undefined || isUnsaid ? [] : [[attributeOf(option), value]];
        });
        expect(read).toEqual(Object.fromEntries(plain));
        expect(configOf(OPTIONS, { ...values, ...read })).toBe(printed);
      }),
    );
  });

  it('in the folder of the run is used, with a note unless --quiet', () => {
    const folder = folderWith({ skip: 'convert', 'no-removed': true });
    const { code, records, stderr } = run(folder);
    expect(code).toBe(0);
    expect(records[0]?.text).toBe('新圖書館明年開放。');
    expect(records[0]?.removed).toEqual([]);
    expect(stderr).toContain('normalize: options from normalize.config.json (--no-config leaves them out)\n');
    expect(run(folder, '-q').stderr).toBe('');
    const without = run(folder, '--no-config');
    expect(without.records[0]?.text).toBe('新图书馆明年开放。');
    expect(without.stderr).not.toContain('options from');
  });

  it('is overridden by the command line, which can negate its flags', () => {
    const folder = folderWith({ skip: ['convert'], trace: true, 'no-removed': true, quiet: true });
    const found = run(folder, '--skip', 'strip', '--no-trace', '--removed', '--no-quiet');
    expect(found.records[0]?.text).toContain('责任编辑');
    expect(found.records[0]).not.toHaveProperty('trace');
    expect(found.stderr).toContain('options from');
    expect(run(folder, '--skip', 'tidy', '--removed').records[0]?.removed).not.toEqual([]);
  });

  it('gives the same run as the options it contains, wherever it is', () => {
    const folder = folderWith({}, 'empty.json');
    writeFileSync(join(folder, 'rules.json'), '[{"name":"opening","match":"^新图书馆.*$"}]');
    const args = ['--rules', 'rules.json', '--max-bytes', '1_000', '--no-guess', '--keep', 'credits', '--skip', 'tidy'];
    const printed = run(folder, ...args, '--print-config');
    expect(printed.code).toBe(0);
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/my.json'), printed.stdout);
    const asked = run(folder, ...args);
    const read = run(folder, '--config', 'elsewhere/my.json');
    expect(read.stdout).toBe(asked.stdout);
    expect(read.code).toBe(asked.code);
    expect(run(folder, '--config', 'elsewhere/my.json', '--print-config').stdout).toBe(printed.stdout);
  });

  it('has paths relative to itself', () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'settings'));
    writeFileSync(join(folder, 'settings/c.json'), '{"output": "../out.jsonl"}');
    const { code, stdout } = run(folder, '--config', 'settings/c.json');
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8')).toContain('新图书馆');
  });

  it('is read by learn and check, which ignore options that they do not have', () => {
    const folder = folderWith({ skip: 'convert', output: 'records.jsonl', jobs: 1 });
    const printed = command(['check', '.', '--print-config'], { cwd: folder });
    expect(JSON.parse(printed.stdout)).toMatchObject({ skip: ['convert'] });
    expect(JSON.parse(printed.stdout)).not.toHaveProperty('jobs');
    expect(command(['rules'], { cwd: folder }).stderr).toBe('');
  });

  it.each([
    ['{\n  "skip": "skp",\n  "skp": ["convert"]\n}', ":3: no option is called 'skp'; did you mean skip"],
    ['{"maxBytes": 1, "max_bytes": 1}', ":1: no option is called 'maxBytes'"],
    ['{"max_bytes": 1}', ":1: no option is called 'max_bytes'; did you mean max-bytes?"],
    ['{"--trace": true}', ":1: no option is called '--trace'; did you mean trace?"],
    ['{"zzzzzzzz": true}', ":1: no option is called 'zzzzzzzz'; `normalize --help` lists the options"],
    ['{"config": "b.json"}', ":1: no option is called 'config'"],
    ['{\n\n"trace": "yes"}', ':3: trace cannot be "yes"; it takes true or false'],
    ['{"script": "hant"}', ':1: script cannot be "hant"; it takes hans, keep'],
    ['{"jobs": 0}', ':1: jobs cannot be 0; it takes a whole number, 1 or more'],
    ['{"jobs": [1]}', ':1: jobs cannot be [1]; it takes a whole number, 1 or more'],
    ['{"max-bytes": "lots"}', ':1: max-bytes cannot be "lots"; it takes a whole number of bytes'],
    ['{"skip": ["convert", 1]}', ':1: skip cannot be ["convert",1]; it takes names'],
    ['{"rules": 1}', ':1: rules cannot be 1; it takes the name of a file or folder'],
    ['{"output": null}', ':1: output cannot be null'],
    ['{"jobs": 1,\n "trace": true\n "quiet": true}', ':3:2: '],
    ['{"jobs": 1, "jobs": 2}', ":1:14: Duplicate key 'jobs'"],
    ['{"jobs": 1', ':1:11: '],
    ['', ':1:1: '],
    ['[1]', ': holds no object of options'],
  ])('%j is rejected, with where and why', (text, message) => {
    const path = join(folderWith(text), 'normalize.config.json');
    expect(() => readConfig(path)).toThrow(UserError);
    expect(() => readConfig(path)).toThrow(path + message);
    expect(() => readConfig(path)).not.toThrow('\u001B');
  });

  it('with a name that no rule has is told by its line', () => {
    const { code, stderr } = run(folderWith('{"quiet": true,\n "skip": ["repar"]}'));
    expect([code, stderr]).toEqual([
      2,
      "normalize: normalize.config.json:2: skip: no stage or rule is named 'repar'. Did you mean repair, report?\n",
    ]);
  });

  it('with an error stops the run before it starts', () => {
    const { code, stdout, stderr } = run(
      folderWith(String.raw`{
"\u001b[31m": 1}`),
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain("normalize: normalize.config.json:2: no option is called '\\u001b[31m'");
  });

  it('that is named but missing is an error', () => {
    const { code, stderr } = run(folderWith({}), '--config', 'nowhere.json');
    expect(code).toBe(2);
    expect(stderr).toBe('normalize: nowhere.json: cannot be read: no such file or folder\n');
  });

  it('may begin with a byte order mark', () => {
    expect(run(folderWith('\uFEFF{"skip": "convert"}')).records[0]?.text).toBe('新圖書館明年開放。');
  });
});
