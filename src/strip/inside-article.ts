import { isEntry } from './body/menu-words.ts';
import { isOneSubject } from './one-subject.ts';
import { isLink, lengthOf } from '../text/lines.ts';
import type { Page, PageLine } from './page.ts';
import { lineRulesThat, tellsAny } from './rules/index.ts';
import type { Marks } from './rules/match-lines.ts';
import { isRunning } from './running-text.ts';
import { areOfThread } from './thread-marks.ts';

/** Running text must be within this many lines on either side. */
const MAX_LINES_BETWEEN = 3;
/** Reach of the search for running text to compare subjects, in lines. */
const SUBJECT_REACH_LINES = 30;
/** Longest run of matched lines that may belong to the article. */
const MAX_RUN_LINES = 2;
/** Lines repeated this often are the site's. */
const MIN_REPEATS = 3;
/** Number of sentences, or of letters, on either side that make an article. In markup, where the container is evidence, only bylines and dates need them, since these may follow a lead. */
const MIN_SENTENCES = 3;
const MIN_LETTERS = 120;
/** A plain text with fewer matched lines and menu entries is an article and nothing else; lines with this many others and letters on either side are deep inside. */
const MAX_BOILERPLATE_LINES = 4;
const DEEP_LINES = 6;
const DEEP_LETTERS = 160;

/** Rules that apply only at the edges of an article. Others, and the user's own, also apply in its middle. */
const EDGE = lineRulesThat(({ inside }) => inside !== true);
/** Bylines and dates. */
const TELLING = lineRulesThat((rule) =>
  tellsAny(rule, 'time', 'date', 'date-part', 'source', 'author', 'editor', 'credit', 'title', 'card'),
);
/** Headings of lists of other articles; followed by running text, they are headings of this one. */
const LISTING = lineRulesThat((rule) => rule.headsBlock === true && !tellsAny(rule, 'rights'));

/** A page with its non-empty lines. */
interface Place {
  readonly page: Page;
  readonly marks: Marks;
  readonly lines: readonly PageLine[];
  /** Whether it is a plain text with almost no boilerplate. */
  readonly alone: boolean;
}

/**
 * Unmarks lines that rules matched in the middle of an article: if the text after a line continues the text before it, the line is the
 * article's own, although it looks like the site's. `marks` is changed.
 */
export function keepInside(page: Page, marks: Marks): void {
  if (areOfThread(marks)) return;
  const lines = page.lines.filter(({ text }) => text !== '');
  const boilerplate = lines.filter(
    ({ index, matchForm }) => marks[index] !== null || (!page.markup && isEntry(matchForm)),
  );
  const alone = !page.markup && boilerplate.length < MAX_BOILERPLATE_LINES;
  const place: Place = { page, marks, lines, alone };
  const isOwn = ownLines(place);
  const kept: number[] = [];
  for (let from = 0; from < lines.length; from++) {
    const to = endOfRun(marks, lines, from);
    const run = lines.slice(from, to);
    const own = run.length > 0 && run.length <= MAX_RUN_LINES && run.every(isOwn);
    if (own && (readsOn(place, from, to) || isDeep(place, from, to))) for (const { index } of run) kept.push(index);
    else if (to > from && headsText(place, to)) kept.push(lines[to - 1]?.index ?? 0);
    from = Math.max(from, to - 1);
  }
  for (const index of kept) marks[index] = null;
}

function endOfRun(marks: Marks, lines: readonly PageLine[], from: number): number {
  let to = from;
  while (to < lines.length && marks[lines[to]?.index ?? 0] !== null) to++;
  return to;
}

/** Whether a line may be the article's own: not a link, unless it is a heading, and not repeated. */
function ownLines({ marks, lines }: Place): (line: PageLine) => boolean {
  const counts = new Map<string, number>();
  for (const { index, matchForm } of lines)
    if (marks[index] !== null) counts.set(matchForm, (counts.get(matchForm) ?? 0) + 1);
  return (line) =>
    (line.features.heading > 0 || !isLink(line)) &&
    (counts.get(line.matchForm) ?? 0) < MIN_REPEATS &&
    EDGE.has(marks[line.index] ?? '');
}

/** Whether lines `[from, to)` have running text on both sides: in markup in the same container, and on the same subject. */
function readsOn({ page, marks, lines }: Place, from: number, to: number): boolean {
  const before = nearby(marks, lines.slice(Math.max(0, from - MAX_LINES_BETWEEN), from).reverse());
  const after = nearby(marks, lines.slice(to, to + MAX_LINES_BETWEEN));
  if (before === null || after === null) return false;
  const run = lines.slice(from, to);
  const telling = run.some(({ index }) => TELLING.has(marks[index] ?? ''));
  if (page.markup && !run.every((line) => isOneText(before, line, after))) return false;
  if (page.markup && !telling && run.every(isPart)) return true;
  const prose = (side: readonly PageLine[]): readonly string[] =>
    side.filter((line) => marks[line.index] === null && isRunning(line)).map(({ matchForm }) => matchForm);
  const above = [...prose(lines.slice(Math.max(0, from - SUBJECT_REACH_LINES), from))].reverse();
  const below = prose(lines.slice(to, to + SUBJECT_REACH_LINES));
  const enough = (page.markup && !telling) || [above, below].every(isArticle);
  return enough && isOneSubject(above, below);
}

/** Whether lines of a plain text without boilerplate have enough others on either side. */
function isDeep({ marks, lines, alone }: Place, from: number, to: number): boolean {
  if (!alone) return false;
  const sides = [lines.slice(Math.max(0, from - SUBJECT_REACH_LINES), from), lines.slice(to, to + SUBJECT_REACH_LINES)];
  return sides.every((side) => {
    const others = side.filter(({ index }) => marks[index] === null);
    return others.length >= DEEP_LINES && lengthOf(others) >= DEEP_LETTERS;
  });
}

/** Whether the line before `to` is the heading of a list but is followed by two lines of running text, without links and, in markup, in its container. */
function headsText({ page, marks, lines }: Place, to: number): boolean {
  const heading = lines[to - 1];
  if (heading === undefined || !LISTING.has(marks[heading.index] ?? '')) return false;
  const below = lines.slice(to, to + 2);
  if (below.length < 2 || heading.features.linkLength > 0) return false;
  const above = lines.slice(Math.max(0, to - 1 - MAX_LINES_BETWEEN), to - 1).reverse();
  if (!page.markup && nearby(marks, above) === null) return false;
  return below.every(
    (line) =>
      marks[line.index] === null &&
      line.prose &&
      line.features.linkLength === 0 &&
      (!page.markup || isOneText(heading, heading, line)),
  );
}

function isArticle(prose: readonly string[]): boolean {
  return prose.length >= MIN_SENTENCES || prose.reduce((sum, { length }) => sum + length, 0) >= MIN_LETTERS;
}

/** The nearest line of running text, or null if boilerplate comes first. */
function nearby(marks: Marks, lines: readonly PageLine[]): PageLine | null {
  for (const line of lines) {
    if (marks[line.index] !== null || isLink(line)) return null;
    if (isRunning(line) || line.features.preformatted === true) return line;
  }
  return null;
}

const PARTS: ReadonlySet<string> = new Set(['dt', 'summary']);

/** A heading, a term, the summary of details or a line of code: parts of a manual, whose entries change subject from one to the next. */
function isPart({ features }: PageLine): boolean {
  return features.heading > 0 || features.preformatted === true || PARTS.has(features.tag);
}

/** Whether three lines share a container or, on pages with a container per paragraph, are in sibling containers of one shape. */
function isOneText(before: PageLine, line: PageLine, after: PageLine): boolean {
  const blocks = [before, line, after].map(({ features }) => features.block);
  if (blocks.every((block) => block === blocks[0]) || isPart(line)) return true;
  const parents = [before, line, after].map(({ features }) => features.container?.parent ?? null);
  const shapes = [before, line, after].map(({ features }) => features.shape);
  return parents.every((parent) => parent === parents[0]) && shapes.every((shape) => shape === shapes[0]);
}
