import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import type * as Package from '../../src/index.ts';
import { bin } from '../run/command.ts';

// Required, not imported, so that the built files run as in Node: vitest's transform of an import is several times slower.
const require = createRequire(import.meta.url);
const { normalize } = require('../../dist/index.js') as typeof Package;
const { Converter } = require('opencc-js/t2cn') as {
  Converter: (choice: { from: string; to: string }) => (text: string) => string;
};
const { Readability } = require('@mozilla/readability') as {
  Readability: new (document: unknown) => { parse: () => unknown };
};
const { detect } = require('chardet') as { detect: (bytes: Uint8Array) => string | null };
const iconv = require('iconv-lite') as { decode: (bytes: Buffer, encoding: string) => string };
const { parseHTML } = require('linkedom') as { parseHTML: (html: string) => { document: unknown } };

const PARAGRAPH = [
  '記者昨日從市政府獲悉，沿江道路改造工程將於下月動工，預計兩年內完成，屆時過江時間會縮短一半。',
  '他看著窗外的雨，想起許多年前離開故鄉的那個早晨，母親站在門口，什麼也沒有說。',
  '這部著作顯著地影響了後來的學者，書中對乾隆年間的經濟與賦稅制度有詳細的討論。',
  '專家表示，開車時使用電話會讓反應變慢，即使只是聽著，也與酒後駕駛同樣危險。',
];
const ONCE = { iterations: 2, time: 0, warmupIterations: 1, warmupTime: 0 };
/** In-memory benchmarks are warmed up until V8 has compiled both sides of the comparison. */
const WARM = { iterations: 5, time: 0, warmupIterations: 4, warmupTime: 0 };

const folder = mkdtempSync(join(tmpdir(), 'normalize-bench-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Distinct articles of about 5 kB each, `bytes` in total. */
function articles(bytes: number): readonly string[] {
  const article = (number: number): string => {
    const lines = Array.from(
      { length: 48 },
      (_, line) => `${PARAGRAPH[(number + line) % 4] ?? ''}第${number * 48 + line}號。`,
    );
    return `${lines.join('\n')}\n`;
  };
  const count = Math.ceil(bytes / Buffer.byteLength(article(0)));
  return Array.from({ length: count }, (_, number) => article(number));
}

/** A typical web page of about 60 kB. */
function page(number: number): string {
  const menu = Array.from({ length: 150 }, (_, i) => `<li class="nav-item"><a href="/c/${i}.html">頻道${i}</a></li>`);
  const body = Array.from(
    { length: 40 },
    (_, i) => `<p style="margin:0">${PARAGRAPH[(number + i) % 4] ?? ''}${number + i}</p>`,
  );
  const script = `<script>${'var a = "<b>";\n'.repeat(1000)}</script>`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>工程動工 ${number}</title>${script}</head><body>
<div class="nav"><ul>${menu.join('\n')}</ul></div><div class="main"><h1>工程動工 ${number}</h1><div id="content">${body.join('\n')}</div></div>
<div class="side"><ul>${menu.join('\n')}</ul></div></body></html>`;
}

const PLACE = { path: 'a', pathBytes: null, member: null, format: null, charset: null, url: null };

function lineOf(content: Buffer): string {
  return JSON.stringify(normalize({ ...PLACE, bytes: content }));
}

const convert = Converter({ from: 't', to: 'cn' });
const texts = articles(10_000_000);
const documents = texts.map((text) => Buffer.from(text));

/** Both convert the same text; ours also detects, strips, extracts and writes records. */
describe('10 MB of traditional text in 2000 documents, one core, in memory', () => {
  bench('normalize, whole pipeline', () => void documents.map(lineOf), WARM);
  bench('opencc-js', () => void texts.map(convert), WARM);
});

/** A typical do-it-yourself chain: encoding detection, a decoder, a converter. */
function chained(bytes: Buffer): string {
  return convert(iconv.decode(bytes, detect(bytes) ?? 'utf-8'));
}

/** The same with an HTML extractor before the converter. */
function chainedPage(bytes: Buffer): string {
  const html = iconv.decode(bytes, detect(bytes) ?? 'utf-8');
  const article = new Readability(parseHTML(html).document).parse() as { textContent: string } | null;
  return convert(article?.textContent ?? '');
}

describe('2 MB of traditional text in 400 documents, in memory, against a chain of packages', () => {
  const some = documents.slice(0, 400);
  bench('normalize, whole pipeline', () => void some.map(lineOf), WARM);
  bench('chardet, iconv-lite, opencc-js', () => void some.map(chained), WARM);
});

describe('50 pages of HTML, in memory, against a chain of packages', () => {
  const some = Array.from({ length: 50 }, (_, number) => Buffer.from(page(number)));
  bench('normalize, whole pipeline', () => void some.map(lineOf), WARM);
  bench('chardet, iconv-lite, Readability on linkedom, opencc-js', () => void some.map(chainedPage), WARM);
});

/** `length` characters out of the 20,902 ideographs of Unicode 1.1, deterministic for a seed `number`. */
function rareText(length: number, number: number): string {
  let state = number;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 20902));
  }).join('');
}

describe('1.7 MB in 600 documents of 950 characters, in memory', () => {
  const ordinary = Array.from({ length: 600 }, (_, number) => {
    const start = number % 40;
    return Buffer.from(
      PARAGRAPH.join('')
        .repeat(10)
        .slice(start, start + 950),
    );
  });
  const strange = ordinary.map((_, number) => Buffer.from(rareText(950, number)));
  bench('prose', () => void ordinary.map(lineOf), WARM);
  bench('random Han characters', () => void strange.map(lineOf), WARM);
});

/** A benchmark of a process; throws if it fails. */
function benchProcess(name: string, program: string, args: readonly string[], iterations = 3): void {
  bench(
    name,
    () => {
      const { status } = spawnSync(program, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${name} ended with ${status ?? 'a signal'}`);
    },
    { ...ONCE, iterations, warmupIterations: 1 },
  );
}

function benchNormalize(name: string, args: readonly string[], iterations = 3): void {
  benchProcess(name, process.execPath, [bin, '-q', ...args], iterations);
}

/** A file in the folder, and its path. */
function made(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('start of a process', () => {
  const small = made('small.txt', PARAGRAPH.join('\n'));
  const html = made('small.html', page(1));
  benchProcess('node -e 0', process.execPath, ['-e', '0'], 10);
  benchProcess('normalize --version', process.execPath, [bin, '--version'], 10);
  benchNormalize('a small text', [small], 10);
  benchNormalize('a page of HTML', [html], 10);
});

const all = articles(40_000_000);

describe('40 MB of traditional text in one file, one core, as a process', () => {
  const plain = made('articles.txt', all.join(''));
  const output = ['-o', join(folder, 'out.jsonl')];
  benchNormalize('normalize, conversion alone', ['-j', '1', '--skip', 'repair,strip,tidy,extract', ...output, plain]);
  benchNormalize('normalize, whole pipeline', ['-j', '1', ...output, plain]);
  if (spawnSync('opencc', ['--version']).status === 0)
    benchProcess('opencc -c t2s', 'opencc', ['-c', 't2s', '-i', plain, '-o', join(folder, 'opencc.txt')]);
});

describe('9 MB in some 1,800 files, as a process, against the conversion alone in memory', () => {
  const files = join(folder, 'some-files');
  mkdirSync(files);
  const some = articles(9_000_000);
  for (const [number, text] of some.entries()) writeFileSync(join(files, `${number}.txt`), text);
  benchNormalize('normalize', [files], 5);
  bench('opencc-js, in memory', () => void some.map(convert), { ...WARM, warmupIterations: 0 });
});

describe('40 MB in 8,000 files, as a process', () => {
  const files = join(folder, 'files');
  mkdirSync(files);
  for (const [number, text] of all.entries()) writeFileSync(join(files, `${number}.txt`), text);
  for (const jobs of ['1', '2']) benchNormalize(`normalize -j ${jobs}`, ['-j', jobs, files]);
});

describe('40 MB in 8,000 lines of JSONL, as a process', () => {
  const lines = made('articles.jsonl', all.map((text) => `${JSON.stringify({ text })}\n`).join(''));
  for (const jobs of ['1', '2']) benchNormalize(`normalize -j ${jobs}`, ['-j', jobs, lines]);
});

/** Reading overlaps with the work, so the ratio to the plain file is of wall time, not of CPU time. */
describe('40 MB of JSONL, packed by the real tools, one worker', () => {
  const plain = join(folder, 'articles.jsonl');
  benchNormalize('plain', ['-j', '1', plain]);
  for (const [tool, extension] of Object.entries({ gzip: 'gz', zstd: 'zst', xz: 'xz', bzip2: 'bz2' })) {
    const made = spawnSync(tool, ['-k', '-f', plain]).status === 0;
    if (made) benchNormalize(tool, ['-j', '1', `${plain}.${extension}`]);
  }
});

describe('100 pages of HTML, one core, in memory', () => {
  const pages = Array.from({ length: 100 }, (_, number) => page(number));
  const bytes = pages.map((text) => Buffer.from(text));
  bench('normalize, whole pipeline', () => void bytes.map(lineOf), WARM);
  bench(
    '@mozilla/readability on linkedom',
    () => void pages.map((html) => new Readability(parseHTML(html).document).parse()),
    WARM,
  );
});

const STAGES = ['repair', 'convert', 'strip', 'tidy', 'extract'];

/** Cost of each stage, measured by leaving it out. */
describe.each([
  { what: '2 MB of traditional text', contents: documents.slice(0, 400) },
  { what: '100 pages of HTML', contents: Array.from({ length: 100 }, (_, number) => Buffer.from(page(number))) },
])('$what by stage', ({ contents }) => {
  for (const [number, stage] of ['detect, decode, read', ...STAGES].entries()) {
    const skip = STAGES.slice(number);
    bench(
      number === 0 ? stage : `and ${stage}`,
      () => {
        for (const bytes of contents) normalize({ ...PLACE, bytes }, { skip });
      },
      WARM,
    );
  }
});
