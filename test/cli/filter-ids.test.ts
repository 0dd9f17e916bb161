import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourcesIn } from '../../src/cli/input/line-sources.ts';
import { placeOfLine, repeatCounter } from '../../src/cli/input/repeated-lines.ts';
import { normalize } from '../../src/index.ts';
import type { Options } from '../../src/index.ts';
import { command } from '../run/command.ts';

const SOURCE = { path: '-', pathBytes: null, member: null, format: 'jsonl', charset: null, url: null } as const;

/** The ids that a filter gives to lines. */
function idsOf(lines: readonly string[], options: Options = {}): readonly string[] {
  const block = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const repeats = repeatCounter()(block, 1);
  const sources = [...sourcesIn({ source: SOURCE, first: 1, repeats }, block, { maxBytes: 2 ** 20 })];
  return sources.map((source) => ('kind' in source ? source.why : normalize(source, options).id));
}

/** Lines cut into blocks anywhere. */
function blocksOf(lines: readonly string[], cuts: readonly number[]): readonly (readonly string[])[] {
  const ends = [...new Set([...cuts.map((cut) => cut % (lines.length + 1)), lines.length])].sort((a, b) => a - b);
  return ends.map((end, index) => lines.slice(ends[index - 1] ?? 0, end));
}

describe('ids in a filter', () => {
  test('different lines have the same ids however the stream is cut; equal lines of one stream have different ids', () => {
    const texts = fc.uniqueArray(fc.stringMatching(/^[天地人]{1,3}$/), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(20), { maxLength: 4 }), (all, cuts) => {
        const lines = all.map((text) => JSON.stringify({ text }));
        expect(blocksOf(lines, cuts).flatMap((block) => idsOf(block))).toEqual(idsOf(lines));
        expect(new Set(idsOf([...lines, ...lines])).size).toBe(2 * lines.length);
      }),
      { numRuns: 15 },
    );
  });

  test('with --id-field equal texts keep their ids at any cut; a line without the field has the id it has without the option', () => {
    const lines = [{ key: 'a' }, { key: 'b' }, { key: 7 }, {}, { key: '' }, { key: { in: 'c' } }].map((fields) =>
      JSON.stringify({ text: '天下', ...fields }),
    );
    const ids = idsOf(lines, { idField: 'key' });
    expect(new Set(ids).size).toBe(lines.length);
    for (const cut of [1, 2, 3])
      expect(blocksOf(lines, [cut]).flatMap((block) => idsOf(block, { idField: 'key' }))).toEqual(ids);
    expect(ids.map((id, index) => id === idsOf(lines)[index])).toEqual([false, false, false, true, true, true]);
    expect(
      idsOf(lines, { idField: 'key.in' })
        .map((id, index) => id === idsOf(lines)[index])
        .indexOf(false),
    ).toBe(5);
  });

  test('lines behind the most that are remembered have their number in the id', () => {
    const repeats = repeatCounter(2)(Buffer.from('a\nb\nc\na\n\nc\n'), 5);
    expect([5, 6, 7, 8, 10].map((line) => placeOfLine(line, repeats))).toEqual(['0', '0', 'line:7', '1', 'line:10']);
    const many = Array.from({ length: 9000 }, (_, index) => `${index % 6000}\n`).join('');
    expect([...repeatCounter()(Buffer.from(many), 1).values()]).toEqual(Array.from({ length: 3000 }, () => 1));
  });

  test('of standard input, the ids of two blocks are those of one', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${JSON.stringify({ text: `第${index}行` })}\n`);
    const ids = (input: readonly string[], ...args: readonly string[]): readonly string[] =>
      command(['-q', ...args], { input: input.join('') }).records.map(({ id }) => id);
    const all = ids(lines, '--format', 'jsonl', '-');
    expect([...ids(lines.slice(0, 17)), ...ids(lines.slice(17), '-j', '2')]).toEqual(all);
    expect(new Set(all).size).toBe(40);
  });
});
