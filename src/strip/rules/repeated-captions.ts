import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';

/** Length of a caption, in UTF-16 units. */
const MIN_UNITS = 4;
const MAX_UNITS = 40;
/** A sentence or a call, which may be said twice. */
const SAID = /[。!?,;:、…~”"」』]$/;

/**
 * Indices of lines that occur twice or more in a row between the headline and the first paragraph of a page: one caption under
 * several pictures. Sentences and calls are left alone.
 */
export function repeatedCaptions(
  page: Page,
  marks: readonly (string | null)[],
  headline: number,
  firstProse: number,
): readonly number[] {
  if (!page.markup || firstProse >= page.lines.length) return [];
  const above = page.lines.filter(
    ({ index, text }) => index > headline && index < firstProse && text !== '' && marks[index] === null,
  );
  return above
    .filter((line, at) => isCaption(line) && [above[at - 1], above[at + 1]].some((other) => other?.text === line.text))
    .map(({ index }) => index);
}

function isCaption(line: PageLine): boolean {
  const { matchForm, features } = line;
  if (matchForm.length < MIN_UNITS || matchForm.length > MAX_UNITS || features.heading > 0) return false;
  return !isLink(line) && !SAID.test(matchForm) && /\p{Script=Han}{2}/u.test(matchForm);
}
