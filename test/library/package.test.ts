import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../run/command.ts';

const PROGRAM = `
import { normalize, normalizeFiles } from 'corpus-normalizer';
import type { CorpusRecord, FileProblem, Options } from 'corpus-normalizer';

const options: Options = { skip: ['convert'], from: 'auto' };
const record: CorpusRecord = normalize('今天天氣很好', options);
normalize(new Uint8Array([0x61]));
normalize({ text: 'a', url: null });
// @ts-expect-error an unknown option
normalize('a', { skipp: [] });
// @ts-expect-error no document
normalize(42);

export async function main(): Promise<void> {
  for await (const item of normalizeFiles(['a.txt'], { ...options, jobs: 1 })) {
    const shown: string = 'problem' in item ? (item satisfies FileProblem).message : (item satisfies CorpusRecord).text;
    if (shown === record.text) return;
  }
}
`;

const home = mkdtempSync(join(tmpdir(), 'normalize-package-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Installs the package as npm packs it in an empty folder, with its dependencies next to it. */
beforeAll(() => {
  const npm = ['pack', '--silent', '--ignore-scripts', '--pack-destination', home];
  const file = execFileSync('npm', npm, { cwd: root, encoding: 'utf8' }).trim();
  const modules = join(home, 'node_modules');
  mkdirSync(join(modules, 'corpus-normalizer'), { recursive: true });
  execFileSync('tar', ['-xzf', join(home, file), '--strip-components=1', '-C', join(modules, 'corpus-normalizer')]);
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(join(home, 'a.txt'), '今天天氣很好');
  writeFileSync(join(home, 'program.ts'), PROGRAM);
});

test.each([
  ['bundler', 'es2022', 'bundler'],
  ['nodenext', 'nodenext', 'nodenext'],
  ['node16', 'node16', 'node16'],
])('types hold with moduleResolution %s', (_, module, resolution) => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    // Without the DOM's types, which take most of the time to check.
    lib: ['es2022'],
    types: [],
    module,
    moduleResolution: resolution,
  };
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const ended = spawnSync(process.execPath, [tsc, '-p', home], { encoding: 'utf8' });
  expect(ended.stdout).toBe('');
});

test.each([
  ['import', 'a.mjs', "import { normalize } from 'corpus-normalizer'; console.log(normalize('天氣').text);"],
  ['require', 'a.cjs', "const { normalize } = require('corpus-normalizer'); console.log(normalize('天氣').text);"],
  [
    'files',
    'b.mjs',
    "import { normalizeFiles } from 'corpus-normalizer'; for await (const r of normalizeFiles(['a.txt'], { jobs: 1 })) console.log(r.text);",
  ],
])('the package works by %s', (_, name, program) => {
  writeFileSync(join(home, name), program);
  const shown = execFileSync(process.execPath, [name], {
    cwd: home,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(shown).toMatch(/^(?:今天)?天气(?:很好)?\n$/);
});
