import type { Page, PageLine } from '../page.ts';
import type { Marks } from './match-lines.ts';

/** What a forum prints between the name of a poster and the post. */
const STAMP = /^发表于\s?:?\s?(?:19|20)\d{2}\s?[-/.年]/;
const NAME = /^[\p{L}\p{N}_.·-]{2,16}$/u;
/** Minimum number of stamps in a thread. */
const MIN_STAMPS = 2;

/** Indices of the names directly above the stamps of posts, in text without markup, where nothing else tells them from a short post. */
export function postersOf(page: Page, marks: Marks): readonly number[] {
  const isStamp = ({ index, matchForm }: PageLine): boolean => marks[index] !== null && STAMP.test(matchForm);
  if (page.markup || page.lines.filter(isStamp).length < MIN_STAMPS) return [];
  const lines = page.lines.filter(({ text }) => text !== '');
  return lines.flatMap(({ index, matchForm }, at) => {
    const next = lines[at + 1];
    return next !== undefined && isStamp(next) && marks[index] === null && NAME.test(matchForm) ? [index] : [];
  });
}
