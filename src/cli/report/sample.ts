import type { SampledRow, SampledRun } from '../stats/page.ts';
import type { Sample } from '../stats/samples.ts';
import { number, percent } from './charts.ts';
import { element, foreign, said } from './html.ts';
import type { Content, Html } from './html.ts';

/** A document that opens side by side: what was read on the left, what became of it on the right. `note`: why it is in the list. */
export function sampleDetails(sample: Sample, note: Content): Html {
  return element(
    'details',
    { class: 'sample' },
    element(
      'summary',
      {},
      element('span', { class: 'path' }, nameOf(sample)),
      ' ',
      element('span', { class: 'note' }, note),
    ),
    element(
      'div',
      { class: 'inside', id: anchorOf(sample) },
      facts(sample),
      element(
        'div',
        { class: 'rows', role: 'table' },
        element('div', { role: 'rowgroup' }, header()),
        element('div', { role: 'rowgroup' }, ...sample.rows.map(row)),
      ),
    ),
  );
}

/** A document that stands in another list already. */
export function sampleLink(sample: Sample, note: Content): Html {
  const link = element('a', { href: `#${anchorOf(sample)}` }, nameOf(sample));
  return element('p', { class: 'again' }, link, ' ', element('span', { class: 'note' }, note));
}

function anchorOf({ id }: Sample): string {
  return `d-${id.replace(/[^0-9a-f]/g, '')}`;
}

function nameOf({ path, member }: Sample): Content {
  return foreign(member === null ? path : `${path}!${member}`);
}

function facts(sample: Sample): Html {
  const { read, written, encoding, confidence, guessed, warnings, language, kind, site, title } = sample;
  const share = read === 0 ? '' : ` (${percent(written / read)})`;
  const rows: readonly (readonly [Html, Content] | null)[] = [
    title === null ? null : [said({ en: 'title', zh: '标题' }), foreign(title)],
    site === '' ? null : [said({ en: 'site', zh: '网站' }), foreign(site)],
    [said({ en: 'characters', zh: '字符' }), `${number(read)} → ${number(written)}${share}`],
    [said({ en: 'encoding', zh: '编码' }), [foreign(encoding), ` (${percent(confidence)})`]],
    [said({ en: 'language', zh: '语言' }), foreign(language)],
    kind === null ? null : [said({ en: 'kind', zh: '种类' }), foreign(kind)],
    guessed === 0 ? null : [said({ en: 'guessed characters', zh: '推测的字符' }), number(guessed)],
    warnings.length === 0 ? null : [said({ en: 'warnings', zh: '警告' }), foreign(warnings.join(', '))],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap((fact) =>
      fact === null ? [] : [element('div', {}, element('dt', {}, fact[0]), element('dd', {}, fact[1]))],
    ),
  );
}

function header(): Html {
  const cell = (content: Content, kind: string): Html => element('div', { role: 'columnheader', class: kind }, content);
  return element(
    'div',
    { role: 'row', class: 'row head' },
    cell(said({ en: 'as read', zh: '读入' }), 'left'),
    cell(said({ en: 'result', zh: '结果' }), 'right'),
    cell(said({ en: 'rule', zh: '规则' }), 'rule'),
  );
}

/** Class and cells of a row. Marks are elements, so that they are read out and stay in print. */
function row(row: SampledRow): Html {
  switch (row[0]) {
    case '=':
      return cells('same', row[1], foreign(row[2]), foreign(row[2]), '');
    case '-':
      return cells('removed', row[1], element('del', {}, foreign(row[2])), '', row[3]);
    case '+':
      return cells('added', row[1], '', element('ins', {}, foreign(row[2])), row[3]);
    case '~':
      return cells(
        'changed',
        row[1],
        row[2].map((run) => marked(run, 'del')),
        row[4].map((run) => marked(run, 'ins')),
        row[3],
      );
    case '…':
      return element(
        'div',
        { role: 'row', class: 'row left-out' },
        element('div', { role: 'cell', 'aria-colspan': 3 }, leftOut(row[1], row[2])),
      );
  }
}

function leftOut(rows: number, characters: number): Html {
  return said({
    en: `… ${number(rows)} rows, ${number(characters)} characters not shown`,
    zh: `… 略去 ${number(rows)} 行，${number(characters)} 个字符`,
  });
}

function cells(what: string, line: number, left: Content, right: Content, rules: string): Html {
  return element(
    'div',
    { role: 'row', class: `row ${what}` },
    element('div', { role: 'cell', class: 'left' }, element('span', { class: 'line' }, line), ' ', left),
    element('div', { role: 'cell', class: 'right' }, right),
    element('div', { role: 'cell', class: 'rule' }, foreign(rules)),
  );
}

function marked([text, mark]: SampledRun, name: 'del' | 'ins'): Content {
  if (mark === '') return foreign(text);
  return element(name, { class: mark === '?' && name === 'ins' ? 'guess' : null }, foreign(text));
}
