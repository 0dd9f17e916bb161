import { lettersInLowerCase } from '../../text/letters.ts';
import type { Page, PageLine } from '../page.ts';

/** Shortest line that may be a title, in letters. */
const SHORTEST = 4;

/**
 * Index of the line that repeats the page's own title (`<title>`, Open Graph), the best by length and heading level and then the first of them;
 * the first heading of level one where the markup names none; null for plain text.
 */
export function titleLine(page: Page): number | null {
  const titles = page.meta.filter(({ name }) => NAMES.has(name)).map(({ value }) => lettersInLowerCase(value));
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

const NAMES: ReadonlySet<string> = new Set(['known:title', 'title', 'meta:og:title', 'json-ld:headline']);

function scoreOf(line: PageLine, titles: readonly string[]): number {
  if (line.text.length > 200) return 0;
  const text = lettersInLowerCase(line.text);
  if (text.length < SHORTEST || !titles.some((title) => title.includes(text))) return 0;
  const linked = line.features.linkLength * 2 > line.text.length;
  return text.length + (line.features.heading > 0 ? 8 : 0) - (linked ? 6 : 0) + headingScore(line);
}

function headingScore(line: PageLine): number {
  return line.features.heading === 1 ? 4 : 0;
}
