import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize, replay, undo } from '../../src/library/index.ts';
import { htmlOf, shownBy, shownWithNotes } from './oracle.ts';

/** What Markdown would take for markup, beside what Chinese pages hold. */
const hostile = fc.constantFrom(
  ...'* ** _ __ # ## ###### 1. 2) - + | < > ` `` ``` & &amp; &lt; [x](y) [x]: [^1] ![x](y) --- === ~~ ~ ~~~ $ $$ \\ \\\\ \\* ! [ ] ( ) : :-- |---|---| <b> </b> <!-- --> <https://a.b> &#35; &copy; a_b snake_case_ 中 文 ， 。 （ 《 “ ” x 1 [ ] [x]'.split(
    ' ',
  ),
  ' ',
  '  ',
  '    ',
  '\t',
  '　',
  '[ ] ',
  '- - -',
  '* * *',
  '中文**粗**字',
  '𠮷',
);
const words = fc.array(hostile, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const written = words.map((text) => text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? ''));
const around =
  (tag: string, attributes = ''): ((inner: string) => string) =>
  (inner) =>
    `<${tag}${attributes}>${inner}</${tag}>`;
const inline = fc.oneof(
  { weight: 3, arbitrary: written },
  written.map(around('code')),
  fc.tuple(fc.constantFrom('sup', 'sub'), written).map(([tag, text]) => around(tag)(text)),
  fc.constantFrom('10<sup>6</sup>', 'H<sub>2</sub>', '甲<sup>1</sup>', 'x<sup>a*b</sup>', '_<sup>_</sup>'),
  written.map(around('a', ' href="/a_b*(c)?d=1&amp;e"')),
  written.map((text) => `<a href="x">甲<code>${text}</code>乙</a>`),
  written.map((alt) => `<img src="p*_(q).png" alt="${alt.replaceAll('"', '')}">`),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const cells = fc.array(line, { minLength: 2, maxLength: 3 });
const table = fc
  .tuple(fc.array(cells, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' colspan="2"'))
  .map(([rows, span]) =>
    around('table')(
      rows
        .map((row, at) => around('tr')(row.map(around(at === 0 ? 'th' : 'td', at === 1 ? span : '')).join('')))
        .join(''),
    ),
  );
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    line.map(around('p')),
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => around('p')(lines.join('<br>'))),
    fc.tuple(fc.constantFrom('h1', 'h2', 'h6'), line).map(([tag, text]) => around(tag)(text)),
    fc.array(written, { minLength: 1, maxLength: 4 }).map((lines) => around('pre')(lines.join('\n'))),
    line.map(around('figcaption')),
    table,
    fc
      .tuple(
        fc.constantFrom('ul', 'ol', 'ol start=7', 'ol reversed'),
        fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      )
      .map(([list, items]) => around(list.split(' ')[0] ?? '', list.slice(2))(items.map(around('li')).join(''))),
    fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((blocks) => around('blockquote')(blocks.join(''))),
    tie('block').map(around('div')),
  ),
}));
const page = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => around('body')(blocks.join('\n')));

const squeezed = (text: string): string => text.replace(/\s+/g, '');
const ASIS = { format: 'html', skip: ['strip', 'repair', 'convert', 'extract'] } as const;

test('rendered Markdown shows the text, whatever it is about', () => {
  fc.assert(
    fc.property(page, fc.boolean(), (html, links) => {
      const plain = normalize(html, ASIS).text;
      const { text } = normalize(html, { ...ASIS, markdown: true, links });
      expect(shownBy(text), JSON.stringify({ html, text })).toBe(squeezed(plain));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  );
});

/** Formulas are shown as TeX in dollars, which a page about dollars must not be mistaken for. */
const FORMULA = '<math alttext="q+q_1"><mi>x</mi></math>';
const withFormula = fc
  .tuple(line, fc.constantFrom('p', 'li', 'h2', 'td', 'blockquote'), line, fc.nat(2))
  .map(([before, tag, after, more]) => {
    const text = `${before}甲${FORMULA}乙${after}${FORMULA.repeat(more)}`;
    const inside = around(tag)(text);
    return tag === 'td' ? `<table><tr><td>x</td><td>y</td></tr><tr>${inside}${inside}</tr></table>` : inside;
  });

test('rendered Markdown shows formulas as their TeX, and the text around them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(withFormula, block), { minLength: 1, maxLength: 3 }), (blocks) => {
      const html = around('body')(blocks.join('\n'));
      const { text } = normalize(html, { ...ASIS, markdown: true });
      const plain = normalize(html.replaceAll(FORMULA, 'ⓕ'), ASIS).text;
      const shown = shownBy(text.replaceAll('$q+q_1$', 'ⓕ'));
      expect(shown, JSON.stringify({ html, text })).toBe(squeezed(plain));
      expect(text.split('$q+q_1$')).toHaveLength(html.split(FORMULA).length);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
});

/** A picture on a line of its own, wherever that is. */
const PICTURE = '<img src="/own.png" alt="图">';
const cellOf = fc.oneof(fc.constantFrom('', PICTURE, `<p>甲</p>${PICTURE}`, `${PICTURE}<p>乙</p>`), line);
const pictured = fc.oneof(
  fc.constantFrom('p', 'div', 'li', 'dd', 'figure', 'blockquote').map((tag) => around(tag)(PICTURE)),
  fc
    .tuple(fc.array(fc.array(cellOf, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([rows, spans]) =>
      around('table')(
        `<tr><th${spans ? ' colspan="2"' : ''}>一</th><th>二</th></tr>${rows.map((row) => around('tr')(row.map(around('td')).join(''))).join('')}`,
      ),
    ),
);
const withPictures = fc
  .array(fc.tuple(fc.oneof(pictured, block), fc.constantFrom('div', 'ul', 'ol', 'blockquote', 'section')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((blocks) => `<p>始</p>${blocks.map(([inner, tag]) => around(tag)(inner)).join('')}<p>终</p>`);

test('rendered Markdown has each picture of the text once, wherever it is', () => {
  fc.assert(
    fc.property(withPictures, (html) => {
      const { text, blocks = [] } = normalize(around('body')(html), { ...ASIS, markdown: true, blocks: true });
      const plain = normalize(around('body')(html), ASIS).text;
      const shown = htmlOf(text);
      expect(shown.split('"/own.png"'), JSON.stringify({ html, text })).toHaveLength(html.split('"/own.png"').length);
      expect(shownBy(text), JSON.stringify({ html, text })).toBe(squeezed(plain));
      expect(blocks.at(-1)?.end).toBe(Array.from(text).length);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
});

/** Notes in the order of their references, at the end. */
const withNotes = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.constantFrom('ol', 'div'))
  .map(([lines, list]) => {
    const text = lines.map((before, index) => `<p>${before}甲<a href="#n${index + 1}">[${index + 1}]</a>乙</p>`);
    const notes = lines.map((note, index) => around(list === 'ol' ? 'li' : 'p', ` id="n${index + 1}"`)(`丙${note}丁`));
    return `${text.join('')}${around(list)(notes.join(''))}`;
  });

test('rendered Markdown shows footnotes where they were', () => {
  fc.assert(
    fc.property(withNotes, (html) => {
      const { text } = normalize(around('body')(html), { ...ASIS, markdown: true });
      const plain = normalize(around('body')(html), ASIS).text;
      expect(shownWithNotes(text), JSON.stringify({ html, text })).toBe(squeezed(plain));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
});

/** Between blocks: the marks of what holds them, and the separator of lists. */
const BETWEEN = /^(?:[\s>]|<!-- -->)*$/;

test('the account of a text in Markdown is exact, and its blocks are in order', () => {
  fc.assert(
    fc.property(page, (html) => {
      const { text, trace = [], blocks = [] } = normalize(html, { ...ASIS, markdown: true, trace: true, blocks: true });
      expect(replay(html, trace)).toBe(text);
      expect(undo(text, trace)).toBe(html);
      let last = 0;
      const points = Array.from(text);
      for (const { start, end } of blocks) {
        expect(points.slice(last, start).join('')).toMatch(BETWEEN);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(points.slice(last).join('')).toBe('');
    }),
    { numRuns: 60 },
  );
});
