import { isEntry } from '../body/menu-words.ts';
import type { Page, PageLine } from '../page.ts';

/**
 * Takes back what the choice of the body alone would cost: where nothing at all would be left of the page, lines that no
 * anchored rule names stay, links and entries of menus apart; of a list of other pages its rows. `marks` is changed.
 */
export function rescue(page: Page, marks: (string | null)[]): void {
  if (page.lines.some(({ index, text }) => text !== '' && marks[index] === null)) return;
  const rows = datedRows(page, marks);
  if (rows.length >= ROWS) {
    for (const { index } of rows) marks[index] = null;
    return;
  }
  for (const line of page.lines)
    if (marks[line.index] === 'outside-body' && !isLink(line) && !isEntry(line.shadow)) marks[line.index] = null;
}

/** So many headlines with a day beside them are a list. */
const ROWS = 3;
/** Shortest of these, in UTF-16 units: a day and a headline. */
const SHORTEST = 16;

/** Headlines of other pages that the rule for days takes, each a link with its day. */
function datedRows({ lines }: Page, marks: readonly (string | null)[]): readonly PageLine[] {
  return lines.filter(
    ({ index, text, features: { linkLength } }) =>
      marks[index] === 'date' && text.length >= SHORTEST && linkLength * 2 > text.length - SHORTEST / 2,
  );
}

function isLink({ text, features }: PageLine): boolean {
  return features.linkLength * 2 > text.length;
}
