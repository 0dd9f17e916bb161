import type { Bounds } from './choose-region.ts';
import type { Evidence } from './evidence.ts';
import { shapeOf } from './line-shape.ts';
import type { PageLine } from '../page.ts';

/** A timestamp: a date with a time of day, or a relative time. Appears beside the author of a comment or post, seldom in an article. */
const TIMESTAMP =
  /(?:19|20)\d\d\s{0,2}[-年/.]\s{0,2}\d{1,2}\s{0,2}[-月/.]\s{0,2}\d{1,2}日?[\sT]{0,3}\d{1,2}:\d\d|(?:^|[^\d:])\d{1,2}(?:-\d{1,2}\s|月\d{1,2}日\s?)\s{0,2}\d{1,2}:\d\d|(?:小时|分钟|天)前/;

/** Maximum length of a timestamp line with author and place, in UTF-16 units. */
const MAX_TIMESTAMP_LINE_UNITS = 100;
/** Minimum number of letters between two timestamps, and in an article before its end. */
const MIN_LETTERS_BETWEEN = 10;
const MIN_ARTICLE_LETTERS = 80;
/** Number of lines below the title searched for landmarks such as date and source. */
const LANDMARK_LINES = 4;

/** Whether a line with this match form is a timestamp. */
export function isStamp(matchForm: string): boolean {
  return matchForm.length <= MAX_TIMESTAMP_LINE_UNITS && TIMESTAMP.test(matchForm);
}

/** Article bounds: first and last line of the article among the body lines of the Viterbi path. On a forum the whole page, since all posts are body. */
export function articleBounds(evidence: Evidence, body: readonly boolean[]): Bounds {
  const lines = body.length;
  if (evidence.forum.isForum) return { first: 0, last: lines - 1 };
  let sum = 0;
  const before = [0, ...evidence.letters].map((value, i) => (sum += body[i - 1] === true ? value : 0));
  return { first: startOf(evidence, before), last: endOf(evidence, body, before) - 1 };
}

/** Index of the title if landmarks follow it and at most half of the body text is above it; otherwise 0. */
function startOf({ title, landmarks: { above } }: Evidence, before: readonly number[]): number {
  if (title === null) return 0;
  const told = (above[Math.min(title + 1 + LANDMARK_LINES, above.length - 1)] ?? 0) > (above[title + 1] ?? 0);
  return told && 2 * (before[title] ?? 0) <= (before.at(-1) ?? 0) ? title : 0;
}

/**
 * Index of the first line after the article at which other body-like text begins: comments, further posts, or the next article of a page that
 * loads one after another. The number of lines if there is none.
 */
function endOf(evidence: Evidence, body: readonly boolean[], before: readonly number[]): number {
  const { page, title } = evidence;
  const start = body.findIndex((kept, i) => kept && i > (title ?? -1) && page.lines[i]?.prose === true);
  const end = start < 0 ? body.length : Math.min(startOfPosts(evidence, start, before), nextHeadline(evidence, start));
  return (before[end] ?? 0) < MIN_ARTICLE_LETTERS ? body.length : end;
}

/**
 * Index of the first of two or more timestamps of one shape with text between them. Shapes that also occur above the first body line are ignored: such
 * a page is a list of posts, and it is unknown which one is the article.
 */
function startOfPosts({ page }: Evidence, start: number, before: readonly number[]): number {
  const shapeOfLine = (line: PageLine): number | string =>
    page.markup ? (line.features.shape ?? 0) : shapeOf(line.matchForm);
  const timestamps = page.lines.filter((line) => !isText(line) && isStamp(line.matchForm));
  const above = new Set(timestamps.filter(({ index }) => index <= start).map(shapeOfLine));
  const last = new Map<number | string, number>();
  let first = page.lines.length;
  for (const line of timestamps) {
    const shape = shapeOfLine(line);
    if (above.has(shape)) continue;
    const same = last.get(shape);
    if (same === undefined) last.set(shape, line.index);
    else if ((before[line.index] ?? 0) - (before[same + 1] ?? 0) >= MIN_LETTERS_BETWEEN) first = Math.min(first, same);
  }
  return first;
}

/** Whether a line is of a text that tells a time: a sentence, a listing or a row of a table. */
function isText({ text, prose, features: { preformatted } }: PageLine): boolean {
  return prose || preformatted === true || text.includes('\t');
}

/** Index of the next heading of the title's level or higher, after landmarks that follow articles. */
function nextHeadline({ page, title, landmarks: { below } }: Evidence, start: number): number {
  const level = title === null ? 0 : (page.lines[title]?.features.heading ?? 0);
  const next = page.lines.find(
    ({ index, text, features: { heading, linkLength } }) =>
      index > start &&
      heading > 0 &&
      heading <= level &&
      linkLength * 2 < text.length &&
      (below[index] ?? 0) > (below[start] ?? 0),
  );
  return next?.index ?? page.lines.length;
}
