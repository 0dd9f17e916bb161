/** Tests of the guard: what it counts as worse, as better, and as an error in a document. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../run/command.ts';
import { labelledFolder } from './labelled-folder.ts';
import { caseOf } from './made-documents.ts';
import { driftOf, pinnedFor } from './pinned.ts';
import type { Pinned } from './pinned.ts';
import { outcomeOf, scoresOf } from './score.ts';
import type { Outcome } from './score.ts';

const PAGE = `<html><body><h1>老桥修好了</h1><p>2020-01-02 来源：临江日报</p>
<p>⟦城西的老桥修了三个月，昨天<b>终于</b>通车，两岸的人又可以走着去赶集了。&hellip;&hellip;⟧</p>
<p>⟦桥头卖豆腐的人说，桥通了，生意就回来了，明天要多磨二十斤豆子。⟧</p></body></html>`;
const FRONT = 'title: 老桥修好了\npublished: 2020-01-02\noutlet: 临江日报\n';
const document = (front: string, page = PAGE): string => `---\n${front}---\n${page}`;
const outcome = (front: string, page = PAGE): Outcome => outcomeOf(caseOf('news/bridge.html', document(front, page)));
const none: Pinned = { floors: {}, known: {} };

test('a document that comes out right is wrong in nothing', () => {
  expect(outcome(FRONT)).toMatchObject({ lines: 1, characters: 1, wrong: [] });
});

test('the marks of the body are not in the page', () => {
  const { source } = caseOf('news/bridge.html', document(FRONT));
  expect(Buffer.from(source.bytes ?? []).toString()).toBe(PAGE.replace(/[⟦⟧]/g, ''));
});

test('what a document leaves out must not be invented', () => {
  const { wrong } = outcome('title: 老桥修好了\npublished: 2020-01-02\n');
  expect(wrong).toEqual([{ name: 'outlet', wanted: null, found: '临江日报' }]);
});

test('a line that is lost and a line too many show in the body and in both scores', () => {
  const { lines, characters, wrong } = outcome(FRONT, PAGE.replace('⟦桥头', '桥头').replace('豆子。⟧', '豆子。'));
  expect(lines).toBeCloseTo(2 / 3);
  expect(characters).toBeLessThan(0.8);
  expect(wrong.map(({ name }) => name)).toEqual(['body']);
});

test('the article of a page that must have none is an error', () => {
  const { wrong, lines } = outcome('article: false\n', PAGE.replace(/[⟦⟧]/g, ''));
  expect(wrong.map(({ name }) => name)).toEqual(['published', 'outlet', 'article']);
  expect(lines).toBeNull();
});

test.each([
  ['no front part', PAGE, /no front part/],
  ['an unknown key', document('titel: a\n'), /unknown key 'titel'/],
  ['no mark', document(FRONT, PAGE.replace(/[⟦⟧]/g, '')), /no line of the body is marked/],
  ['a mark around two lines', document(FRONT, '<div>⟦<p>一</p><p>二</p>⟧</div>'), /more than one line/],
  ['a body without an article', document('article: false\n'), /has a body/],
])('%s is named', (_, file, message) => {
  expect(() => caseOf('news/bridge.html', file)).toThrow(message);
});

describe('what is pinned', () => {
  const good = outcome(FRONT);
  const bad = outcome('title: 别的\npublished: 2020-01-02\noutlet: 临江日报\n');
  const pinned = pinnedFor(none, [good], false);

  test('nothing drifts from what was just pinned', () => {
    expect(driftOf(pinned, [good])).toEqual({ worse: [], better: [] });
    expect(driftOf(pinnedFor(none, [bad], true), [bad])).toEqual({ worse: [], better: [] });
  });

  test('a new failure and a score under its floor are worse', () => {
    const { worse } = driftOf(pinned, [bad]);
    expect(worse.filter((line) => line.startsWith('news/bridge.html: title'))).toHaveLength(1);
    expect(worse.filter((line) => line.includes('under its floor'))).toHaveLength(2);
  });

  test('a known failure that passes, one of no document, and a score without a floor are to be pinned', () => {
    const { better } = driftOf({ floors: {}, known: { 'news/bridge.html': ['title'], 'gone.txt': ['body'] } }, [good]);
    expect(better).toContain('news/bridge.html: title is a known failure and passes');
    expect(better).toContain('gone.txt: known failures of no document');
    expect(better.filter((line) => line.endsWith('has no floor'))).toHaveLength(8);
  });

  test('raising neither lowers a floor nor takes in a new failure', () => {
    const raised = pinnedFor(pinned, [bad], false);
    expect(raised).toEqual(pinned);
    expect(pinnedFor(pinned, [bad], true).known).toEqual({ 'news/bridge.html': ['title'] });
  });

  test('a floor of a kind that has no document any more is an error', () => {
    const blog = { lines: 1, characters: 1, fields: 1, flags: 1 };
    expect(driftOf({ ...pinned, floors: { ...pinned.floors, blog } }, [good]).worse).toEqual([
      'blog: a floor for no document',
    ]);
  });
});

test('a folder of labelled pages is scored: bodies, fields, lines', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'pages'));
  const page = PAGE.replace(/[⟦⟧]/g, '');
  writeFileSync(join(folder, 'pages', 'a.html'), page);
  const body =
    '城西的老桥修了三个月，昨天终于通车，两岸的人又可以走着去赶集了。……\n桥头卖豆腐的人说，桥通了，生意就回来了，明天要多磨二十斤豆子。';
  const gold = { id: 'a', body, title: '老桥修好了', date: '2020-1-2', author: 'UNKNOWN' };
  writeFileSync(join(folder, 'gold.jsonl'), `${JSON.stringify(gold)}\n`);
  const lines = { id: 'b', lines: ['首页', '老桥修好了', '城西的老桥修了三个月，昨天终于通车。'], lab: [0, 0, 1] };
  writeFileSync(join(folder, 'lines.jsonl'), `${JSON.stringify(lines)}\n`);
  const outcomes = labelledFolder(folder).map(outcomeOf);
  expect(outcomes.map(({ id, kind, checks }) => [id, kind, checks.map(({ name }) => name)])).toEqual([
    ['a', 'html', ['title', 'published', 'no author invented']],
    ['b', 'text', ['body']],
  ]);
  expect(scoresOf(outcomes).get('html')).toMatchObject({ lines: null, characters: 1, fields: 1, flags: null });
  expect(() => labelledFolder(join(folder, 'pages'))).toThrow(/neither gold\.jsonl nor lines\.jsonl/);
});
