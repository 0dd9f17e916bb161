import type { Page } from './page.ts';
import type { Marks } from './rules/match-lines.ts';

/** Minimum length of the prose next to the body, in UTF-16 units, and its minimum share of the body, that are suspicious. */
const MIN_LOST_UNITS = 100;
const MIN_LOST_SHARE = 0.5;

/**
 * Whether much prose directly above or below kept lines is taken for no part of the body, which may be comments, but also the rest of
 * the article. Prose behind a headline, a byline or whatever else the site prints around its articles belongs to others.
 */
export function losesProse(page: Page, marks: Marks): boolean {
  let [kept, lost, waiting] = [0, 0, 0];
  let beside = false;
  for (const { index, text, prose } of page.lines) {
    if (text === '') continue;
    const units = prose ? text.length : 0;
    const mark = marks[index] ?? null;
    if (mark === null) {
      kept += text.length;
      lost += waiting;
      [waiting, beside] = [0, true];
    } else if (mark !== 'outside-body') [waiting, beside] = [0, false];
    else if (beside) lost += units;
    else waiting += units;
  }
  return lost >= MIN_LOST_UNITS && lost >= MIN_LOST_SHARE * kept;
}
