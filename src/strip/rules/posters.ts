import type { Page } from '../page.ts';
import type { Marks } from './match-lines.ts';

/** What a forum prints between the name of a poster and the post. */
const STAMP = /^发表于\s?:?\s?(?:19|20)\d{2}\s?[-/.年]/;
const NAME = /^[\p{L}\p{N}_.·-]{2,16}$/u;
/** Minimum number of stamps in a thread. */
const MIN_STAMPS = 2;

/** Indices of the names directly above the stamps of posts, in text without markup, where nothing else tells them from a short post. */
export function postersOf(page: Page, marks: Marks): readonly number[] {
  if (page.markup) return [];
  const lines = page.lines.filter(({ text }) => text !== '');
  const stamps = lines.flatMap(({ index, matchForm }, at) =>
    marks[index] !== null && STAMP.test(matchForm) ? [at] : [],
  );
  if (stamps.length < MIN_STAMPS) return [];
  return stamps.flatMap((at) => {
    const line = lines[at - 1];
    return line !== undefined && marks[line.index] === null && NAME.test(line.matchForm) ? [line.index] : [];
  });
}
