import { lettersInLowerCase } from '../../text/letters.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';

/** Minimum length of a title line, in letters. */
const MIN_LETTERS = 4;

/**
 * Index of the line that best repeats the page's title (`<title>`, Open Graph), by length and heading level; the first one among equals.
 * Without a title, the first heading of level 1. Null if there is no such line.
 */
export function titleLine(page: Page): number | null {
  const titles = page.meta.filter(({ name }) => TITLE_METADATA.has(name)).map(({ value }) => lettersInLowerCase(value));
  let best: number | null = null;
  let bestScore = 0;
  for (const line of page.lines) {
    const score = titles.length === 0 ? headingScore(line) : scoreOf(line, titles);
    if (score > bestScore) {
      bestScore = score;
      best = line.index;
    }
  }
  return best;
}

const TITLE_METADATA: ReadonlySet<string> = new Set(['known:title', 'title', 'meta:og:title', 'json-ld:headline']);

function scoreOf(line: PageLine, titles: readonly string[]): number {
  if (line.text.length > 200) return 0;
  const text = lettersInLowerCase(line.text);
  if (text.length < MIN_LETTERS || !titles.some((title) => title.includes(text))) return 0;
  const linked = isLink(line);
  return text.length + (line.features.heading > 0 ? 8 : 0) - (linked ? 6 : 0) + headingScore(line);
}

function headingScore(line: PageLine): number {
  return line.features.heading === 1 ? 4 : 0;
}
