import { removedAs, rulesOf, sidesOf } from '../../side-by-side/index.ts';
import type { Change, Row, Run } from '../../side-by-side/index.ts';
import { element, foreign } from '../report/html.ts';
import type { Content, Html } from '../report/html.ts';

/** The rules of a document by which the marks of its rows name theirs: `stage/rule`, each once. */
export function ruleKeys(rows: readonly Row[]): ReadonlyMap<string, number> {
  const keys = new Set(rows.flatMap(({ pieces }) => pieces.flatMap(({ changes }) => changes.map(keyOf))));
  return new Map([...keys].map((key, index) => [key, index]));
}

function keyOf({ stage, rule }: Pick<Change, 'stage' | 'rule'>): string {
  return `${stage}/${rule}`;
}

/** Number of rows that a browser lays out together. */
const GROUP_ROWS = 50;

/** Rows as groups of an ARIA table with the columns line, rules, original, result. `keys` are those of the whole document. */
export function rowsHtml(rows: readonly Row[], keys: ReadonlyMap<string, number>): Html {
  const groups: Html[] = [];
  for (let start = 0; start < rows.length; start += GROUP_ROWS) {
    const group = rows.slice(start, start + GROUP_ROWS).map((row) => rowHtml(row, keys));
    groups.push(element('div', { role: 'rowgroup', class: 'group' }, ...group));
  }
  return { html: groups.map(({ html }) => html).join('') };
}

function rowHtml(row: Row, keys: ReadonlyMap<string, number>): Html {
  const rules = rulesOf(row);
  const { left, right } = sidesOf(row);
  const read = removedAs(row);
  return element(
    'div',
    {
      role: 'row',
      class: `row ${row.what}`,
      'data-rules': rules.length === 0 ? null : rules.map(keyOf).join(' '),
      'data-offset': row.offset,
    },
    element('div', { role: 'cell', class: 'line' }, row.line),
    element('div', { role: 'cell', class: 'rules' }, ...rules.map(({ rule }) => element('div', {}, rule))),
    element(
      'div',
      { role: 'cell', class: 'left' },
      ...left.map((run) => runHtml(run, 'del', keys)),
      ...(read === null ? [] : [element('div', { class: 'read' }, foreign(read))]),
    ),
    element('div', { role: 'cell', class: 'right' }, ...right.map((run) => runHtml(run, 'ins', keys))),
  );
}

/** Number of changes of a mark that it names; the rest are counted. */
const MAX_NAMED = 6;
/** Longest text that is shown of what stood where characters were guessed, in UTF-16 code units. */
const MAX_OLD_UNITS = 200;

function runHtml({ text, changes }: Run, name: 'del' | 'ins', keys: ReadonlyMap<string, number>): Content {
  if (changes.length === 0) return foreign(text);
  const guess = changes.find(({ guessed }) => guessed > 0);
  const named = changes.slice(0, MAX_NAMED).map((change) => codeOf(change, keys));
  const more = changes.length > MAX_NAMED ? [`+${changes.length - MAX_NAMED}`] : [];
  return element(
    name,
    {
      class: guess === undefined ? null : 'guess',
      'data-changes': [...named, ...more].join(' '),
      'data-old': guess === undefined ? null : guess.old.slice(0, MAX_OLD_UNITS),
    },
    foreign(text),
  );
}

/** A change as its mark has it: `rule@offset`, and for a guess `?characters~confidence`. */
function codeOf(change: Change, keys: ReadonlyMap<string, number>): string {
  const guess = change.guessed > 0 ? `?${change.guessed}~${change.confidence ?? ''}` : '';
  return `${keys.get(keyOf(change)) ?? ''}@${change.at}${guess}`;
}
