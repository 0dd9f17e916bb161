/** Longest part of a line that is compared, in UTF-16 units. */
const LONGEST_KEY = 160;

/** What two printings of a site's line have in common: its shadow with numbers as 0, so that a counter or a clock is one line; empty for a line that says nothing. */
export function lineKey(shadow: string): string {
  const key = shadow.slice(0, LONGEST_KEY).toLowerCase().replace(/\d+/g, '0').replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(key) ? key : '';
}
