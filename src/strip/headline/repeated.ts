import { keyOfMatchForm } from '../../text/page-title.ts';
import type { Page } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import { firstProseOf } from '../rules/places.ts';

/** Minimum length of a headline, in letters and digits, for which a line that repeats it is no accident. */
const MIN_KEY_LENGTH = 6;

/** Indices of the lines kept above the first paragraph that repeat the headline. */
export function repeatedHeadlines(page: Page, marks: Marks): readonly number[] {
  if (!page.markup) return [];
  const title = page.lines.filter(({ index }) => marks[index] === 'title');
  const key = keyOfMatchForm(title.map(({ matchForm }) => matchForm).join(''));
  if (key.length < MIN_KEY_LENGTH) return [];
  return page.lines
    .slice(0, firstProseOf(page, marks))
    .filter(({ index, matchForm }) => marks[index] === null && keyOfMatchForm(matchForm) === key)
    .map(({ index }) => index);
}
