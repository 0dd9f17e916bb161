import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalized } from '../../../src/index.ts';
import { addCommon, limitCommon, mergeCommon, newCommon, sumsOf } from '../../../src/cli/stats/common.ts';
import type { Common } from '../../../src/cli/stats/common.ts';
import { statsJson } from '../../../src/cli/stats/json.ts';
import { madeOf, visible } from '../../../src/cli/stats/made.ts';
import type { Made } from '../../../src/cli/stats/made.ts';
import { statsSchema } from '../../../src/cli/stats/schema.ts';
import { addStats, countProblem, countRecord, newStats } from '../../../src/cli/stats/stats.ts';
import type { Stats } from '../../../src/cli/stats/stats.ts';
import { NO_FLOORS } from '../../../src/cli/stats/samples.ts';
import { restored, stored } from '../../../src/cli/stats/stored.ts';
import type { Problem } from '../../../src/cli/input/find-files.ts';
import { command, temporaryFolder } from '../../run/command.ts';
import { sourceOf } from '../../run/records.ts';
import { writePages } from '../../made/folder.ts';

const page = (site: string, body: string): string =>
  `<html><head><link rel="canonical" href="https://www.${site}/a"><title>${body}</title></head><body><div><a href="/">首页</a> <a href="/n">新闻</a></div><p>${body}</p><p>版权所有 ${site}</p></body></html>`;

const pages = fc.record({
  site: fc.constantFrom('news.example.com', 'b.example.org', '127.0.0.1', '__proto__.example'),
  body: fc.constantFrom(
    '今天天氣很好，我們去公園散步。',
    '新馆共有三层，一层是儿童阅览室。',
    'ÖÐ¹ú',
    '',
    '锟斤拷。',
    '1',
  ),
  path: fc.string({ maxLength: 3 }),
});

const problems: fc.Arbitrary<Problem> = fc.record({
  kind: fc.constantFrom('failed', 'skipped'),
  name: fc.constant(new Uint8Array()),
  reason: fc.constantFrom('damaged', 'not-text', 'too-large'),
  why: fc.constant(''),
  count: fc.nat(9),
});

function made({ site, body, path }: { site: string; body: string; path: string }): Made {
  return madeOf(normalized(sourceOf(page(site, body), { path }), { signals: true }));
}

type Event = { readonly made: Made } | { readonly problem: Problem };

const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: pages.map((from) => ({ made: made(from) })) },
  { weight: 1, arbitrary: problems.map((problem) => ({ problem })) },
);

function counted(all: readonly Event[]): Stats {
  const stats = newStats();
  for (const event of all) {
    if ('made' in event) countRecord(stats, event.made, 'samples', NO_FLOORS);
    else countProblem(stats, event.problem);
  }
  return stats;
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(statsSchema());

test('pieces of a run add up to the same bytes, in any order and division, through ledgers and threads', () => {
  const runs = fc.array(fc.tuple(events, fc.nat(3)), { maxLength: 12 });
  fc.assert(
    fc.property(runs, (run) => {
      const whole = counted(run.map(([event]) => event));
      const sum = newStats();
      for (const piece of [2, 0, 3, 1]) {
        const part = counted(run.filter(([, of]) => of === piece).map(([event]) => event));
        addStats(sum, structuredClone(restored(JSON.parse(JSON.stringify(stored(part))))));
      }
      expect(JSON.stringify(stored(sum))).toBe(JSON.stringify(stored(whole)));
      expect(JSON.stringify(statsJson(sum, '1'))).toBe(JSON.stringify(statsJson(whole, '1')));
      const json: unknown = JSON.parse(JSON.stringify(statsJson(whole, '1')));
      expect([validate(json), validate.errors]).toEqual([true, null]);
      const { documents } = json as { documents: Record<string, number> };
      expect(documents['in']).toBe(
        Number(documents['written']) + Number(documents['dropped']) + Number(documents['failed']),
      );
    }),
    { numRuns: 15 },
  );
});

describe('what is commonest', () => {
  const documents = fc.array(
    fc.record({ level: fc.nat(6), keys: fc.uniqueArray(fc.nat(40), { maxLength: 6 }), piece: fc.nat(2) }),
    { maxLength: 40 },
  );
  type Counted = readonly { readonly level: number; readonly keys: readonly number[]; readonly piece: number }[];
  const CAPACITY = 8;

  function common(all: Counted): Common {
    const counts = newCommon();
    for (const { level, keys } of all) {
      for (const key of keys) addCommon(counts, String(key), level, [1, key]);
      limitCommon(counts, CAPACITY);
    }
    return counts;
  }

  const sorted = (counts: Common): unknown => [counts.level, [...sumsOf(counts)].sort(([a], [b]) => (a < b ? -1 : 1))];

  test('has a limit, is exact below it, and counts the documents of the highest levels exactly above it', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const whole = common(all);
        const parts = [1, 2, 0].map((piece) => common(all.filter((document) => document.piece === piece)));
        const sum = newCommon();
        for (const part of parts) mergeCommon(sum, part, CAPACITY);
        expect(sorted(sum)).toEqual(sorted(whole));
        expect(whole.keys.size).toBeLessThanOrEqual(CAPACITY);
        const expected = new Map<string, number>();
        for (const { level, keys } of all)
          if (level >= whole.level)
            for (const key of keys) expected.set(String(key), (expected.get(String(key)) ?? 0) + 1);
        expect(new Map(sumsOf(whole).map(([key, [count]]) => [key, count]))).toEqual(expected);
        const distinct = (least: number): number =>
          new Set(all.filter(({ level }) => level >= least).flatMap(({ keys }) => keys)).size;
        if (whole.level > 0) expect(distinct(whole.level - 1)).toBeGreaterThan(CAPACITY);
      }),
      { numRuns: 100 },
    );
  });
});

test('characters are code points that are not white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(visible(text)).toBe(
        Array.from(text).filter((character) => !/[\s\u0000-\u001f\u0085]/u.test(character) || character === '\ufeff')
          .length,
      );
    }),
    { numRuns: 200 },
  );
});

test.each([[{}], [{ counts: { a: [1] }, commons: {} }], [{ counts: { a: { b: -1 } }, commons: {} }], [null]])(
  'damaged figures of a ledger are refused: %j',
  (value) => {
    expect(() => restored(value)).toThrow(TypeError);
  },
);

describe('--stats', () => {
  test('is the same at any -j, for parts and for shards, and excludes itself from the inputs', () => {
    const home = temporaryFolder();
    const input = join(home, 'pages');
    writePages(input);
    const file = join(input, 'stats.json');
    expect(command(['-q', '-j', '1', '--stats', file, input]).code).toBe(1);
    const whole = readFileSync(file, 'utf8');
    expect(command(['-q', '-j', '2', '--signals', '--stats', file, input, '-o', join(home, 'o.jsonl')]).code).toBe(1);
    const again = JSON.parse(readFileSync(file, 'utf8')) as { documents: unknown; dropped: unknown };
    expect(again).toMatchObject({
      documents: { in: 28, written: 25, dropped: 2, failed: 1 },
      dropped: { 'not-text': 1, 'own-output': 1 },
      signals: { han_share: { from: expect.any(Array) as unknown } },
    });
    const parts = join(home, 'parts');
    const run = ['-q', '--part-bytes', '4k', '--out-dir', parts, '--stats', file, input];
    const shards = ['1/2', '2/2', '1/1'].map((shard) => command([...run, '--shard', shard]).code);
    expect(shards).toEqual([1, 0, 1]);
    const summed = JSON.parse(readFileSync(file, 'utf8')) as object;
    expect(summed).toEqual({
      ...(JSON.parse(whole) as object),
      dropped: again.dropped,
      documents: again.documents,
      failed_parts: { 'part-00002': 1 },
      failed_hosts: { [hostname()]: 1 },
    });
    expect(command(['status', parts]).stdout).toMatch(
      new RegExp(`by part +part-00002 1\\nby host +${hostname()} 1\\n +cut\\.gz `),
    );
  });

  test('is not written where the run did not reach the end, nor over the records', () => {
    const home = temporaryFolder();
    const input = join(home, 'pages');
    writePages(input);
    const refused = command(['--stats', '-', input]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('standard output has the records')]);
    const same = command(['--stats', join(home, 'o.jsonl'), '-o', join(home, 'o.jsonl'), input]);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('name the same file')]);
  });

  test('`normalize schema stats` prints the schema', () => {
    const { code, stdout } = command(['schema', 'stats']);
    expect([code, JSON.parse(stdout)]).toEqual([0, JSON.parse(JSON.stringify(statsSchema()))]);
  });
});
