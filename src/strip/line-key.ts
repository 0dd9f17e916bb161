/** Length of the line prefix that is compared, in UTF-16 units. */
const MAX_KEY_UNITS = 160;
/** Minimum number of letters, other than those of dates and counts, for numbers to be masked: dates and numbered headings belong to the article. */
const MIN_LETTERS = 4;
const COUNTING = /[\P{L}年月日时分秒点号第页条章节回卷集期篇]/gu;

/** Key that identifies a repeated line of a site: its match form in lower case, with numbers masked as 0 so that counters and clocks do not differ; empty for a line without letters. */
export function lineKey(matchForm: string): string {
  const line = matchForm.slice(0, MAX_KEY_UNITS).toLowerCase().replace(/\s+/g, ' ').trim();
  if (!/\p{L}/u.test(line)) return '';
  return line.replace(COUNTING, '').length >= MIN_LETTERS ? line.replace(/\d+/g, '0') : line;
}
