import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalize, ruleFaults, rules, UserError } from '../../src/index.ts';
import type { OwnRule, Source } from '../../src/index.ts';
import { linearPattern } from '../../src/strip/own-rules/re2-pattern.ts';
import { command, root, temporaryFolder } from '../run/command.ts';

const PROSE = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。';

const RULE: OwnRule = {
  name: 'donghu-footer',
  summary: 'The footer of a site',
  pattern: '^東湖熱線（.{1,10}）主辦$',
  removes: ['东湖热线（中国）主办', '東湖熱線(華中)主辦'],
  keeps: ['东湖热线主办了这次活动。'],
};

function source(text: string): Source {
  return {
    path: 'a.txt',
    pathBytes: null,
    member: null,
    format: 'text',
    charset: null,
    url: null,
    bytes: Buffer.from(text),
  };
}

describe('user rules', () => {
  test('remove matching lines, in either script and width, under their name', () => {
    const text = `${PROSE}\n東湖熱線（中國）主辦\n${PROSE}`;
    const record = normalize(source(text), { rules: [RULE] });
    expect(record.text).toBe(`${PROSE}\n${PROSE}`);
    expect(record.removed).toEqual([{ rule: 'donghu-footer', line: 2, text: '东湖热线（中国）主办' }]);
    expect(normalize(source(text), { rules: [RULE], keep: ['donghu-footer'] }).text).toContain('主办');
    expect(normalize(source(text), { rules: [RULE], skip: ['donghu-footer'] }).text).toContain('主办');
    expect(normalize(source(text)).text).toContain('主办');
  });

  test('apply only in their place, within their length and with their words', () => {
    const line = '东湖热线(中国)主办';
    const taken = (rule: Partial<OwnRule>): boolean =>
      !normalize(source(`${PROSE}\n${line}\n${PROSE}`), { rules: [{ ...RULE, ...rule }] }).text.includes(line);
    expect(taken({})).toBe(true);
    expect(taken({ place: 'tail' })).toBe(false);
    expect(taken({ words: ['東湖'] })).toBe(true);
    expect(ruleFaults([{ ...RULE, words: ['西湖'] }])).toHaveLength(2);
    expect(ruleFaults([{ ...RULE, longest: 5 }])).toHaveLength(2);
  });

  test('are listed among the rules', () => {
    expect(rules([RULE])).toHaveLength(rules().length + 1);
    expect(rules([RULE]).find(({ name }) => name === 'donghu-footer')).toMatchObject({ stage: 'strip' });
  });

  test('take time linear in the line, whatever the pattern', () => {
    const line = `${'a'.repeat(400_000)}!`;
    const started = performance.now();
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '(a*)*b', '^(.*)(.*)(.*)x$']) linearPattern(pattern).exec(line);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.each<[string, unknown, RegExp]>([
    ['no list', { rules: [] }, /^must be a list of rules/],
    ['an empty list', [], /^must be a list of rules/],
    ['no rule', ['x'], /^rule 1: must have the fields name, summary/],
    ['a field missing', [{ ...RULE, keeps: undefined }], /^rule 1 \(donghu-footer\), keeps: is missing/],
    [
      'a field unknown',
      [{ ...RULE, patern: 'x' }],
      /, patern: is no field of a rule; there are name, summary, pattern/,
    ],
    ['a field every table has', [{ ...RULE, constructor: 'x' }], /, constructor: is no field of a rule/],
    ['a bad name', [{ ...RULE, name: 'Fuß' }], /, name: must be lower-case words/],
    ['a name of a rule', [{ ...RULE, name: 'editor' }], /, name: 'editor' is the name of a stage or a built-in rule/],
    ['a name of a stage', [{ ...RULE, name: 'strip' }], /is the name of a stage/],
    ['a name twice', [RULE, RULE], /^rule 2 \(donghu-footer\), name: .* a rule above/],
    ['a pattern cut short', [{ ...RULE, pattern: '(东' }], /, pattern: cannot be read \(missing closing \)/],
    ['lookahead', [{ ...RULE, pattern: '^(?!东)湖' }], /lookaround and backreferences are not supported/],
    ['a backreference', [{ ...RULE, pattern: '^(.)\\1$' }], /lookaround and backreferences/],
    [
      'a pattern too large',
      [{ ...RULE, pattern: '((a{500}){500}){500}' }],
      /, pattern: cannot be read \(invalid repeat/,
    ],
    ['a pattern of nothing', [{ ...RULE, pattern: '东?' }], /, pattern: .* matches an empty line/],
    ['a bad place', [{ ...RULE, place: 'top' }], /, place: must be one of anywhere, head/],
    ['a bad length', [{ ...RULE, longest: 1201 }], /, longest: must be a whole number of characters from 1 to 1200/],
    ['an example not taken', [{ ...RULE, removes: ['西湖'] }], /, removes: it does not take: 西湖/],
    ['an example taken', [{ ...RULE, keeps: ['东湖热线（中国）主办'] }], /, keeps: it takes: 东湖热线/],
    ['no example', [{ ...RULE, removes: [] }], /, removes: must be a list of lines/],
  ])('%s gets a plain error message', (_, value, message) => {
    expect(ruleFaults(value)[0]).toMatch(message);
    expect(() => normalize(source(PROSE), { rules: value as OwnRule[] })).toThrow(UserError);
  });

  test('the schema agrees with the program, except for names in use and examples', () => {
    const schema = JSON.parse(readFileSync(join(root, 'src/rules.schema.json'), 'utf8')) as object;
    const valid = new Ajv2020().compile(schema);
    const good = [
      [RULE],
      [{ ...RULE, pattern: ['^東湖熱線（.{1,10}）主辦$', 'x'], words: ['主辦'], longest: 40, place: 'edge' }],
    ];
    for (const value of good) expect([valid(value), ruleFaults(value)]).toEqual([true, []]);
    const bad = [
      {},
      [],
      ['x'],
      ...['name', 'summary', 'pattern', 'removes', 'keeps'].map((key) => [{ ...RULE, [key]: undefined }]),
    ];
    const wrong = {
      name: 'A',
      summary: '',
      pattern: [],
      words: 'x',
      longest: 1.5,
      place: 'top',
      removes: [''],
      keeps: [1],
      extra: 1,
    };
    for (const value of [...bad, ...Object.entries(wrong).map(([key, given]) => [{ ...RULE, [key]: given }])]) {
      expect(valid(JSON.parse(JSON.stringify(value)))).toBe(false);
      expect(ruleFaults(value)).not.toEqual([]);
    }
  });

  test('are loaded from a file, reach the workers, and are part of the plan; a bad file is a usage error', () => {
    const folder = temporaryFolder();
    const at = { cwd: folder };
    writeFileSync(join(folder, 'a.txt'), `${PROSE}\n东湖热线（中国）主办\n`);
    writeFileSync(join(folder, 'rules.json'), JSON.stringify([RULE]));
    writeFileSync(
      join(folder, 'rules.yaml'),
      `- name: donghu-footer\n  summary: The footer of a site\n  pattern: ^東湖熱線（.{1,10}）主辦$\n  removes: [东湖热线（中国）主办]\n  keeps: [东湖热线主办了这次活动。]\n`,
    );
    writeFileSync(join(folder, 'bad.yaml'), '- name: a\n  summary: b\n');
    const good = command(['rules', '--test', 'rules.yaml'], at);
    expect([good.code, good.stdout]).toEqual([0, expect.stringMatching(/1 rule, 2 examples, all as they should be/)]);
    const bad = command(['rules', '--test', 'bad.yaml'], at);
    expect([bad.code, bad.stdout.split('\n').length]).toEqual([1, 4]);
    expect(bad.stdout).toMatch(/^bad\.yaml: rule 1 \(a\), pattern: is missing$/m);
    expect(command(['--rules', 'bad.yaml', 'a.txt'], at)).toMatchObject({ code: 2, stdout: '' });
    const record = command(['-q', '-j', '1', '--rules', 'rules.yaml', 'a.txt'], at).records[0];
    expect(record?.removed.map(({ rule }) => rule)).toEqual(['donghu-footer']);
    expect(command(['-q', '--rules', 'rules.json', '--out-dir', 'out', 'a.txt'], at).code).toBe(0);
    expect(command(['--rules', 'rules.yaml', '--out-dir', 'out', 'a.txt'], at).stderr).toMatch(
      /option rules was "sha256:/,
    );
  });
});
