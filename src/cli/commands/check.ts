import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize, toJsonLine, UserError } from '../../index.ts';
import type { CorpusRecord, Options } from '../../index.ts';
import type { Run } from './command.ts';
import { loaded } from '../options/load.ts';
import { checkReports, isFine } from './check-report.ts';
import type { Verdict } from './check-report.ts';
import { differences } from './difference.ts';
import { findFiles } from '../input/find-files.ts';
import type { Problem } from '../input/find-files.ts';
import { messageOf } from '../error-message.ts';
import { amount } from '../terminal/amounts.ts';
import { escapeLine } from '../terminal/escape.ts';
import { nameOf } from '../input/file-name.ts';
import { readSources } from '../input/documents-of.ts';

/** An input and the file of its expected records. */
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
  const { update = false, json = false, color = 'auto', ...typed } = given;
  const options = await loaded(typed);
  if (update && isCi())
    throw new UserError('--update is not allowed where CI is set: review new expectations before committing them');
  const { fixtures, problems } = findFixtures(folder);
  const reports = checkReports(json, color);
  let fine = 0;
  const told = (verdict: Verdict): void => {
    if (isFine(verdict)) fine++;
    for (const report of reports) report.verdict(verdict);
  };
  for (const { name, why } of problems) told({ ...NOTHING, name, path: join(folder, nameOf(name)), problem: why });
  for (const fixture of fixtures) told(await checkFixture(fixture, options, update));
  const all = fixtures.length + problems.length;
  const sentence =
    fixtures.length === 0
      ? `no fixture was found in ${escapeLine(folder)} (<name>/input.* or X.ext with X.ext.expected.jsonl)`
      : `${fine} of ${amount(all, 'fixture')} as expected`;
  for (const { end } of reports) end(sentence);
  return fine < all || fixtures.length === 0 ? 1 : 0;
};

const NOTHING = { expected: 0, got: 0, differences: [] } as const;

function isCi(): boolean {
  const value = process.env['CI'];
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

const EXPECTED = /(?:^|\/|\.)expected\.jsonl$/;

/** Notes for people, which are no fixtures. */
const NOTES = /(?:^|\/)readme(?:\.\w+)?$/i;

/** `input.*` goes with `expected.jsonl` in its folder, any other file with a neighbour of its name and `.expected.jsonl`. */
function findFixtures(folder: string): { fixtures: readonly Fixture[]; problems: readonly Problem[] } {
  const fixtures: Fixture[] = [];
  const problems: Problem[] = [];
  const answers: { path: string; name: Buffer }[] = [];
  for (const item of findFiles([folder])) {
    if (item.kind !== 'file') problems.push(item);
    else if (item.path === null || item.live)
      throw new UserError('check takes a folder, not standard input, a pipe or a device');
    else if (NOTES.test(nameOf(item.name))) continue;
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

async function checkFixture(fixture: Fixture, options: Options, update: boolean): Promise<Verdict> {
  const { name } = fixture;
  const path = fixture.path.toString('utf8');
  const got: CorpusRecord[] = [];
  for await (const source of readSources(
    { kind: 'file', live: false, ...fixture },
    { ...options, maxBytes: MAX_BYTES },
    Infinity,
  )) {
    if ('kind' in source) {
      if (source.kind === 'failed') return { ...NOTHING, name, path, problem: source.why };
    } else got.push(normalize(source, options));
  }
  const lines = got.map(toJsonLine).join('');
  if (update) {
    writeFileSync(fixture.expected, lines);
    return { ...NOTHING, name, path, problem: null };
  }
  const expected = expectation(fixture.expected);
  if (typeof expected === 'string') return { ...NOTHING, name, path, got: got.length, problem: expected };
  const found = differences(expected, lines === '' ? [] : lines.trimEnd().split('\n').map(parsed));
  return {
    name,
    path: fixture.expected,
    problem: null,
    expected: expected.length,
    got: got.length,
    differences: found,
  };
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
