import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalize } from '../src/library/index.ts';
import { root } from './run/command.ts';

const english = readFileSync(join(root, 'README.md'), 'utf8');
const chinese = readFileSync(join(root, 'README.zh.md'), 'utf8');

/** Blocks of code without their comments, which are in the language of the text. */
function codeBlocks(readme: string): readonly string[] {
  return [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) =>
    [language, ...code.split('\n').map((line) => line.split(' # ', 1)[0]?.trimEnd())].join('\n'),
  );
}

function withoutRules(readme: string): string {
  return readme.replace(/<!-- rules -->[\s\S]*<!-- \/rules -->/, '');
}

/** What stands in the first column of each table, in code, but for the table of rules. */
function tableKeys(readme: string): readonly string[] {
  return [...withoutRules(readme).matchAll(/^\| `([^`]+)`/gm)].map(([, key = '']) => key);
}

function ruleNames(readme: string): readonly string[] {
  const [, table = ''] = /<!-- rules -->([\s\S]*)<!-- \/rules -->/.exec(readme) ?? [];
  return [...table.matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name);
}

/** Options of the command, by their long names. */
function options(readme: string): readonly string[] {
  return [...new Set(withoutRules(readme).match(/--[a-z]+(?:-[a-z]+)*/g))].sort();
}

describe('the two READMEs', () => {
  test.each([
    ['commands and code', codeBlocks],
    ['keys of tables', tableKeys],
    ['options', options],
    ['depth of headings', (readme: string) => readme.match(/^#+(?= )/gm)],
    [
      'numbers in the table of speed',
      (readme: string) => readme.match(/\| +\d+(?:\.\d+)? +(?=\|)/g)?.map(Number.parseFloat),
    ],
  ])('have the same %s', (_, partsOf) => {
    expect(partsOf(chinese)).toEqual(partsOf(english));
  });

  test('name the same rules', () => {
    const stages = new Set(['repair', 'convert', 'strip', 'tidy', 'extract', 'mask', 'read']);
    expect(ruleNames(chinese).filter((name) => !stages.has(name))).toEqual(ruleNames(english));
  });

  test('show what the program makes of the page on top', () => {
    const page = readFileSync(join(root, 'fixtures/made/misread-page/input.html'));
    const [, shown = ''] = /<!-- example -->\s+```json\n([\s\S]*?)```/.exec(english) ?? [];
    const record = normalize({ bytes: page, path: 'page.html' });
    const told = JSON.parse(shown) as Record<string, unknown>;
    expect(record).toMatchObject(told);
    const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
    expect(Object.keys(told)).toEqual(Object.keys(record).filter((key) => !isEmpty(Reflect.get(record, key))));
  });
});
