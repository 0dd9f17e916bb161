import { headlineKey, headlineParts, keyOfShadow } from '../../text/page-title.ts';
import type { Meta } from '../../types.ts';
import type { Page, PageLine } from '../page.ts';
import { isPaperTitle } from './official.ts';

/** Shortest headline, in letters and digits, that containment is evidence for. */
const SHORTEST = 4;
/** Below this the page's name as its markup gives it is the better title. */
const LEAST = 5;
/** Letters beyond this add nothing. */
const LONGEST = 40;
/** What it is worth, in characters, that an `h1` is what the page's name begins with; headwords are short. */
const NAMED = 15;

/**
 * Index of the line that is the headline, by what the markup says the page is called and by the lines that tell time and
 * source (`telling`, by index) standing below it; null without evidence.
 */
export function headlineFromMarkup(
  page: Page,
  marks: readonly (string | null)[],
  telling: readonly boolean[],
): number | null {
  const names = keysOf(page.meta);
  const told = aboveTelling(page, telling);
  const first = page.lines.findIndex(({ prose }) => prose);
  const firstProse = first < 0 ? page.lines.length : first;
  let best: number | null = null;
  let bestScore = LEAST;
  for (const line of page.lines) {
    if (marks[line.index] !== null || line.text.length > 120 || isTrail(line)) continue;
    const score = scoreOf(line, names, line.index < firstProse ? (told.get(line.index) ?? 0) : 0);
    if (score > bestScore) [best, bestScore] = [line.index, score];
  }
  return best ?? loneHeading(page, marks);
}

/** Lines near above a line that tells time or source: 3 directly above it, 1 with two lines between. */
function aboveTelling(page: Page, telling: readonly boolean[]): ReadonlyMap<number, number> {
  const above = new Map<number, number>();
  let reach = 0;
  for (let index = page.lines.length - 1; index >= 0; index--) {
    if (telling[index] === true) reach = 3;
    else if (page.lines[index]?.text !== '' && reach-- > 0) above.set(index, reach + 1);
  }
  return above;
}

/** A path through the site that ends with the headline. */
function isTrail(line: PageLine): boolean {
  const first = line.shadow.indexOf('>');
  return first >= 0 && line.shadow.includes('>', first + 1);
}

interface Names {
  readonly whole: readonly string[];
  readonly parts: ReadonlySet<string>;
  /** What stands before the first separator. */
  readonly first: ReadonlySet<string>;
  /** Short parts of names that have two, which count where a heading is just that. */
  readonly short: ReadonlySet<string>;
}

function keysOf(meta: readonly Meta[]): Names {
  const titles = meta
    .filter(({ name }) =>
      /^(?:known:title|title|meta:og:title|meta:twitter:title|json-ld:headline|meta:articletitle|meta:citation_title)$/.test(
        name,
      ),
    )
    .map(({ value }) => value);
  const parts = new Set(
    titles.flatMap((title) => headlineParts(title).map(headlineKey)).filter((key) => key.length >= SHORTEST),
  );
  const pairs = titles
    .map((title) => headlineParts(title).slice(1).map(headlineKey))
    .filter(({ length }) => length === 2);
  const short = new Set(pairs.flat().filter((key) => key.length >= 2 && key.length < SHORTEST));
  const first = new Set(titles.map((title) => headlineKey(headlineParts(title)[1] ?? '')));
  return { whole: titles.map(headlineKey), parts, first, short };
}

/** What forums print before a title. */
const LABEL = /^(?:主\s?题|标\s{0,4}题)\s?:\s?/;

/** How well a line and the names of the page agree: a heading that is part of the name is best; the longer the part, the better. */
function scoreOf(line: PageLine, names: Names, told: number): number {
  const key = keyOfShadow(line.shadow.replace(LABEL, ''));
  if (line.features.heading === 2 && line.features.linkLength === 0 && names.short.has(key)) return NAMED;
  if (key.length < (line.features.heading === 1 ? 2 : SHORTEST)) return 0;
  const level = line.features.heading;
  const linked = line.features.linkLength * 2 > line.text.length ? 0.4 : 1;
  const weight = (level === 0 ? 1 : 2.2 - level / 10) * linked * (told > 0 ? 1.6 : 1);
  const placed = told > 0 && linked === 1 && key.length > 5 && stands(line, told);
  const named = level === 1 && names.first.has(key) ? NAMED : 0;
  return named + Math.min(key.length, LONGEST) * weight * agreement(key, names, placed, level > 0 || told > 0);
}

/** Whether a line looks like a headline by its shape, where the page's name says nothing of it. */
function stands(line: PageLine, told: number): boolean {
  const { shadow } = line;
  if (line.prose || /^#|[:;,、。]$|(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d|https?:/.test(shadow)) return false;
  return line.features.heading > 0 ? shadow.length >= 8 && shadow.length <= 60 : told === 3 && shadow.length <= 40;
}

/**
 * 1.5 where the key opens a name of the page; for a later part of the name 1.2, or 0.4 if nothing else speaks for it, since
 * sites print their own names; 0.8 times the share of a name in a longer line; 0.4 where only its place speaks for it; 0
 * for no evidence.
 */
function agreement(key: string, names: Names, placed: boolean, seconded: boolean): number {
  if (names.whole.some((whole) => whole.startsWith(key))) return 1.5;
  if (names.parts.has(key)) return seconded || key.length > 12 ? 1.2 : 0.4;
  if (names.whole.some((whole) => whole.includes(key))) return seconded || key.length > 12 ? 1 : 0.4;
  let longest = 0;
  for (const part of names.parts) if (part.length >= 8 && key.includes(part)) longest = Math.max(longest, part.length);
  const share = longest / Math.min(key.length, LONGEST);
  return Math.max(0.8 * share, placed ? 0.4 : 0);
}

/** The only `h1` of a page is its headline even if the page is called something else; of an official paper one of several lines. */
function loneHeading(page: Page, marks: readonly (string | null)[]): number | null {
  const [only, ...others] = page.lines.filter((line) => line.features.heading === 1);
  if (only === undefined) return null;
  const alone = others.length === 0 || isPaperTitle([only, ...others]);
  const stands = alone && only.text.length >= SHORTEST;
  return stands && marks[only.index] === null ? only.index : null;
}
