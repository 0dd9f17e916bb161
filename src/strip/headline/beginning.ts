import { headlineParts, headlineKey, keyOfMatchForm } from '../../text/page-title.ts';
import type { Page, PageLine } from '../page.ts';
import { lineRulesThat } from '../rules/index.ts';
import type { Marks } from '../rules/match-lines.ts';

/** An article that begins above the line at which its body was taken to begin. */
export interface Beginning {
  /** Index of the headline. */
  readonly title: number;
  /** Indices of the lines that belong to the article. */
  readonly lines: readonly number[];
}

/** Minimum length of a headline that stands twice, in letters and digits: names of dishes are short. */
const MIN_KEY_LENGTH = 2;
/** Links may be at most one part in this many of the lines between. */
const LINKED = 10;
/** Minimum number of rows or items that are content: one could be a share bar. */
const MIN_ROWS = 2;
/** Largest difference by which the class hint of a row may be below that of the first line of the body. */
const MAX_HINT_LOSS = 2;
const ITEMS: ReadonlySet<string> = new Set(['li', 'dt', 'dd']);

/** Rules that know a line by its form alone, which a row of a list may have by accident. */
const BY_FORM = lineRulesThat(({ byForm }) => byForm === true);

/**
 * The beginning of an article that was taken for boilerplate: a list or table such as the ingredients of a dish, or an abstract, between the headline
 * and its repetition below, or a list or table with a heading of its own between the headline and the body. What a site prints there,
 * such as a menu, a byline or a share bar, consists of links, is matched by rules, or has no heading.
 */
export function beginningOf(page: Page, marks: Marks): Beginning | null {
  const title = page.markup ? page.lines.find(({ index }) => marks[index] === 'title') : undefined;
  if (title === undefined) return null;
  const twins = twinsOf(page, marks, title);
  const at = twins.indexOf(title.index);
  for (const from of [at - 1, at]) {
    const [first, second] = [twins[from], twins[from + 1]];
    if (first === undefined || second === undefined) continue;
    const open = openBetween(page, marks, first, second);
    const lines = open?.some(({ prose }) => prose) === true || rowsOf(open ?? []).length >= MIN_ROWS ? open : null;
    if (lines != null) return { title: first, lines: [...lines.map(({ index }) => index), second] };
  }
  const body = page.lines.find(({ index, text }) => index > title.index && text !== '' && marks[index] === null);
  const lines = body === undefined ? [] : headedRows(page, marks, title.index, body);
  return lines.length === 0 ? null : { title: title.index, lines };
}

/** Indices of the lines that have the words of the headline and may be it, in order. */
function twinsOf({ lines, meta }: Page, marks: Marks, title: PageLine): readonly number[] {
  const key = keyOfMatchForm(title.matchForm);
  if (key.length < MIN_KEY_LENGTH) return [];
  const isNamed = meta.some(
    ({ name, value }) => name === 'title' && headlineParts(value).map(headlineKey).includes(key),
  );
  const isTwin = ({ index, matchForm, features: { heading, linkLength } }: PageLine): boolean =>
    linkLength === 0 && (heading > 0 || isNamed) && isOpen(marks, index) && keyOfMatchForm(matchForm) === key;
  return lines.filter((line) => line === title || isTwin(line)).map(({ index }) => index);
}

/** The lines between two that no rule explains; null if prose is kept there, or it is full of links. */
function openBetween(page: Page, marks: Marks, first: number, second: number): readonly PageLine[] | null {
  const between = page.lines.slice(first + 1, second).filter(({ text }) => text !== '');
  if (between.some(({ index, prose }) => prose && marks[index] === null)) return null;
  const links = between.reduce((sum, { features }) => sum + features.linkLength, 0);
  const units = between.reduce((sum, { text }) => sum + text.length, 0);
  return links * LINKED > units ? null : between.filter(({ index }) => isOpen(marks, index));
}

/** Indices of the heading and the rows below it, from the first such heading below the headline down to the body. */
function headedRows(page: Page, marks: Marks, title: number, body: PageLine): readonly number[] {
  const heads = page.lines.slice(title + 1, body.index);
  const head = heads.find(({ index, features }) => features.heading > 1 && isOpen(marks, index));
  if (head === undefined || head.features.linkLength > 0) return [];
  const open = openBetween(page, marks, head.index, body.index) ?? [];
  const least = body.features.classHint - MAX_HINT_LOSS;
  if (rowsOf(open).length < MIN_ROWS || open.some(({ features }) => features.classHint < least)) return [];
  return [head, ...open].map(({ index }) => index);
}

function rowsOf(lines: readonly PageLine[]): readonly PageLine[] {
  return lines.filter(({ text, features: { tag } }) => ITEMS.has(tag) || text.includes('\t'));
}

function isOpen(marks: Marks, index: number): boolean {
  const mark = marks[index] ?? null;
  return mark === null || mark === 'outside-body' || BY_FORM.has(mark);
}
