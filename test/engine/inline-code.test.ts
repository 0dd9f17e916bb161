import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversions } from '../../src/convert/index.ts';
import { normalize, replay, undo } from '../../src/index.ts';
import { repairs } from '../../src/repair/index.ts';
import { sourceOf } from '../run/records.ts';

const textOf = (content: string, format: 'html' | 'text'): string =>
  normalize({ ...sourceOf(content), format }, { skip: ['strip'] }).text;

test.each([
  [
    'an element',
    '<p>變數<code>變數名</code>與<kbd>設定</kbd>的說明，請看這裏的文檔。',
    'html',
    '变数變數名与設定的说明，请看这里的文档。',
  ],
  [
    'several elements in one',
    '<p>說明<code>變<b>數</b>名</code>說明，請看這裏的文檔。',
    'html',
    '说明變數名说明，请看这里的文档。',
  ],
  [
    'behind a repair that shortens the line',
    '<p>ï¼Œ這裏的說明&nbsp;<code>變數</code>說明請看文檔。',
    'html',
    '，这里的说明 變數说明请看文档。',
  ],
  [
    'backticks',
    '請看這裏的說明：用 `變數名` 或 ``設定`` 說明。',
    'text',
    '请看这里的说明：用 `變數名` 或 ``設定`` 说明。',
  ],
  ['apostrophes are none', '請看這裏的說明 it`s 說明 don`t 說明。', 'text', '请看这里的说明 it`s 说明 don`t 说明。'],
  ['a sentence is none', '請看 `這裏的說明，還有設定。` 說明。', 'text', '请看 `这里的说明，还有设定。` 说明。'],
] as const)('conversion leaves inline code alone: %s', (_, content, format, expected) => {
  expect(textOf(content, format)).toBe(expected);
});

test('repairs that spare code leave inline code alone', () => {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const sparing = [...repairs, ...conversions].filter(({ sparesCode }) => sparesCode === true);
  expect(sparing.length).toBeGreaterThan(5);
  for (const { name, examples } of sparing) {
    const [example] = examples.filter(({ before, after }) => before !== after && !before.includes('\n'));
    if (example === undefined) continue;
    const html = `<p><code>${escaped(example.before)}</code></p>`;
    const { steps } = normalize({ ...sourceOf(html), format: 'html' }, { skip: ['strip'], vocab: 'mainland' });
    expect(steps.map(({ rule }) => rule)).not.toContain(name);
  }
});

test('the account of a page with inline code is exact', () => {
  const piece = fc.constantFrom('說明', '<code>變數</code>', 'ï¼Œ', '&nbsp; ', '<b>設定</b>', '<kbd>x 說</kbd>', '𠮷');
  fc.assert(
    fc.property(fc.array(fc.array(piece, { minLength: 1 }), { minLength: 1, maxLength: 3 }), (lines) => {
      const html = lines.map((pieces) => `<p>請看這裏的文檔。${pieces.join('')}</p>`).join('');
      const { text, trace = [] } = normalize({ ...sourceOf(html), format: 'html' }, { skip: ['strip'], trace: true });
      expect(replay(html, trace)).toBe(text);
      expect(undo(text, trace)).toBe(html);
      expect(text.match(/變數|x 說/g)).toEqual(html.match(/變數|x 說/g));
      expect(text.replace(/變數|x 說/g, '')).not.toMatch(/[說設變數請這裏]/);
    }),
    { numRuns: 50 },
  );
});
