import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverse, replay, undo } from '../../src/engine/edits.ts';
import type { CorpusRecord, Options, Step } from '../../src/index.ts';
import { recordOf } from '../run/records.ts';

/** Pieces of real files, so that arbitrary texts reach every rule. */
const piece = fc.constantFrom(
  '  ',
  '\u3000',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\0',
  '\u0085',
  '\f',
  '\v',
  '\u200B',
  '\uFEFF',
  '\u00A0',
  '\uE034',
  '\uD83D',
  '本报记者 王小明',
  '责任编辑：李四',
  '当前位置：首页 > 新闻 > 正文',
  '声明：',
  '发布时间：2021-03-04 05:06',
  'Top',
  '我們的業(yè)績',
  '創(chuàng)業(yè)',
  '基礎?!眲f。',
  'ä½ å¥½ä¸\u0096ç\u0095\u008C',
  '浣犲ソ锛屼笘鐣',
  'ÄãºÃ',
  '锟斤拷',
  '??',
  '(qū)',
  '今天天气很好，我们去公园散步。',
  '今天天氣很好，我們去公園散步。',
  '日本語のテキスト',
  '한국어',
  'plain words',
  '★',
  '🎭',
  '?/p>',
  '&nbsp;',
  '<p>',
  '</p>',
  '<b class="nav">',
  '<a href=x>',
  '</a>',
  '<!-- ',
  '-->',
  '<table><tr><td>',
  '&amp;',
  '<br>',
  '<h1>',
  '<title>',
  '<pre>',
  '</pre>',
  '\n\n  if',
  '<code>',
  '&ldquo;',
);
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
const format = fc.constantFrom('text' as const, 'html' as const);
const skip = fc.subarray(['repair', 'convert', 'strip', 'tidy', 'extract']);

/** Decoded text of a UTF-8 source: lone surrogates cannot be encoded. */
const decoded = (written: string): string =>
  Buffer.from(written)
    .toString()
    .replace(/^\uFEFF/, '');

function stepsOf(record: CorpusRecord): readonly Step[] {
  return (record.trace ?? []).map((step) => ({
    ...step,
    count: step.edits.length,
    guessed: 0,
    edits: () => step.edits,
  }));
}

function traced(written: string, options: Options): CorpusRecord {
  return recordOf(written, { ...options, encoding: 'utf-8', trace: true });
}

test('the edits of a record replay to its text and invert to the decoded text', () => {
  fc.assert(
    fc.property(text, format, skip, (written, kind, off) => {
      const record = traced(written, { format: kind, skip: off });
      const steps = stepsOf(record);
      expect(replay(decoded(written), steps)).toBe(record.text);
      expect(undo(record.text, steps)).toBe(decoded(written));
    }),
    { numRuns: 400 },
  );
});

test('steps count the edits that the trace shows', () => {
  fc.assert(
    fc.property(text, format, (written, kind) => {
      const record = traced(written, { format: kind });
      const counts = record.steps.map((step) => (step.stage === 'read' ? 1 : step.edits));
      const traces = (record.trace ?? []).map((step) => (step.stage === 'read' ? 1 : step.edits.length));
      expect(counts).toEqual(traces);
    }),
    { numRuns: 200 },
  );
});

test('repair and convert never add or remove a line', () => {
  fc.assert(
    fc.property(text, (written) => {
      const lines = traced(written, { format: 'text', skip: ['strip', 'tidy'] }).text.split(
        /\r\n|[\n\r\u2028\u2029]/,
      ).length;
      expect(lines).toBe(decoded(written).split(/\r\n|[\n\r\u2028\u2029]/).length);
    }),
    { numRuns: 300 },
  );
});

test('without strip every non-blank line is kept', () => {
  fc.assert(
    fc.property(text, (written) => {
      const record = traced(written, { format: 'text', skip: ['repair', 'convert', 'strip'] });
      const invisible = /[\0-\x08\x0E-\x1F\x7F-\x84\x86-\x9F\u200B\uFEFF]/g;
      const wanted = decoded(written)
        .split(/[\n\v\f\r\u0085\u2028\u2029]/)
        .map((line) => line.replace(invisible, '').trim())
        .filter(Boolean);
      expect(
        record.text
          .split('\n')
          .filter(Boolean)
          .map((line) => line.replaceAll('\u00A0', ' ')),
      ).toEqual(wanted.map((line) => line.replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F]/g, ' ')));
    }),
    { numRuns: 300 },
  );
});

test('nothing is lost: every character of the text is in the record, kept or removed', () => {
  fc.assert(
    fc.property(text, (written) => {
      const record = traced(written, { format: 'text', skip: ['repair', 'convert', 'tidy'] });
      const count = (of: string): number => of.replace(/\s/g, '').length;
      const removed = record.removed.reduce((sum, item) => sum + count(item.text), 0);
      expect(count(record.text) + removed).toBe(count(decoded(written)));
    }),
    { numRuns: 300 },
  );
});

test('the same source gives the same record twice', () => {
  fc.assert(
    fc.property(text, format, (written, kind) => {
      expect(traced(written, { format: kind })).toEqual(traced(written, { format: kind }));
    }),
    { numRuns: 100 },
  );
});

test('arbitrary bytes give a valid record', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(recordOf(bytes).source.bytes).toBe(bytes.length);
    }),
    { numRuns: 300 },
  );
});

test('the inverse of an edit is at the position of the new text', () => {
  const edits = [
    { at: 0, old: 'a', new: 'xyz' },
    { at: 2, old: 'c', new: '' },
  ];
  expect(inverse(edits)).toEqual([
    { at: 0, old: 'xyz', new: 'a' },
    { at: 4, old: '', new: 'c' },
  ]);
});
