/** Longest part of a line that is compared, in UTF-16 units. */
const LONGEST_KEY = 160;
/** Letters besides those of dates and counts that a line must have for its numbers not to matter: dates and numbered headings are the article's own. */
const LETTERS = 4;
const COUNTING = /[\P{L}年月日时分秒点号第页条章节回卷集期篇]/gu;

/** What two printings of a site's line have in common: its shadow with numbers as 0, so that a line with a counter or a clock is one line; empty for a line without letters. */
export function lineKey(shadow: string): string {
  const line = shadow.slice(0, LONGEST_KEY).toLowerCase().replace(/\s+/g, ' ').trim();
  if (!/\p{L}/u.test(line)) return '';
  return line.replace(COUNTING, '').length >= LETTERS ? line.replace(/\d+/g, '0') : line;
}
