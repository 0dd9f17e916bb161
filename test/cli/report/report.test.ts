import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { normalized } from '../../../src/index.ts';
import type { Options } from '../../../src/index.ts';
import { foreign, markup } from '../../../src/cli/report/html.ts';
import { reportOf } from '../../../src/cli/report/report.ts';
import { madeOf } from '../../../src/cli/stats/made.ts';
import { sampledRows } from '../../../src/cli/stats/page.ts';
import {
  floorsOf,
  lowerFloors,
  mergeSamples,
  NO_FLOORS,
  SAMPLE_LISTS,
  takeSample,
} from '../../../src/cli/stats/samples.ts';
import type { Samples } from '../../../src/cli/stats/samples.ts';
import { countProblem, countRecord, newStats } from '../../../src/cli/stats/stats.ts';
import type { Stats } from '../../../src/cli/stats/stats.ts';
import { command, temporaryFolder } from '../../run/command.ts';
import { sourceOf } from '../../run/records.ts';
import { writePages } from '../../made/folder.ts';

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(html: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

const textOf = (node: DefaultTreeAdapterTypes.Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
const attributesOf = ({ attrs }: Element): Readonly<Record<string, string>> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

function statsOf(documents: Readonly<Record<string, string>>, options: Options = {}): Stats {
  const stats = newStats();
  for (const [path, content] of Object.entries(documents))
    countRecord(stats, madeOf(normalized(sourceOf(content, { path }), options)), 'samples', NO_FLOORS);
  return stats;
}

const HOSTILE =
  '<script>alert(1)</script><img src=x onerror=alert(1)></textarea></details>\u202e</style>"\'&amp;javascript:alert(1)';

describe('a report', () => {
  test('shows hostile names, sites, titles and texts as text: no element, attribute or link comes from them', () => {
    const escaped = HOSTILE.replaceAll('<', '&lt;');
    const page = `<title>${escaped}</title><link rel="canonical" href="https://evil.example/a?x=&quot;"><h1>${escaped}</h1><p>${escaped.repeat(3)}今天天氣很好。</p><p>${'长'.repeat(100_000)}</p>`;
    const text = `${HOSTILE}\n今天天氣很好，我們去公園散步。\n版權所有 ${HOSTILE}`;
    const stats = statsOf({ [`${HOSTILE}.html`]: page, 'a.txt': text, 'b.txt': text.repeat(9) }, { signals: true });
    countProblem(stats, { kind: 'failed', name: Buffer.from(HOSTILE), reason: 'damaged', why: HOSTILE });
    const html = reportOf(stats, '1.0.0');
    const elements = elementsOf(html);
    const names = new Set(elements.map(({ tagName }) => tagName));
    for (const name of ['img', 'iframe', 'link', 'form', 'object', 'textarea', 'base'])
      expect(names).not.toContain(name);
    expect(elements.filter(({ tagName }) => tagName === 'script' || tagName === 'style')).toHaveLength(2);
    for (const element of elements) {
      const attributes = attributesOf(element);
      expect(
        Object.keys(attributes).filter((name) => name.startsWith('on') || ['src', 'style', 'srcdoc'].includes(name)),
      ).toEqual([]);
      if (attributes['href'] !== undefined) expect(attributes['href']).toMatch(/^#[a-z0-9_-]+$/);
    }
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    const shown = textOf(parse(html));
    expect(shown).toContain('<script>alert(1)</script><img src=x onerror=alert(1)>');
    expect(shown).toContain('U+202E');
    expect(html.length).toBeLessThan(200_000);
  });

  test('allows its own style sheet and script alone, by their hashes, and loads nothing', () => {
    const elements = elementsOf(reportOf(newStats(), '1.0.0'));
    const policy = elements
      .map(attributesOf)
      .find((attributes) => attributes['http-equiv'] === 'Content-Security-Policy')?.['content'];
    const hashOf = (name: string): string => {
      const element = elements.find(({ tagName }) => tagName === name);
      return createHash('sha256')
        .update(element === undefined ? '' : textOf(element))
        .digest('base64');
    };
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('names what happened: losses by reason, guesses, removed lines, sites, both languages', () => {
    const stats = statsOf({
      'a.html':
        '<!doctype html><html><head><link rel=canonical href="https://www.news.example/1"></head><body><p>今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。</p><p>版權所有</p>',
    });
    countProblem(stats, { kind: 'skipped', name: new Uint8Array(), reason: 'not-text', why: '', count: 3 });
    const html = reportOf(stats, '1.0.0', [{ en: '1 part is missing', zh: '少一个部分' }]);
    const shown = textOf(parse(html));
    for (const text of [
      'skipped: 跳过：not-text',
      'news.example',
      'zh-Hant',
      '1 part is missing',
      '少一个部分',
      'a.html',
    ])
      expect(shown).toContain(text);
  });
});

test('a text from outside keeps its characters, with those that are invisible named', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const element = elementsOf(markup(foreign(text))).find(({ tagName }) => tagName === 'bdi');
      const named = text.replace(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g,
        (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      );
      expect(element === undefined ? '' : textOf(element)).toBe(named.toWellFormed());
    }),
    { numRuns: 60 },
  );
});

describe('samples', () => {
  const SHOWN = normalized(sourceOf('今天天氣很好，我們去公園散步。\n版權所有\n'));
  const documents = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 0xffff }),
      written: fc.nat(200),
      guessed: fc.nat(2),
      site: fc.nat(40),
      piece: fc.nat(2),
    }),
    { maxLength: 120, selector: ({ id }) => id },
  );
  type Drawn = typeof documents extends fc.Arbitrary<infer T> ? T : never;

  function taken(drawn: Drawn, known: Samples = new Map()): Samples {
    const samples: Samples = new Map();
    for (const { id, written, guessed, site } of drawn) {
      const record = {
        ...SHOWN.record,
        id: id.toString(16).padStart(16, '0').padEnd(32, '0'),
        url: `https://${site}.example/`,
        steps: guessed === 0 ? [] : [{ stage: 'repair' as const, rule: 'r', edits: 1, guessed }],
      };
      const made = { ...madeOf({ ...SHOWN, record }), characters: () => ({ read: 200, written }) };
      takeSample(samples, made, lowerFloors(floorsOf(known), floorsOf(samples)));
    }
    return samples;
  }

  const places = (samples: Samples): unknown =>
    [...samples].map(([name, entries]) => [name, entries.map(({ key, sample }) => [key, sample.id])]).sort();

  test('depend on the documents alone, not on order, division or what was known', () => {
    fc.assert(
      fc.property(documents, (drawn) => {
        const whole = taken(drawn);
        const sum: Samples = new Map();
        for (const piece of [1, 2, 0])
          mergeSamples(
            sum,
            taken(
              drawn.filter((document) => document.piece === piece),
              sum,
            ),
          );
        expect(places(sum)).toEqual(places(whole));
        expect(places(taken(drawn.toReversed()))).toEqual(places(whole));
        const least = drawn
          .map(({ written, id }) => [written / 200, id] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const kept = SAMPLE_LISTS.least_kept.keep;
        expect(whole.get('least_kept')?.map(({ key }) => key) ?? []).toEqual(
          least.slice(0, kept).map(([share]) => share),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('a page is cut to a size, with what is left out counted', () => {
    const lines = Array.from({ length: 3000 }, (_, line) => `第${line}行：今天天氣很好，我們去公園散步。`);
    const rows = sampledRows(madeOf(normalized(sourceOf([...lines, '长'.repeat(1_000_000), '版權所有'].join('\n')))));
    expect(JSON.stringify(rows).length).toBeLessThan(20_000);
    const gap = rows.find((row) => row[0] === '…');
    expect(gap?.[1]).toBeGreaterThan(2000);
    const guessed = sampledRows(madeOf(normalized(sourceOf('今天天氣很好，我們去公園散步。'))));
    expect(guessed).toEqual([
      [
        '~',
        1,
        expect.arrayContaining([['氣', '!']]) as unknown,
        'simplified-script',
        expect.arrayContaining([['气', '!']]) as unknown,
      ],
    ]);
  });
});

describe('the command', () => {
  test('writes the same report for a run and for its parts, and says which parts are missing', () => {
    const home = temporaryFolder();
    const input = join(home, 'pages');
    const parts = join(home, 'parts');
    writePages(input);
    const run = ['-q', '--failures', 'ok', '--report', join(home, 'r.html')];
    expect(command([...run, '-j', '2', input]).code).toBe(0);
    const whole = readFileSync(join(home, 'r.html'), 'utf8');
    expect(command([...run, '--part-bytes', '4k', '--out-dir', parts, input]).code).toBe(0);
    const ofParts = readFileSync(join(home, 'r.html'), 'utf8');
    const [section = ''] = /<section id="failures">.*?<\/section>/s.exec(ofParts) ?? [];
    expect(section).toMatch(/part-00002.*1/s);
    expect(ofParts.replace(section, '').replace(/<li><a href="#failures">.*?<\/li>/s, '')).toBe(whole);
    const again = command(['report', parts, '--stats', join(home, 's.json')]);
    expect([again.code, again.stdout]).toEqual([0, ofParts]);
    expect(JSON.parse(readFileSync(join(home, 's.json'), 'utf8'))).toMatchObject({
      documents: { in: 27, written: 25, dropped: 1, failed: 1 },
    });
    rmSync(join(parts, 'part-00001.jsonl'));
    writeFileSync(join(parts, 'part-00000.ledger.json'), '{');
    const less = command(['report', parts, '-o', join(home, 'less.html')]);
    expect([less.code, less.stdout, less.stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/part-00000: is left out: it .*\n.*part-00001/),
    ]);
    expect(readFileSync(join(home, 'less.html'), 'utf8')).toContain('2 of ');
  });
});

test('the most damaged text is first in its list, however many have the same warnings', () => {
  const line = '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。\n';
  const samples: Samples = new Map();
  const take = (path: string, text: string): void => {
    takeSample(samples, madeOf(normalized(sourceOf(text, { path }))), NO_FLOORS);
  };
  for (let index = 0; index < 20; index++) take(`${index}.txt`, `${line.repeat(9)}新馆\uFFFD共有三层。\n`);
  take('heavy.txt', line.replaceAll('馆', '\uFFFD\uFFFD').repeat(9));
  expect(samples.get('damaged')?.map(({ sample: { path } }) => path)[0]).toBe('heavy.txt');
});
