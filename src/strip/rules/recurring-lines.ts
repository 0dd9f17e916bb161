import type { Page, PageLine } from '../page.ts';

/** Of the lines that one rule takes those that are not alone: on a page with markup in their container or, for rows, in their table, links apart; in bare text in the whole of it. */
export function recurringOf(page: Page, lines: readonly PageLine[]): ReadonlySet<number> {
  const texts = new Map<number, Set<string>>();
  const placeOf = (line: PageLine): number => (page.markup ? containerOf(line) : 0);
  for (const line of lines.filter(({ features }) => features.linkLength === 0)) {
    const seen = texts.get(placeOf(line)) ?? new Set();
    texts.set(placeOf(line), seen.add(line.text));
  }
  return new Set(lines.filter((line) => (texts.get(placeOf(line))?.size ?? 0) > 1).map(({ index }) => index));
}

/** A row stands in its first cell. */
function containerOf({ text, features: { block, container } }: PageLine): number {
  return text.includes('\t') ? (container?.parent?.number ?? block) : block;
}

/** A date with at most a weekday and a word on the weather. */
const BARE_DATE =
  /^\W{0,3}(?:(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d{2})\P{L}{0,16}(?:(?:星期|周)[一二三四五六日天])?\W{0,3}[\u4e00-\u9fff]{0,2}\W{0,3}$/u;

/** Whether a match form is a date and almost nothing else. */
export function isBareDate(matchForm: string): boolean {
  return matchForm.length <= 40 && BARE_DATE.test(matchForm);
}

/** Unmarks the lone dates of a plain text that are not below its title, since they belong to the text. Changes `marks`; returns whether it did. */
export function keepLoneDates(page: Page, marks: (string | null)[], title: number | null): boolean {
  let changed = false;
  for (const { index, matchForm } of page.lines) {
    if (marks[index] !== 'date' || (title !== null && title < index) || !isBareDate(matchForm)) continue;
    marks[index] = null;
    changed = true;
  }
  return changed;
}
