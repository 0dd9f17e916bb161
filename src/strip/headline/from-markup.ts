import { headlineKey, headlineParts, keyOfMatchForm } from '../../text/page-title.ts';
import type { Meta } from '../../types.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { isOfficialTitle } from './official.ts';

/** Minimum key length, in letters and digits, for which containment in a title is evidence. */
const MIN_KEY_LENGTH = 4;
/** Score a line must exceed; otherwise the page title in the markup is the better headline. */
const MIN_SCORE = 5;
/** Key length beyond which letters add no score. */
const MAX_SCORED_LENGTH = 40;
/** Bonus, in characters, for an `h1` equal to the first part of the page title; dictionary headwords are short. */
const NAMED_BONUS = 15;

/**
 * Index of the headline, scored by agreement with the titles in the markup and by date and source lines below it (`sourceLines`,
 * by line index); null without evidence.
 */
export function headlineFromMarkup(
  page: Page,
  marks: readonly (string | null)[],
  sourceLines: readonly boolean[],
): number | null {
  const names = keysOf(page.meta);
  const told = weightsAboveSourceLines(page, sourceLines);
  const first = page.lines.findIndex(({ prose }) => prose);
  const firstProse = first < 0 ? page.lines.length : first;
  let best: number | null = null;
  let bestScore = MIN_SCORE;
  for (const line of page.lines) {
    if (marks[line.index] !== null || line.text.length > 120 || isTrail(line)) continue;
    const score = scoreOf(line, names, line.index < firstProse ? (told.get(line.index) ?? 0) : 0);
    if (score > bestScore) [best, bestScore] = [line.index, score];
  }
  return best ?? onlyHeading(page, marks);
}

/** Weights of the lines above a date or source line: 3 directly above it, 1 with two lines between. */
function weightsAboveSourceLines(page: Page, sourceLines: readonly boolean[]): ReadonlyMap<number, number> {
  const above = new Map<number, number>();
  let reach = 0;
  for (let index = page.lines.length - 1; index >= 0; index--) {
    if (sourceLines[index] === true) reach = 3;
    else if (page.lines[index]?.text !== '' && reach-- > 0) above.set(index, reach + 1);
  }
  return above;
}

/** Whether the line is a breadcrumb trail, which may end with the headline. */
function isTrail(line: PageLine): boolean {
  const first = line.matchForm.indexOf('>');
  return first >= 0 && line.matchForm.includes('>', first + 1);
}

interface Names {
  readonly whole: readonly string[];
  readonly parts: ReadonlySet<string>;
  /** Keys of what precedes the first separator of each title. */
  readonly first: ReadonlySet<string>;
  /** Short parts of names that have two, which count where a heading is just that. */
  readonly short: ReadonlySet<string>;
  /** Keys of the names that the metadata give the article alone, where they differ from the page title. */
  readonly own: ReadonlySet<string>;
}

const TITLES =
  /^(?:known:title|title|meta:og:title|meta:twitter:title|json-ld:headline|meta:articletitle|meta:citation_title)$/;

function keysOf(meta: readonly Meta[]): Names {
  const titles = meta
    .filter(({ name }) => TITLES.test(name))
    .map(({ value }) => {
      const [whole = '', ...parts] = headlineParts(value).map(headlineKey);
      return { whole, parts };
    });
  const all = titles.flatMap(({ whole, parts }) => [whole, ...parts]);
  const ofTwo = titles.flatMap(({ parts }) => (parts.length === 2 ? parts : []));
  return {
    whole: titles.map(({ whole }) => whole),
    parts: new Set(all.filter((key) => key.length >= MIN_KEY_LENGTH)),
    first: new Set(titles.map(({ parts: [first = ''] }) => first)),
    short: new Set(ofTwo.filter((key) => key.length >= 2 && key.length < MIN_KEY_LENGTH)),
    own: ownNames(meta),
  };
}

/** Names that the metadata give the article: not the site's, which `<title>` or `og:site_name` name too. */
function ownNames(meta: readonly Meta[]): ReadonlySet<string> {
  const names = meta.filter(({ name }) => name === 'meta:og:title' || name === 'json-ld:headline');
  if (names.length === 0) return new Set();
  const sites = meta.filter(({ name }) => name === 'title' || name === 'meta:og:site_name');
  const others = new Set(sites.flatMap(({ value }) => headlineParts(value).map(headlineKey)));
  return new Set(names.map(({ value }) => headlineKey(value)).filter((key) => key.length > 1 && !others.has(key)));
}

/** A label that forums print before a title. */
const LABEL = /^(?:主\s?题|标\s{0,4}题)\s?:\s?/;

/** Score of a line by its agreement with the page titles: headings that are part of a title score best, and longer matches higher. */
function scoreOf(line: PageLine, names: Names, told: number): number {
  const key = keyOfMatchForm(line.matchForm.replace(LABEL, ''));
  if (line.features.heading === 2 && line.features.linkLength === 0 && names.short.has(key)) return NAMED_BONUS;
  if (key.length < (line.features.heading === 1 ? 2 : MIN_KEY_LENGTH)) return 0;
  const level = line.features.heading;
  const linked = isLink(line) ? 0.4 : 1;
  const weight = (level === 0 ? 1 : 2.2 - level / 10) * linked * (told > 0 ? 1.6 : 1);
  const placed = told > 0 && linked === 1 && key.length > 5 && looksLikeHeadline(line, told);
  const named = isNamed(line, key, names) ? NAMED_BONUS : 0;
  return (
    named + Math.min(key.length, MAX_SCORED_LENGTH) * weight * agreement(key, names, placed, level > 0 || told > 0)
  );
}

/** Whether a heading is just what the metadata name the article, or an `h1` the first part of a page title. */
function isNamed({ features: { heading, linkLength } }: PageLine, key: string, names: Names): boolean {
  return (heading > 0 && linkLength === 0 && names.own.has(key)) || (heading === 1 && names.first.has(key));
}

/** Whether a line looks like a headline by itself, for lines that the page titles do not contain. */
function looksLikeHeadline(line: PageLine, told: number): boolean {
  const { matchForm } = line;
  if (line.prose || /^#|[:;,、。]$|(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d|https?:/.test(matchForm)) return false;
  return line.features.heading > 0
    ? matchForm.length >= 8 && matchForm.length <= 60
    : told === 3 && matchForm.length <= 40;
}

/**
 * 1.5 if a page title starts with the key. For a later part of a title 1.2 and for other contained text 1, or 0.4 for a short
 * key without other evidence, since titles include site names. 0.8 times the share of a title part in a longer line. 0.4 if
 * only its place is evidence, 0 without any.
 */
function agreement(key: string, names: Names, placed: boolean, hasOtherEvidence: boolean): number {
  if (names.whole.some((whole) => whole.startsWith(key))) return 1.5;
  if (names.parts.has(key)) return hasOtherEvidence || key.length > 12 ? 1.2 : 0.4;
  if (names.whole.some((whole) => whole.includes(key))) return hasOtherEvidence || key.length > 12 ? 1 : 0.4;
  let longest = 0;
  for (const part of names.parts) if (part.length >= 8 && key.includes(part)) longest = Math.max(longest, part.length);
  const share = longest / Math.min(key.length, MAX_SCORED_LENGTH);
  return Math.max(0.8 * share, placed ? 0.4 : 0);
}

/** The only `h1` of a page is its headline even if the page title differs; several are if they form the title of an official document. */
function onlyHeading(page: Page, marks: readonly (string | null)[]): number | null {
  const [only, ...others] = page.lines.filter((line) => line.features.heading === 1);
  if (only === undefined) return null;
  const alone = others.length === 0 || isOfficialTitle([only, ...others]);
  const looksLikeHeadline = alone && only.text.length >= MIN_KEY_LENGTH;
  return looksLikeHeadline && marks[only.index] === null ? only.index : null;
}
