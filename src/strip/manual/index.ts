import type { Container } from '../../types.ts';
import { isLink } from '../../text/lines.ts';
import { commonContainer, isWithin } from '../containers.ts';
import type { Page, PageLine } from '../page.ts';
import { lineRulesThat } from '../rules/index.ts';
import type { Marks } from '../rules/match-lines.ts';
import { isRunning } from '../running-text.ts';

export { isManual } from './is-manual.ts';

/** Class hints lower than those of the text by at least this are of sidebars and footers; notes and tips are one lower. */
const HINT_LOSS = 2;
/** Minimum number of links that make a table of contents. */
const MIN_ENTRIES = 3;
/** Longest heading of a table of contents, in UTF-16 units. */
const MAX_HEADING_UNITS = 20;
/** Rules for the edges of an article. */
const EDGE = lineRulesThat(({ inside }) => inside !== true);

/** Unmarks lines between the first and the last text or heading of a section of a manual, which may be about copyright, printing or logging in. `marks` is changed. */
export function keepInManual(page: Page, marks: Marks): void {
  const isOwn = (line: PageLine): boolean => marks[line.index] === null && (isText(line) || isSection(line));
  const first = page.lines.findIndex(isOwn);
  const last = page.lines.findLastIndex(isOwn);
  for (const line of page.lines.slice(Math.max(0, first), last + 1))
    if (!isLink(line) && EDGE.has(marks[line.index] ?? '')) marks[line.index] = null;
}

/**
 * Indices of the lines of a manual that are not its body: what is above the title or outside the element around all text, sidebars,
 * tables of contents above the first section, and what follows the last section. Null for a page without text.
 */
export function outsideManual(page: Page, marks: Marks, title: number | null): ReadonlySet<number> | null {
  const lines = page.lines.filter(({ index, text }) => text !== '' && index > (title ?? -1));
  const texts = lines.filter((line) => marks[line.index] === null && isText(line));
  if (texts.length === 0) return null;
  const hint = middleOf(texts.map(({ features }) => features.classHint));
  const isBeside = ({ features }: PageLine): boolean => features.classHint <= hint - HINT_LOSS;
  const home = commonContainer(texts.filter((line) => !isBeside(line)));
  const own = lines.filter((line) => !isBeside(line) && isWithin(containerOf(line), home));
  const body = withoutEnd(withoutContents(own), marks);
  const kept = new Set(body.map(({ index }) => index));
  return new Set(page.lines.flatMap(({ index, text }) => (text === '' || kept.has(index) ? [] : [index])));
}

function containerOf({ features }: PageLine): Container | null {
  return features.container ?? null;
}

/** Running text, or lines of code. */
function isText(line: PageLine): boolean {
  return !isLink(line) && (isRunning(line) || line.code || line.features.preformatted === true);
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Lines without the runs of links above the first heading of a section, each with the line that says what they are. */
function withoutContents(lines: readonly PageLine[]): readonly PageLine[] {
  const section = lines.findIndex((line) => line.features.heading > 1 && !isLink(line) && !isContents(lines, line));
  const end = section < 0 ? lines.length : section;
  const contents = new Set<PageLine>();
  for (let from = 0; from < end; from++) {
    let to = from;
    while (to < end && isEntry(lines[to])) to++;
    if (to - from < MIN_ENTRIES) continue;
    const heading = lines[from - 1];
    if (heading !== undefined && !heading.prose && heading.text.length <= MAX_HEADING_UNITS) contents.add(heading);
    for (const line of lines.slice(from, to)) contents.add(line);
    from = to;
  }
  return lines.filter((line) => !contents.has(line));
}

/** Whether a heading is followed by a link and so may be that of a table of contents. */
function isContents(lines: readonly PageLine[], heading: PageLine): boolean {
  return isEntry(lines[lines.indexOf(heading) + 1]);
}

function isEntry(line: PageLine | undefined): boolean {
  return line !== undefined && isLink(line);
}

/** Lines up to the last text or section heading, and the items and rows directly below it. */
function withoutEnd(lines: readonly PageLine[], marks: Marks): readonly PageLine[] {
  let end = lines.findLastIndex((line) => marks[line.index] === null && (isText(line) || isSection(line))) + 1;
  const { classHint = 0 } = lines[end - 1]?.features ?? {};
  for (let line = lines[end]; line !== undefined; line = lines[++end])
    if (marks[line.index] !== null || isLink(line) || line.features.classHint < classHint) break;
  return lines.slice(0, end);
}

function isSection({ features }: PageLine): boolean {
  return features.heading > 1 && features.linkLength === 0;
}
