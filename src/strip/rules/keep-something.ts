import { isEntry } from '../body/menu-words.ts';
import type { Page, PageLine } from '../page.ts';

/**
 * Takes back what the choice of the body alone would cost: where nothing at all would be left of the page, lines that no
 * anchored rule names stay, links and entries of menus apart. `marks` is changed.
 */
export function rescue(page: Page, marks: (string | null)[]): void {
  if (page.lines.some(({ index, text }) => text !== '' && marks[index] === null)) return;
  for (const line of page.lines)
    if (marks[line.index] === 'outside-body' && !isLink(line) && !isEntry(line.shadow)) marks[line.index] = null;
}

function isLink({ text, features }: PageLine): boolean {
  return features.linkLength * 2 > text.length;
}
