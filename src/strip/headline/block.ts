import { headlineKey, headlineParts } from '../../text/page-title.ts';
import { isBareDate } from '../rules/recurring-lines.ts';
import type { Page, PageLine } from '../page.ts';
import { isTurn } from './dialogue.ts';
import { paperTitle, isPaperTitle, PAPER_LINES } from './official.ts';

/** The lines of a headline, by index. */
export interface HeadlineBlock {
  readonly title: number;
  /** Further lines of a title that is set over several, in order. */
  readonly more: readonly number[];
  /** The line above it (引题). */
  readonly kicker: number | null;
  /** The line below it that opens with a dash (副题). */
  readonly subtitle: number | null;
}

const DASH = /^(?:[—–―─-]{2,}|[—–―])\s*\S/;
/** Most lines a headline has in text without markup. */
const MOST = 3;

/** The headline around a line that markup says is the title. */
export function blockAround(page: Page, marks: readonly (string | null)[], found: number): HeadlineBlock {
  const paper = paperTitle(page, found, ({ index }) => marks[index] === null);
  const title = paper?.[0] ?? begun(page, marks, found);
  const more = paper?.slice(1) ?? continued(page, marks, title);
  const below = neighbour(page, more.at(-1) ?? title, 1);
  const above = neighbour(page, title, -1);
  const block = page.lines[title]?.features.block;
  const isSubtitle =
    below !== null &&
    marks[below.index] === null &&
    (DASH.test(below.text) ||
      (below.features.heading > 1 && below.features.block === block && isSubtitleLike(page, below)));
  const subtitle = isSubtitle ? below.index : null;
  const isKicker =
    above !== null &&
    marks[above.index] === null &&
    above.features.heading > 0 &&
    above.features.block === page.lines[title]?.features.block &&
    above.features.linkLength === 0;
  return { title, more, kicker: isKicker ? above.index : null, subtitle };
}

/** Shortest heading that is no section's, in UTF-16 units. */
const SHORTEST_SUBTITLE = 8;

/** Whether a heading below the title is no first section's: those are short or numbered, or others of their level follow. */
function isSubtitleLike({ lines }: Page, { index, shadow, prose, features: { heading, block } }: PageLine): boolean {
  if (/^\(.{2,30}\)$/.test(shadow)) return true;
  if (prose || shadow.length < SHORTEST_SUBTITLE || ENUMERATED.test(shadow)) return false;
  return !lines.some(
    ({ index: place, features }) => place > index && features.heading === heading && features.block === block,
  );
}

/**
 * The headline of text without markup: one to three short lines before prose or before a line that tells time, source or
 * author. Null where the first lines do not look like one; verse, lists and excerpts have none.
 */
export function blockFromText(page: Page, marks: readonly (string | null)[], firstProse: number): HeadlineBlock | null {
  const told = page.lines.findIndex((line) => line.index < firstProse && tellsOf(line, marks));
  const end = told >= 0 && openLines(page, marks, 0, told).length > 0 ? told : firstProse;
  const lines = openLines(page, marks, 0, end);
  if (end >= page.lines.length || lines.length === 0) return null;
  const paper = paperAtTop(lines);
  if (paper !== null) return paper;
  const block = lines.length > MOST ? (told >= 0 ? lastRun(lines) : []) : lines;
  const fits = block.length > 0 && block.every(isHeadlineLike) && !block.some((line) => isTurn(page, line));
  return fits ? assign(block, told >= 0) : null;
}

/** Rules whose lines stand directly below a headline. */
const ABOUT: ReadonlySet<string> = new Set([
  'time-label',
  'time-source',
  'date',
  'source',
  'reporter',
  'byline',
  'agency-byline',
]);

/** Below the title of a law: when it was passed. */
const PASSED = /^\((?:19|20)\d{2}年[^()]{1,60}\)$/;

function tellsOf(line: PageLine, marks: readonly (string | null)[]): boolean {
  return ABOUT.has(marks[line.index] ?? '') || PASSED.test(line.shadow);
}

/** The title of an official paper, which may stand above a number and those it is sent to. */
function paperAtTop(lines: readonly PageLine[]): HeadlineBlock | null {
  for (let count = Math.min(PAPER_LINES, lines.length); count > 0; count--) {
    const [title, ...more] = lines.slice(0, count);
    if (title !== undefined && isPaperTitle([title, ...more]))
      return { title: title.index, more: more.map(({ index }) => index), kicker: null, subtitle: null };
  }
  return null;
}

function openLines(page: Page, marks: readonly (string | null)[], from: number, to: number): readonly PageLine[] {
  return page.lines.slice(from, to).filter((line) => line.text !== '' && marks[line.index] === null);
}

/** In a dump of a whole page the headline is the line next to what tells of it. */
function lastRun(lines: readonly PageLine[]): readonly PageLine[] {
  const last = lines.at(-1);
  return last === undefined ? [] : [last];
}

function isHeadlineLike(line: PageLine): boolean {
  const { shadow } = line;
  if (shadow.length < 4 || shadow.length > 80 || line.prose || isBareDate(shadow)) return false;
  if (/[。;]|[:,、…]$/.test(shadow) || SENTENCE.test(shadow)) return false;
  return /\p{L}/u.test(shadow) && !ENUMERATED.test(shadow) && !COMMAND.test(shadow);
}

/** A command of TeX. */
const COMMAND = /^\\[a-z]+/i;
/** A quotation, a caption, the head of a wire report. */
const SENTENCE = /^[“"「][^”"」]*[”"」]$|^(?:资料图|图为|图片|图\s?[:/])|[讯电](?:\([^)]*\))?$/;
const ENUMERATED =
  /^(?:[一二三四五六七八九十]{1,3}[、.]|\(?\d{1,2}[).、]|[([【]|第[一二三四五六七八九十\d]{1,4}[章节条])/;

function assign(lines: readonly PageLine[], told: boolean): HeadlineBlock | null {
  const dash = lines.findIndex((line) => DASH.test(line.text));
  const above = dash < 0 ? lines : lines.slice(0, dash);
  const subtitle = dash < 0 ? null : (lines[dash]?.index ?? null);
  const [first, second] = above;
  if (first === undefined || dash === 0) return null;
  if (second === undefined) return { title: first.index, more: [], kicker: null, subtitle };
  if (above.length === 2 && (told || subtitle !== null))
    return { title: second.index, more: [], kicker: first.index, subtitle };
  return above.length === 2 ? { title: first.index, more: [], kicker: null, subtitle: null } : null;
}

/** Where a heading that is set over several lines begins, by the name of the page. */
function begun(page: Page, marks: readonly (string | null)[], found: number): number {
  const { heading, block } = page.lines[found]?.features ?? { heading: 0, block: 0 };
  const above = heading === 0 ? null : neighbour(page, found, -1);
  if (above === null || marks[above.index] !== null) return found;
  if (above.features.heading !== heading || above.features.block !== block) return found;
  const key = headlineKey(above.text) + headlineKey(page.lines[found]?.text ?? '');
  return namesOf(page).some((name) => name.includes(key)) ? begun(page, marks, above.index) : found;
}

function namesOf({ meta }: Page): readonly string[] {
  return meta
    .filter(({ name }) => TITLES.has(name))
    .flatMap(({ value }) => headlineParts(value).slice(1).map(headlineKey));
}

/** Lines below the title that go on with the name of the page where it stops. */
function continued(page: Page, marks: readonly (string | null)[], title: number): readonly number[] {
  const names = namesOf(page);
  const more: number[] = [];
  let key = headlineKey(page.lines[title]?.text ?? '');
  let line = neighbour(page, title, 1);
  while (line !== null && marks[line.index] === null && line.text.length < 60 && more.length < MOST) {
    const next = headlineKey(line.text);
    const longer = key + next;
    if (next === '' || !names.some((name) => name.includes(longer))) break;
    more.push(line.index);
    key = longer;
    line = neighbour(page, line.index, 1);
  }
  return more;
}

const TITLES: ReadonlySet<string> = new Set(['title', 'meta:og:title', 'meta:articletitle', 'json-ld:headline']);

function neighbour(page: Page, from: number, step: 1 | -1): PageLine | null {
  for (let index = from + step; index >= 0 && index < page.lines.length; index += step) {
    const line = page.lines[index];
    if (line !== undefined && line.text !== '') return line;
  }
  return null;
}
