import { headlineKey, headlineParts, keyOfShadow } from '../../text/page-title.ts';
import type { Page } from '../page.ts';

/** Lines with something on them among which a text prints its title. */
const FIRST = 8;

/** Index of the line of a plain text that prints the title that came with it; null where none does. */
export function printedTitle(page: Page, title: string): number | null {
  const keys = new Set(
    headlineParts(title)
      .map(headlineKey)
      .filter((key) => key.length > 1),
  );
  let left = FIRST;
  for (const line of page.lines) {
    if (line.text === '') continue;
    if (line.text.length <= 2 * title.length + 10 && keys.has(keyOfShadow(line.shadow))) return line.index;
    if (--left === 0) return null;
  }
  return null;
}
