import { headlineKey, headlineParts } from '../../text/page-title.ts';
import { lineRulesThat, tellsAny } from '../rules/index.ts';
import { isBareDate } from '../rules/recurring-lines.ts';
import type { Page, PageLine } from '../page.ts';
import { isDialogueOrQuestion } from './dialogue.ts';
import { officialTitle, isOfficialTitle, MAX_TITLE_LINES } from './official.ts';

/** Line indices of a headline. */
export interface HeadlineBlock {
  readonly title: number;
  /** Further lines of a title that spans several, in order. */
  readonly more: readonly number[];
  /** The kicker above the title (引题). */
  readonly kicker: number | null;
  /** The subtitle below the title (副题): opens with a dash, or is a lower-level heading. */
  readonly subtitle: number | null;
}

const DASH = /^(?:[—–―─-]{2,}|[—–―])\s*\S/;
/** Maximum number of headline lines in plain text, and of continuation lines in markup. */
const MAX_LINES = 3;

/** The headline around a line known to be the title. */
export function blockAround(page: Page, marks: readonly (string | null)[], found: number): HeadlineBlock {
  const paper = officialTitle(page, found, ({ index }) => marks[index] === null);
  const title = paper?.[0] ?? firstTitleLine(page, marks, found);
  const more = paper?.slice(1) ?? continuationLines(page, marks, title);
  const below = neighbour(page, more.at(-1) ?? title, 1);
  const above = neighbour(page, title, -1);
  const block = page.lines[title]?.features.block;
  const isSubtitle =
    below !== null &&
    marks[below.index] === null &&
    ((DASH.test(below.text) && !beginsVerse(page, below)) ||
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

/** Whether two more lines follow in the same paragraph, as in the stanza of a poem that has its own title. */
function beginsVerse({ lines }: Page, { index, features: { paragraph } }: PageLine): boolean {
  if (paragraph === undefined) return false;
  return [1, 2].every((distance) => lines[index + distance]?.features.paragraph === paragraph);
}

/** Shortest heading that is no section's, in UTF-16 units. */
const SHORTEST_SUBTITLE = 8;

/** Whether a heading below the title is no first section's: those are short or numbered, or others of their level follow. */
function isSubtitleLike({ lines }: Page, { index, matchForm, prose, features: { heading, block } }: PageLine): boolean {
  if (/^\(.{2,30}\)$/.test(matchForm)) return true;
  if (prose || matchForm.length < SHORTEST_SUBTITLE || ENUMERATED.test(matchForm)) return false;
  return !lines.some(
    ({ index: place, features }) => place > index && features.heading === heading && features.block === block,
  );
}

/**
 * The headline of plain text: one to three short lines before the first prose or before a date, source or author line.
 * Null if the first lines do not look like a headline, as in verse, lists and excerpts.
 */
export function blockFromText(page: Page, marks: readonly (string | null)[], firstProse: number): HeadlineBlock | null {
  const sources = page.lines.slice(0, firstProse).filter((line) => isSourceLine(line, marks));
  const told = sources[0]?.index ?? -1;
  const end = sources.find((line) => endsHeadline(page, marks, told, line.index))?.index ?? firstProse;
  const trail = marks.findLastIndex((mark, index) => index < end && SECTION_RULES.has(mark ?? ''));
  const below = openLines(page, marks, trail + 1, end);
  const lines = below.length > 0 ? below : openLines(page, marks, 0, end);
  if (end >= page.lines.length || lines.length === 0) return null;
  const paper = officialTitleAtTop(lines);
  if (paper !== null) return paper;
  const block = lines.length > MAX_LINES ? (told >= 0 ? lastLine(lines) : []) : lines;
  const fits =
    block.length > 0 && block.every(isHeadlineLike) && !block.some((line) => isDialogueOrQuestion(page, line));
  return fits ? assign(block, told >= 0) : null;
}

/** Whether a source line has the headline above it: the first one, or the next below a byline at the top. */
function endsHeadline(page: Page, marks: readonly (string | null)[], first: number, line: number): boolean {
  const { length } = openLines(page, marks, 0, line);
  return length > 0 && (line === first || length <= MAX_LINES);
}

/** Rules whose lines appear directly below a headline. */
const SOURCE_LINE_RULES = lineRulesThat(
  (rule) => rule.byForm !== true && tellsAny(rule, 'time', 'date', 'source', 'author'),
);

/** Rules for breadcrumbs: what is above one is the site's. */
const SECTION_RULES = lineRulesThat((rule) => tellsAny(rule, 'section'));

/** Date of adoption, as printed below the title of a law. */
const ADOPTION_DATE = /^\((?:19|20)\d{2}年[^()]{1,60}\)$/;

function isSourceLine(line: PageLine, marks: readonly (string | null)[]): boolean {
  return SOURCE_LINE_RULES.has(marks[line.index] ?? '') || ADOPTION_DATE.test(line.matchForm);
}

/** The title of an official document (公文) at the top, which a document number and the addressees may follow. */
function officialTitleAtTop(lines: readonly PageLine[]): HeadlineBlock | null {
  for (let count = Math.min(MAX_TITLE_LINES, lines.length); count > 0; count--) {
    const [title, ...more] = lines.slice(0, count);
    if (title !== undefined && isOfficialTitle([title, ...more]))
      return { title: title.index, more: more.map(({ index }) => index), kicker: null, subtitle: null };
  }
  return null;
}

function openLines(page: Page, marks: readonly (string | null)[], from: number, to: number): readonly PageLine[] {
  const lines = page.lines.slice(from, to);
  return lines.filter(({ index, text }) => text !== '' && marks[index] === null && !RULED.test(text));
}

/** A line drawn below the head of a text. */
const RULED = /^([─━—=_-])\1{9,}$/;

/** In a dump of a whole page, the headline is the line next to its date or source line. */
function lastLine(lines: readonly PageLine[]): readonly PageLine[] {
  const last = lines.at(-1);
  return last === undefined ? [] : [last];
}

function isHeadlineLike(line: PageLine): boolean {
  const { matchForm } = line;
  if (matchForm.length < 4 || matchForm.length > 80 || line.prose || isBareDate(matchForm)) return false;
  if (/[。;]|[:,、…]$/.test(matchForm) || SENTENCE.test(matchForm)) return false;
  return /\p{L}/u.test(matchForm) && !ENUMERATED.test(matchForm) && !COMMAND.test(line.text);
}

/** A TeX command, an address, a comment or a message of a program, or a row of three columns. */
const COMMAND = /^(?:\\[a-z]+|https?:|www\.|\/\*|msgid\b)|\S\t+\S[^\t]*\t+\S/i;
/** A quotation, a caption, or the dateline of a wire report. */
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

/** Index of the first line of a heading that spans several lines, according to the page title. */
function firstTitleLine(page: Page, marks: readonly (string | null)[], found: number): number {
  const { heading, block } = page.lines[found]?.features ?? { heading: 0, block: 0 };
  const above = heading === 0 ? null : neighbour(page, found, -1);
  if (above === null || marks[above.index] !== null) return found;
  if (above.features.heading !== heading || above.features.block !== block) return found;
  const key = headlineKey(above.text) + headlineKey(page.lines[found]?.text ?? '');
  return namesOf(page).some((name) => name.includes(key)) ? firstTitleLine(page, marks, above.index) : found;
}

function namesOf({ meta }: Page): readonly string[] {
  return meta
    .filter(({ name }) => TITLES.has(name))
    .flatMap(({ value }) => headlineParts(value).slice(1).map(headlineKey));
}

/** Indices of the lines below the title that continue it, according to the page title. */
function continuationLines(page: Page, marks: readonly (string | null)[], title: number): readonly number[] {
  const names = namesOf(page);
  const more: number[] = [];
  let key = headlineKey(page.lines[title]?.text ?? '');
  let line = neighbour(page, title, 1);
  while (line !== null && marks[line.index] === null && line.text.length < 60 && more.length < MAX_LINES) {
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
