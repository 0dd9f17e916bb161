import { fieldsOf } from '../output/pretty.ts';
import type { SideBySide } from '../../side-by-side/index.ts';
import { element, foreign, markup, pageHead, said, trusted } from '../report/html.ts';
import type { Html, PageParts } from '../report/html.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import { rowsHtml, ruleKeys } from './rows-html.ts';
import { titleOf } from './views.ts';

/** A document for the page: what is known about it, then its rows. */
export function documentHtml(view: SideBySide): string {
  const { rows } = view;
  const name = titleOf(view);
  const keys = ruleKeys(rows);
  return markup(
    element(
      'section',
      {},
      element('h2', {}, foreign(name)),
      element('dl', { class: 'facts' }, ...factsOf(view)),
      element(
        'div',
        { role: 'table', class: 'rows', 'aria-label': name, 'data-keys': [...keys.keys()].join(' ') },
        ...(rows.length === 0 ? [] : [HEAD]),
        rowsHtml(rows, keys),
      ),
    ),
  );
}

function factsOf({ record }: SideBySide): readonly Html[] {
  const edits = record.steps.map(({ rule, edits: count }) => `${rule} ${count}`).join(', ');
  return [
    ...fieldsOf(record).map(([key, value]) => fact(key, value)),
    ...(edits === '' ? [] : [fact('steps', edits)]),
    ...(record.warnings.length === 0 ? [] : [fact('warnings', record.warnings.join(', '), 'warning')]),
  ];
}

function fact(key: string, value: string, kind: string | null = null): Html {
  return element('div', { class: kind }, element('dt', {}, key), element('dd', {}, foreign(value)));
}

const HEAD: Html = element(
  'div',
  { role: 'rowgroup', class: 'head' },
  element(
    'div',
    { role: 'row', class: 'row' },
    ...[
      { en: 'Line', zh: '行' },
      { en: 'Rules', zh: '规则' },
      { en: 'Original', zh: '原文' },
      { en: 'Result', zh: '结果' },
    ].map((name) => element('div', { role: 'columnheader' }, said(name))),
  ),
);

const TITLE = said({ en: 'Before and after', zh: '前后对照' });
const INTRODUCTION = said({
  en: 'What normalize did. Point at a mark, or go to a line with n (next) and p (previous) and to its marks with Tab: the rule, its offset and its confidence are shown below.',
  zh: 'normalize 所做的改动。指向标记，或用 n（下一处）和 p（上一处）跳到某一行、用 Tab 跳到其中的标记，下方显示规则、位置和把握。',
});

/** The bar with filters and buttons that the script of the page needs. */
export function tools(): Html {
  const all = (en: string, zh: string): Html => element('option', { value: '', 'data-en': en, 'data-zh': zh }, en);
  return element(
    'div',
    { class: 'tools', hidden: '' },
    element('label', {}, said({ en: 'Stage', zh: '阶段' }), element('select', { id: 'stage' }, all('all', '全部'))),
    element('label', {}, said({ en: 'Rule', zh: '规则' }), element('select', { id: 'rule' }, all('all', '全部'))),
    element(
      'label',
      {},
      element('input', { id: 'only', type: 'checkbox' }),
      said({ en: 'changed lines only', zh: '只看改动的行' }),
    ),
    element('button', { id: 'previous', type: 'button' }, said({ en: 'previous (p)', zh: '上一处 (p)' })),
    element('button', { id: 'next', type: 'button' }, said({ en: 'next (n)', zh: '下一处 (n)' })),
    element('span', { id: 'count', role: 'status' }),
    element('button', { id: 'language', type: 'button' }, '中文'),
  );
}

const PAGE: PageParts = { title: 'normalize: before and after · 前后对照', style: STYLE, script: SCRIPT };

/** The page up to its documents. */
export function pageStart(): string {
  const top = markup([element('h1', {}, TITLE), element('p', { class: 'soft' }, INTRODUCTION), tools()]);
  return `<!doctype html>\n<html lang="en">${markup(pageHead(PAGE))}<body><main>${top}`;
}

/** The page after its documents. */
export function pageEnd(): string {
  return `</main>${markup([
    element('p', { id: 'told', role: 'status' }),
    element('script', {}, trusted(SCRIPT)),
  ])}</body></html>
`;
}
