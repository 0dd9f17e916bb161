/**
 * `npm run mutants`: applies each mutant to a copy of the tree and shows what turns red. Ends with 1 where a mutant passes
 * everything, and where one no longer applies. `-- NAME` runs those whose name contains NAME.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTANTS } from './mutants.ts';
import type { Mutant } from './mutants.ts';

/** What a mutant may turn red, with the command that tells; run after the build, in this order. */
const GUARDS = {
  quality: ['dist/tools/quality.js'],
  fixtures: ['bin/normalize.js', 'check', 'fixtures'],
  training: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    '.config/vitest.config.js',
    'test/train/models.test.ts',
  ],
} as const;
type Guard = keyof typeof GUARDS;

const COPIED = ['.config', 'bin', 'fixtures', 'src', 'test', 'package.json', 'tsconfig.json'];
/** A mutant that does not end has shown itself. */
const TIMEOUT = 120_000;

type Verdict = 'red' | 'green' | '-';
type Row = Readonly<Record<Guard, Verdict>>;

async function main(wanted: string): Promise<number> {
  const mutants = MUTANTS.filter(({ name }) => name.includes(wanted));
  const stale = mutants.filter((mutant) => countOf(readFileSync(mutant.file, 'utf8'), mutant.from) !== 1);
  for (const { name, file, from } of stale) console.error(`${name}: ${file} does not have exactly once: ${from}`);
  if (stale.length > 0 || mutants.length === 0) return 1;
  const copies = Array.from({ length: Math.min(2, availableParallelism()) }, copyOfTree);
  try {
    const [first = ''] = copies;
    const clean = await verdictsOf(first, Object.keys(GUARDS) as Guard[]);
    if (Object.values(clean).includes('red')) return complain('the tree is not green without a mutant:', clean);
    return await runAll(copies, mutants);
  } finally {
    for (const copy of copies) rmSync(copy, { recursive: true });
  }
}

async function runAll(copies: readonly string[], mutants: readonly Mutant[]): Promise<number> {
  const waiting = [...mutants];
  let survivors = 0;
  console.log(`${'mutant'.padEnd(80)} ${Object.keys(GUARDS).join('  ')}`);
  await Promise.all(
    copies.map(async (copy) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const row = await mutated(copy, mutant);
        const survives = !Object.values(row).includes('red');
        if (survives) survivors++;
        const cells = Object.entries(row).map(([guard, verdict]) => verdict.padEnd(guard.length));
        console.log(`${mutant.name.padEnd(80)} ${cells.join('  ')}${survives ? '  SURVIVES' : ''}`);
      }
    }),
  );
  console.log(`${mutants.length - survivors} of ${mutants.length} mutants are noticed`);
  return survivors === 0 ? 0 : 1;
}

async function mutated(copy: string, { file, from, to }: Mutant): Promise<Row> {
  const path = join(copy, file);
  const code = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    code.replace(from, () => to),
  );
  const row = await verdictsOf(copy, file.startsWith('src/train/') ? ['training'] : ['quality', 'fixtures']);
  writeFileSync(path, code);
  return row;
}

async function verdictsOf(copy: string, guards: readonly Guard[]): Promise<Row> {
  const built = guards.includes('quality') ? await succeeds(copy, ['.config/build.js']) : true;
  const row: Record<Guard, Verdict> = { quality: '-', fixtures: '-', training: '-' };
  for (const guard of guards) row[guard] = built && (await succeeds(copy, GUARDS[guard])) ? 'green' : 'red';
  if (!built) throw new Error(`the build fails in ${copy}`);
  return row;
}

function succeeds(cwd: string, args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd, timeout: TIMEOUT, maxBuffer: 2 ** 28 }, (error) => {
      done(error === null);
    });
  });
}

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  return copy;
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

function complain(message: string, row: Row): number {
  console.error(message, JSON.stringify(row));
  return 1;
}

process.exitCode = await main(process.argv[2] ?? '');
