import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../../src/engine/edits.ts';
import { normalize } from '../../src/index.ts';
import type { Edit } from '../../src/index.ts';
import { piecesOf } from '../../src/side-by-side/pieces.ts';
import type { TracedStep } from '../../src/side-by-side/pieces.ts';
import { isTracedRecord } from '../../src/side-by-side/record.ts';
import { rowsOf, sideBySide } from '../../src/side-by-side/rows.ts';
import { guessesOf, rulesOf, sidesOf } from '../../src/side-by-side/sides.ts';
import type { Row, SideBySide } from '../../src/side-by-side/types.ts';
import { root } from '../run/command.ts';

const left = (rows: readonly Row[]): string =>
  rows.flatMap(({ pieces }) => pieces.map(({ before }) => before)).join('');
const right = (rows: readonly Row[]): string => rows.flatMap(({ pieces }) => pieces.map(({ after }) => after)).join('');

const letters = fc.constantFrom('a', '記', '记', '\n', '\r\n', '\r', ' ', '𠀀', '\u2028');
const text = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''));
/** What an edit does, as the lengths of what it passes over and what it takes. */
const moves = fc.array(fc.tuple(fc.nat(4), fc.nat(4), text, fc.nat(1)), { maxLength: 5 });

/** Edits of a text that do not overlap. */
function editsOf(before: string, made: readonly (readonly [number, number, string, number])[]): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const [pass, take, next, guessed] of made) {
    at += pass;
    if (at > before.length) break;
    const old = before.slice(at, at + take);
    edits.push({ at, old, new: next, ...(guessed > 0 ? { guessed, confidence: 0.5 } : {}) });
    at += old.length;
  }
  return edits;
}

test('the left side joined is the original, the right side the text, whatever the steps', () => {
  fc.assert(
    fc.property(text, fc.array(moves, { maxLength: 5 }), (original, made) => {
      const steps: TracedStep[] = [];
      for (const [index, each] of made.entries()) {
        const edits = editsOf(replay(original, steps), each);
        steps.push({ stage: 'repair', rule: `rule-${index}`, edits });
      }
      const rows = rowsOf(piecesOf(original, steps));
      expect(left(rows)).toBe(original);
      expect(right(rows)).toBe(replay(original, steps));
      let offset = 0;
      for (const row of rows) {
        expect(row.offset).toBe(offset);
        offset += left([row]).length;
        for (const { before, after, changes } of row.pieces) if (changes.length === 0) expect(after).toBe(before);
      }
    }),
    { numRuns: 300 },
  );
});

function viewOf(bytes: string | Uint8Array, path = 'a.txt'): SideBySide {
  const source = { path, pathBytes: null, member: null, format: null, charset: null, url: null };
  const record = normalize({ ...source, bytes: Buffer.from(bytes) }, { trace: true });
  return sideBySide({ ...record, trace: record.trace ?? [] });
}

const inputs = ['made', 'real'].flatMap((kind) =>
  readdirSync(`${root}/fixtures/${kind}`).flatMap((slug) =>
    readdirSync(`${root}/fixtures/${kind}/${slug}`).flatMap((name) =>
      /^input\.(?:txt|html?)$/.test(name) ? [`${root}/fixtures/${kind}/${slug}/${name}`] : [],
    ),
  ),
);

test('of real documents the sides join, and a line that one rule removed is a row of its own with that rule', () => {
  expect(inputs.length).toBeGreaterThan(20);
  for (const path of inputs) {
    const { record, original, rows } = viewOf(readFileSync(path), path);
    expect(left(rows)).toBe(original);
    expect(right(rows)).toBe(record.text);
    expect(rows.filter((row) => right([row]).includes('\n') && right([row]).trimEnd().includes('\n'))).toEqual([]);
    for (const { rule, text: line } of record.removed) {
      const row = rows.find((found) =>
        rulesOf(found).some((changed) => changed.rule === rule && said(found).includes(line)),
      );
      expect([path, rule, line, row?.what]).toEqual([path, rule, line, expect.stringMatching(/^(?:removed|changed)$/)]);
    }
  }

  /** What a row says on the left, and what it had become when a rule of strip took it. */
  function said({ pieces }: Row): string {
    return pieces.flatMap(({ before, changes }) => [before, ...changes.map((change) => change.old)]).join('\n');
  }
});

const PAGE = `首頁 > 本地
圖書館明年開放

新的圖書館將於明年三月開放，讀者可以在那裡借閱書籍、聽講座和參加讀書會。
責任編輯：李小紅
`;

test('rows say what became of a line, and which rules did it', () => {
  const { rows } = viewOf(PAGE);
  expect(rows.map((row) => [row.line, row.what, ...rulesOf(row).map(({ rule }) => rule)])).toEqual([
    [1, 'removed', 'breadcrumb-path'],
    [2, 'removed', 'title'],
    [3, 'removed', 'line-breaks'],
    [4, 'changed', 'simplified-script'],
    [5, 'removed', 'editor'],
  ]);
  expect(rows[3]?.offset).toBe(PAGE.indexOf('新的'));
});

test('a replacement is compared by character', () => {
  const changes = [
    { stage: 'repair', rule: 'r', at: 0, old: '圖書館', new: '图書馆', guessed: 1, confidence: 0.8 },
  ] as const;
  const row: Row = {
    what: 'changed',
    line: 1,
    offset: 0,
    pieces: [{ before: '圖書館\n', after: '图書馆\n', changes }],
  };
  const { left: before, right: after } = sidesOf(row);
  expect(before.map((run) => [run.text, run.changes.length])).toEqual([
    ['圖', 1],
    ['書', 0],
    ['館', 1],
  ]);
  expect(after.map((run) => [run.text, run.changes.length])).toEqual([
    ['图', 1],
    ['書', 0],
    ['馆', 1],
  ]);
  expect(guessesOf(row)).toEqual(changes);
});

test('a line of a megabyte that all changes is not compared by character, and takes no time', () => {
  const text = '圖'.repeat(2 ** 20);
  const edits = [{ at: 0, old: text, new: '图'.repeat(2 ** 20) }];
  const [row] = rowsOf(piecesOf(text, [{ stage: 'convert', rule: 'r', edits }]));
  expect(row === undefined ? [] : sidesOf(row).right.map((run) => run.text.length)).toEqual([2 ** 20]);
});

test('a hundred thousand edits on top of a replacement are one piece', () => {
  const made = '圖'.repeat(1e5);
  const steps: readonly TracedStep[] = [
    { stage: 'repair', rule: 'a', edits: [{ at: 0, old: 'x', new: made }] },
    { stage: 'convert', rule: 'b', edits: Array.from({ length: 1e5 }, (_, at) => ({ at, old: '圖', new: '图' })) },
  ];
  const pieces = piecesOf('x', steps);
  expect(pieces.map(({ before, after, changes }) => [before, after.length, changes.length])).toEqual([
    ['x', 1e5, 1e5 + 1],
  ]);
});

test('edits that do not match their text throw', () => {
  for (const edit of [
    { at: 0, old: 'b', new: '' },
    { at: 0, old: 'b', new: 'c' },
    { at: 9, old: '', new: 'c' },
    { at: 2, old: 'ab', new: '' },
  ])
    expect(() => piecesOf('aaa', [{ stage: 'tidy', rule: 'r', edits: [edit] }])).toThrow(/edit at \d/);
});

test('records are recognized by the keys and types of the schema', () => {
  const { record } = viewOf(PAGE);
  expect(isTracedRecord(JSON.parse(JSON.stringify(record)))).toBe(true);
  const { trace, ...without } = record;
  for (const other of [
    without,
    null,
    1,
    [],
    {},
    { ...record, schema: 1 },
    { ...record, text: null },
    { ...record, source: { path: 'a' } },
    { ...record, trace: [...trace, { rule: 'x' }] },
    { ...record, trace: [{ stage: 'tidy', rule: 'x', edits: [{ at: '0', old: '', new: '' }] }] },
  ])
    expect(isTracedRecord(other)).toBe(false);
});
