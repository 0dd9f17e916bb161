import { isEntry } from '../body/menu-words.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { headlineRules } from './index.ts';

/**
 * Fallback for a page of which nothing would be left: the rows of a list of other pages are kept or, failing that, the lines
 * that only the body model removes, except links and menu entries. Of a plain text the lines taken for its headline are kept if
 * they are sentences, as in a quotation and its source. `marks` is changed.
 */
export function keepSomething(page: Page, marks: (string | null)[]): void {
  if (page.lines.some(({ index, text }) => text !== '' && marks[index] === null)) return;
  if (!page.markup && keepSentences(page, marks)) return;
  const rows = datedRows(page, marks);
  if (rows.length >= ROWS) {
    for (const { index } of rows) marks[index] = null;
    return;
  }
  for (const line of page.lines)
    if (marks[line.index] === 'outside-body' && !isLink(line) && !isEntry(line.matchForm)) marks[line.index] = null;
}

/** Minimum number of headlines with dates in a list. */
const ROWS = 3;
/** Shortest such row, in UTF-16 units: a date and a headline. */
const MIN_ROW_UNITS = 16;

/** Headlines of other pages that the rule `date` matches, each a link with its date. */
function datedRows({ lines }: Page, marks: readonly (string | null)[]): readonly PageLine[] {
  return lines.filter(
    ({ index, text, features: { linkLength } }) =>
      marks[index] === 'date' && text.length >= MIN_ROW_UNITS && linkLength * 2 > text.length - MIN_ROW_UNITS / 2,
  );
}

/** Punctuation inside sentences. */
const SENTENCE = /[,;:!?“”"]/;

/** Keeps the sentences taken for the headline of a text, unless the headline came with it; false if there are none. */
function keepSentences({ lines, meta }: Page, marks: (string | null)[]): boolean {
  if (meta.some(({ name }) => name === 'known:title')) return false;
  const headline = lines.filter(({ index }) => headlineRules.has(marks[index] ?? ''));
  if (!headline.some(({ matchForm }) => SENTENCE.test(matchForm))) return false;
  for (const { index } of headline) marks[index] = null;
  return true;
}
