/**
 * `npm run quality` scores the documents of this folder against `pinned.json`; `-- --raise` pins what got better, and
 * `-- --raise --lower` what got worse as well. `npm run quality -- FOLDER` scores a folder of labelled pages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { labelledFolder } from './labelled-folder.ts';
import { madeDocuments } from './made-documents.ts';
import { driftOf, fixed, pinnedFor } from './pinned.ts';
import type { Pinned } from './pinned.ts';
import { MEASURES, outcomeOf, scoresOf } from './score.ts';
import type { Outcome } from './score.ts';

const DOCUMENTS = 'test/quality/documents';
const PINNED = 'test/quality/pinned.json';
const USAGE = 'usage: npm run quality -- [--raise [--lower] | [--wrong] FOLDER]';

function main(args: readonly string[]): number {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const [folder, ...more] = args.filter((arg) => !arg.startsWith('--'));
  const unknown = [...flags].some((flag) => !['--raise', '--lower', '--wrong'].includes(flag));
  if (unknown || more.length > 0 || (flags.has('--lower') && !flags.has('--raise'))) return complain(USAGE);
  if (folder !== undefined) return flags.has('--raise') ? complain(USAGE) : scoreFolder(folder, flags.has('--wrong'));
  const outcomes = madeDocuments(DOCUMENTS).map(outcomeOf);
  printScores(outcomes);
  const pinned = JSON.parse(readFileSync(PINNED, 'utf8')) as Pinned;
  if (flags.has('--raise')) {
    const next = pinnedFor(pinned, outcomes, flags.has('--lower'));
    writeFileSync(PINNED, `${JSON.stringify(next, null, 2)}\n`);
    return tell(driftOf(next, outcomes).worse);
  }
  const { worse, better } = driftOf(pinned, outcomes);
  return tell([...worse, ...better]);
}

function scoreFolder(folder: string, wrong: boolean): number {
  const outcomes = labelledFolder(folder).map(outcomeOf);
  printScores(outcomes);
  for (const [about, [right, all]] of checksOf(outcomes)) console.log(`${about.padEnd(24)} ${right} of ${all}`);
  if (!wrong) return 0;
  for (const outcome of outcomes)
    for (const { name, wanted, found } of outcome.wrong)
      console.log(`${outcome.id}: ${name} is ${JSON.stringify(found)}, must be ${JSON.stringify(wanted)}`);
  return 0;
}

/** Number of times that each check holds, and of all its occurrences. */
function checksOf(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly [right: number, all: number]> {
  const counts = new Map<string, readonly [number, number]>();
  for (const { checks, wrong } of outcomes)
    for (const { name } of checks) {
      const [right, all] = counts.get(name) ?? [0, 0];
      counts.set(name, [right + (wrong.some((one) => one.name === name) ? 0 : 1), all + 1]);
    }
  return counts;
}

function printScores(outcomes: readonly Outcome[]): void {
  const scores = scoresOf(outcomes);
  console.log(['kind'.padEnd(16), 'documents', ...MEASURES.map((measure) => measure.padStart(10))].join(' '));
  for (const [kind, found] of scores) {
    const count = kind === 'all' ? outcomes.length : outcomes.filter((outcome) => outcome.kind === kind).length;
    const cells = MEASURES.map((measure) => fixed(found[measure]).padStart(10));
    console.log([kind.padEnd(16), String(count).padStart(9), ...cells].join(' '));
  }
}

function tell(lines: readonly string[]): number {
  for (const line of lines) console.log(line);
  return lines.length === 0 ? 0 : 1;
}

function complain(message: string): number {
  console.error(message);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
