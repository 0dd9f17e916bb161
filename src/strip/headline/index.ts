import { headlineAboveBody } from './above-body.ts';
import { blockAround, blockFromText } from './block.ts';
import type { HeadlineBlock } from './block.ts';
import { headlineFromMarkup } from './from-markup.ts';
import { officialTitle } from './official.ts';
import { printedTitle } from './printed.ts';
import type { Page } from '../page.ts';
import { lineRulesThat, tellsAny } from '../rules/index.ts';
import type { Hits, Marks } from '../rules/match-lines.ts';
import { firstProseOf } from '../rules/places.ts';
import { keepLoneDates } from '../rules/recurring-lines.ts';

export type { HeadlineBlock } from './block.ts';
export { beginningOf } from './beginning.ts';
export { repeatedHeadlines } from './repeated.ts';

/** Formats without headlines in the text: titles of rows have a column of their own, and subtitles are what is said. */
const WITHOUT: ReadonlySet<string> = new Set(['csv', 'parquet', 'srt', 'vtt', 'ass', 'smi']);

/** Index of the headline in markup, or null. In a fragment with a known title, as in a feed, a heading that differs from it belongs to the text. */
export function titleInMarkup(page: Page, hits: Hits): number | null {
  if (!page.markup) return null;
  const known = givenTitle(page);
  return known !== null && isPart(page)
    ? printedTitle(page, known)
    : headlineFromMarkup(page, hits.sure, sourceLines(page, hits));
}

/** The lines of the headline, if there is one. Unmarks lone dates that a text without markup has above it: `marks` is changed. */
export function headlineOf(page: Page, marks: Marks, titleLine: number | null, format: string): HeadlineBlock | null {
  if (titleLine !== null) return blockAround(page, marks, titleLine);
  if (page.markup) return null;
  const known = givenTitle(page);
  if (known !== null) {
    const printed = printedTitle(page, known);
    return printed === null ? null : blockAround(page, marks, printed);
  }
  if (WITHOUT.has(format) || page.meta.some(({ name }) => name === 'turns')) return null;
  const block = blockFromText(page, marks, firstProseOf(page, marks));
  if (!keepLoneDates(page, marks, block?.title ?? null)) return block;
  return blockFromText(page, marks, firstProseOf(page, marks));
}

/** The lines of the headline found above the body, if the page has no better one. */
export function headlineAbove(page: Page, marks: Marks, block: HeadlineBlock | null): readonly number[] | null {
  if (isPart(page) && givenTitle(page) !== null) return null;
  const index = headlineAboveBody(page, marks, block?.title ?? null);
  if (index === null) return null;
  const isOpen = ({ index: line }: { readonly index: number }): boolean =>
    line === block?.title || [null, 'outside-body'].includes(marks[line] ?? null);
  return officialTitle(page, index, isOpen) ?? [index];
}

/** The known title, which came with the document, or null. */
function givenTitle({ meta }: Page): string | null {
  return meta.find(({ name }) => name === 'known:title')?.value ?? null;
}

/** Whether the page is a fragment of markup without a title. */
function isPart({ markup, meta }: Page): boolean {
  return markup && !meta.some(({ name }) => name === 'title');
}

/** Rules whose lines appear directly below a headline: labelled ones at any length, a date alone only if short. */
const LABELLED = lineRulesThat((rule) => rule.byForm !== true && tellsAny(rule, 'time', 'source'));
const ALONE = lineRulesThat((rule) => tellsAny(rule, 'date'));
const MAX_DATE_UNITS = 50;

/** For each line, whether it may be the date or source line of the headline above it. */
function sourceLines(page: Page, hits: Hits): readonly boolean[] {
  return page.lines.map(
    (line) => hits.takes(LABELLED, line) || (line.text.length <= MAX_DATE_UNITS && hits.takes(ALONE, line)),
  );
}
