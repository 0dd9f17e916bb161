import { headlineKey, headlineParts } from '../text/page-title.ts';
import type { Meta } from '../types.ts';
import type { Page, PageLine } from './page.ts';

/** Shortest headline, in letters and digits, that containment is evidence for. */
const SHORTEST = 4;

/** Index of the line that is the headline, by what the markup says the page is called; null without evidence. */
export function headlineFromMarkup(page: Page, marks: readonly (string | null)[]): number | null {
  const names = keysOf(page.meta);
  let best: number | null = null;
  let bestScore = 0;
  for (const line of page.lines) {
    if (marks[line.index] !== null || line.text.length < SHORTEST || line.text.length > 120) continue;
    const score = scoreOf(line, names);
    if (score > bestScore) [best, bestScore] = [line.index, score];
  }
  return best ?? loneHeading(page, marks);
}

interface Names {
  readonly whole: readonly string[];
  readonly parts: ReadonlySet<string>;
}

function keysOf(meta: readonly Meta[]): Names {
  const titles = meta
    .filter(({ name }) => /^(?:title|meta:og:title|meta:twitter:title|json-ld:headline|meta:articletitle)$/.test(name))
    .map(({ value }) => value);
  const parts = new Set(
    titles.flatMap((title) => headlineParts(title).map(headlineKey)).filter((key) => key.length >= SHORTEST),
  );
  return { whole: titles.map(headlineKey), parts };
}

/** How well a line and the names of the page agree: a heading that is part of the name is best; the longer the part, the better. */
function scoreOf(line: PageLine, names: Names): number {
  const key = headlineKey(line.text);
  if (key.length < SHORTEST) return 0;
  const contained = names.whole.some((whole) => whole.includes(key));
  const contains = !contained && [...names.parts].some((part) => part.length >= 8 && key.includes(part));
  if (!contained && !contains) return 0;
  const leads = names.whole.some((whole) => whole.startsWith(key)) || names.parts.has(key);
  const level = line.features.heading;
  const weight =
    (level === 0 ? 1 : 2.2 - level / 10) *
    (leads ? 1.5 : 1) *
    (line.features.linkLength * 2 > line.text.length ? 0.4 : 1);
  return Math.min(key.length, 40) * weight * (contains ? 0.8 : 1);
}

/** The only `h1` of a page is its headline even if the page is called something else. */
function loneHeading(page: Page, marks: readonly (string | null)[]): number | null {
  const headings = page.lines.filter(
    (line) => line.features.heading === 1 && line.text.length >= SHORTEST && marks[line.index] === null,
  );
  return headings.length === 1 ? (headings[0]?.index ?? null) : null;
}
