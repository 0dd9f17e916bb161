import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';
import * as library from '../src/library/index.ts';
import { apply } from '../src/engine/edits.ts';
import { conversions } from '../src/convert/index.ts';
import { repairs } from '../src/repair/index.ts';
import { tidies } from '../src/tidy/index.ts';
import { MUTANTS } from './mutants/mutants.ts';

const textRules = { repair: repairs, convert: conversions, tidy: tidies };
const stageNames = ['read', 'repair', 'convert', 'strip', 'tidy', 'extract'];

test('the library exports these names and no others', () => {
  expect(Object.keys(library).sort()).toEqual([
    'addPage',
    'addSample',
    'newSample',
    'normalize',
    'normalizeFiles',
    'observe',
    'readTemplates',
    'replay',
    'rules',
    'templatesOf',
    'toJsonLine',
    'undo',
    'writeTemplates',
  ]);
});

test('rule names are unique, in kebab-case, and differ from stage names', () => {
  const names = api.rules().map((rule) => rule.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(stageNames).not.toContain(name);
  }
});

test('every file of text/ serves at least two rooms', () => {
  const src = new URL('../src/', import.meta.url);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imports = files.map((file) => ({ file, source: readFileSync(new URL(file, src), 'utf8') }));
  const roomsOf = (name: string): readonly string[] =>
    imports
      .filter(({ source }) => source.includes(`text/${name}'`) || source.includes(`'./${name}'`))
      .flatMap(({ file, source }) => {
        if (!file.startsWith('text/')) return source.includes(`text/${name}'`) ? [file.replace(/\/.*/, '')] : [];
        return roomsOf(basename(file));
      });
  for (const name of readdirSync(new URL('text/', src)).filter((file) => file.endsWith('.ts')))
    expect([name, new Set(roomsOf(name)).size]).toEqual([name, expect.toSatisfy((rooms: number) => rooms >= 2)]);
});

test.each(Object.entries(textRules))('every rule of %s is in a file of its name', (stage, rules) => {
  const files = readdirSync(new URL(`../src/${stage}`, import.meta.url), { recursive: true, encoding: 'utf8' }).map(
    (file) => basename(file, '.ts'),
  );
  for (const rule of rules) expect(files).toContain(rule.name);
});

const examples = Object.values(textRules).flatMap((rules) =>
  rules.flatMap((rule) => rule.examples.map((example) => [rule.name, example.before, rule, example] as const)),
);

test.each(examples)('%s: %j', (_name, _before, rule, example) => {
  const context = { guess: true, language: 'zh-Hant', from: 'auto', vocab: 'mainland' } as const;
  const proposal = rule.gate(example.before) ? rule.propose(example.before, context) : [];
  expect(apply(example.before, proposal, rule.name).text).toBe(example.after);
});

test.each(
  Object.values(textRules)
    .flat()
    .map((rule) => [rule.name, rule] as const),
)('%s has an example that changes and one that does not', (_, rule) => {
  expect(rule.examples.some((example) => example.before !== example.after)).toBe(true);
  expect(rule.examples.some((example) => example.before === example.after)).toBe(true);
});

test('the manifest works with Node 20.19 and ships the files that the command reads', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(manifest['engines']).toEqual({ node: '>=20.19' });
  expect(manifest['files']).toEqual(expect.arrayContaining(['bin', 'dist', 'src/record.schema.json']));
});

test('the README lists all rules', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const table = readme.slice(readme.indexOf('<!-- rules -->'), readme.indexOf('<!-- /rules -->'));
  const lines = table.split('\n').filter((line) => line.includes('| `'));
  const rows = lines.map((line) =>
    line
      .split(' | ')
      .map((cell) => cell.replace(/^\| |\|$|`/g, '').trim())
      .join('/'),
  );
  expect(rows).toEqual(api.rules().map((rule) => [rule.stage, rule.name, rule.summary].join('/')));
});

test('every folder has a README that says in one sentence what it is for', () => {
  const src = new URL('../src/', import.meta.url);
  const names = readdirSync(src, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const folders = names.filter((entry) => entry.isDirectory()).map((entry) => `${entry.parentPath}/${entry.name}`);
  expect(folders.length).toBeGreaterThan(40);
  for (const folder of folders)
    expect(readFileSync(`${folder}/README.md`, 'utf8'), folder).toMatch(/^(?:# .*\n\n)?\S.{10,}\n/);
});

test('each mutant changes a place that stands in its file once', () => {
  const stale = MUTANTS.filter(({ file, from }) => readFileSync(file, 'utf8').split(from).length !== 2);
  expect(stale.map(({ name }) => name)).toEqual([]);
});
