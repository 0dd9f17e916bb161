import { readFileSync, writeFileSync } from 'node:fs';
import { normalize, toJsonLine, UserError } from '../../index.ts';
import type { CorpusRecord, Options } from '../../index.ts';
import type { Run } from './command.ts';
import { loaded } from '../options/load.ts';
import { difference } from './difference.ts';
import { findFiles } from '../input/find-files.ts';
import type { Problem } from '../input/find-files.ts';
import { messageOf } from '../error-message.ts';
import { print } from '../print.ts';
import { nameOf } from '../input/file-name.ts';
import { readSources } from '../input/documents-of.ts';

/** An input and where its expected records stand. */
interface Fixture {
  readonly path: Buffer;
  readonly name: Buffer;
  readonly size: number;
  readonly expected: string;
}

const MAX_BYTES = 2 ** 30;

/**
 * Compares every fixture of a folder with its expected records, field by field, and prints what differs.
 * Returns 0 if all agree, 1 on any difference, missing expectation or problem, and where there is no fixture.
 */
export const run: Run = async ([folder = ''], given) => {
  const { update = false, ...typed } = given;
  const options = await loaded(typed);
  if (update && isCi()) throw new UserError('--update is refused where CI is set: expectations are written by people');
  const { fixtures, problems } = findFixtures(folder);
  let failed = problems.length;
  for (const problem of problems) say(`✗ ${nameOf(problem.name)}\n    ${problem.why}`);
  for (const fixture of fixtures) {
    const wrong = await checkFixture(fixture, options, update);
    if (wrong.length > 0) failed++;
    say(wrong.length > 0 ? `✗ ${nameOf(fixture.name)}\n${wrong.join('\n')}` : `✓ ${nameOf(fixture.name)}`);
  }
  if (fixtures.length === 0) say(`${folder}: holds no fixture (<name>/input.* or X.ext with X.ext.expected.jsonl)`);
  say(`${fixtures.length + problems.length - failed} of ${fixtures.length + problems.length} fixtures as expected`);
  return failed > 0 || fixtures.length === 0 ? 1 : 0;
};

function say(line: string): void {
  print(`${line}\n`);
}

function isCi(): boolean {
  const value = process.env['CI'];
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

const EXPECTED = /(?:^|\/|\.)expected\.jsonl$/;

/** `input.*` goes with `expected.jsonl` in its folder, any other file with a neighbour of its name and `.expected.jsonl`. */
function findFixtures(folder: string): { fixtures: readonly Fixture[]; problems: readonly Problem[] } {
  const fixtures: Fixture[] = [];
  const problems: Problem[] = [];
  const answers: { path: string; name: Buffer }[] = [];
  for (const item of findFiles([folder], null)) {
    if (item.kind !== 'file') problems.push(item);
    else if (item.path === null) throw new UserError('check takes a folder, not standard input');
    else if (EXPECTED.test(nameOf(item.name))) answers.push({ path: item.path.toString('utf8'), name: item.name });
    else
      fixtures.push({
        path: item.path,
        name: item.name,
        size: item.size,
        expected: expectedOf(item.path.toString('utf8')),
      });
  }
  const wanted = new Set(fixtures.map((fixture) => fixture.expected));
  for (const { path, name } of answers) {
    if (!wanted.has(path))
      problems.push({ kind: 'failed', name, reason: 'unreadable', why: 'expected records without an input' });
  }
  return { fixtures, problems };
}

function expectedOf(input: string): string {
  const slash = input.lastIndexOf('/');
  const isSlug = /^input(?:\.|$)/.test(input.slice(slash + 1));
  return isSlug ? `${input.slice(0, slash)}/expected.jsonl` : `${input}.expected.jsonl`;
}

/** What is wrong with a fixture, as lines to print; none if it is as expected. */
async function checkFixture(fixture: Fixture, options: Options, update: boolean): Promise<readonly string[]> {
  const got: CorpusRecord[] = [];
  for await (const source of readSources({ kind: 'file', ...fixture }, { ...options, maxBytes: MAX_BYTES }, Infinity)) {
    if ('kind' in source) {
      if (source.kind === 'failed') return [`    ${source.why}`];
    } else got.push(normalize(source, options));
  }
  const lines = got.map(toJsonLine).join('');
  if (update) {
    writeFileSync(fixture.expected, lines);
    return [];
  }
  const expected = expectation(fixture.expected);
  if (typeof expected === 'string') return [`    ${expected}`];
  return compare(expected, lines === '' ? [] : lines.trimEnd().split('\n').map(parsed));
}

function expectation(path: string): readonly unknown[] | string {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).map(parsed);
  } catch (error) {
    return `${path}: ${messageOf(error)}; --update writes it anew`;
  }
}

function parsed(line: string): unknown {
  return JSON.parse(line);
}

function compare(expected: readonly unknown[], got: readonly unknown[]): readonly string[] {
  const lines =
    expected.length === got.length ? [] : [`    ${got.length} records where ${expected.length} are expected`];
  for (let index = 0; index < Math.max(expected.length, got.length); index++) {
    const found = difference(expected[index], got[index]);
    if (found.length > 0 && got.length > 1) lines.push(`  record ${index + 1}`);
    lines.push(...found);
  }
  return lines;
}
