import { headlineKey, headlineParts, keyOfMatchForm } from '../../text/page-title.ts';
import type { Page } from '../page.ts';

/** Number of non-empty lines searched for the title. */
const SEARCHED_LINES = 8;

/** Index of the line of a plain text that repeats its known title; null if none does. */
export function printedTitle(page: Page, title: string): number | null {
  const keys = new Set(
    headlineParts(title)
      .map(headlineKey)
      .filter((key) => key.length > 1),
  );
  let left = SEARCHED_LINES;
  for (const line of page.lines) {
    if (line.text === '') continue;
    if (line.text.length <= 2 * title.length + 10 && keys.has(keyOfMatchForm(line.matchForm))) return line.index;
    if (--left === 0) return null;
  }
  return null;
}
