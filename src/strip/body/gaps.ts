import { lengthOf } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { isStamp } from './article-bounds.ts';

/** Minimum number of cells in a line, and of such lines, in a gap that is a data table. */
const CELLS = 3;
const ROWS = 3;

/** Largest difference by which the class hint of a body line may be below that of the line beside it. */
const MAX_HINT_LOSS = 2;

/**
 * Fills gaps in the body: lines between two body lines that no rule matches and that are no list of links belong to it, such as a
 * table between two paragraphs, a listing, a heading. `body` is changed. For pages with markup, where gaps are rare and nearly always the article's.
 */
export function fillGaps(page: Page, marks: readonly (string | null)[], body: boolean[]): void {
  for (let from = body.indexOf(true); from >= 0 && from < body.length;) {
    const start = body.indexOf(false, from);
    const end = start < 0 ? -1 : body.indexOf(true, start);
    if (end < 0) return;
    const gap = page.lines.slice(start, end);
    const [before, after] = [page.lines[start - 1], page.lines[end]];
    const free = gap.every(({ index, text }) => text === '' || marks[index] === null);
    if (free && before !== undefined && after !== undefined && isOwn(gap, before, after)) body.fill(true, start, end);
    from = end;
  }
}

/** Adds the heading directly above the first line of the body, or a mark that a line of the body refers to, as `Repeat *` in a song does. `body` is changed. */
export function addFirstHeading(
  page: Page,
  marks: readonly (string | null)[],
  body: boolean[],
  title: number | null,
): void {
  const start = body.indexOf(true);
  let at = start - 1;
  while (at > 0 && page.lines[at]?.text === '') at--;
  const line = page.lines[at];
  if (line === undefined || title === null || at <= title || marks[at] !== null) return;
  const { heading, linkLength } = line.features;
  const isMark = isReferredTo(line, page.lines.slice(start));
  if (linkLength === 0 && (heading > 1 || isMark)) body[at] = true;
}

const MARK = /^[^\p{L}\p{N}\s]{1,2}$/u;

/** Whether a line is a mark that another line of its container ends with. */
function isReferredTo({ text, features: { block } }: PageLine, below: readonly PageLine[]): boolean {
  if (!MARK.test(text) || below[0]?.features.block !== block) return false;
  return below.some(
    (line) => line.features.block === block && /\p{L}/u.test(line.text) && line.text.endsWith(` ${text}`),
  );
}

function isOwn(gap: readonly PageLine[], before: PageLine, after: PageLine): boolean {
  const { block } = before.features;
  if (gap.some(({ matchForm }) => isStamp(matchForm))) return false;
  if (after.features.block === block && gap.every(({ features }) => features.block === block)) return true;
  if (!hintAtBody(gap, before)) return false;
  const letters = lengthOf(gap);
  const linked = gap.reduce((sum, { features }) => sum + features.linkLength, 0);
  const rows = gap.filter(({ text }) => text.split('\t').length >= CELLS).length;
  return linked * 3 <= letters || (rows >= ROWS && rows * 2 > gap.length);
}

/** Whether no line has a class hint far below that of the line beside them. */
export function hintAtBody(lines: readonly PageLine[], beside: PageLine): boolean {
  return lines.every(({ features }) => features.classHint >= beside.features.classHint - MAX_HINT_LOSS);
}
