import type { Bounds } from './choose-region.ts';
import type { Evidence } from './evidence.ts';
import { kindOf } from './line-shape.ts';
import type { PageLine } from '../page.ts';

/** A day with a time of day, or how long ago: what stands beside the name over a comment or below a post, and seldom in an article. */
const STAMP =
  /(?:19|20)\d\d\s{0,2}[-年/.]\s{0,2}\d{1,2}\s{0,2}[-月/.]\s{0,2}\d{1,2}日?[\sT]{0,3}\d{1,2}:\d\d|(?:^|[^\d:])\d{1,2}(?:-\d{1,2}\s|月\d{1,2}日\s?)\s{0,2}\d{1,2}:\d\d|(?:小时|分钟|天)前/;

/** Longest line that may be such a stamp, with name and place, in UTF-16 units. */
const LONGEST = 100;
/** Least letters of what is said between two stamps, and of an article before what ends it. */
const SAID = 10;
const ARTICLE = 80;
/** How many lines below a headline there may be what tells of it. */
const BELOW = 4;

/** Whether a line with this shadow is a stamp. */
export function isStamp(shadow: string): boolean {
  return shadow.length <= LONGEST && STAMP.test(shadow);
}

/** First and last line of the article among lines that look like a body. A forum has no such limits: all its posts are the body. */
export function limitsOf(evidence: Evidence, body: readonly boolean[]): Bounds {
  const lines = body.length;
  if (evidence.talk.forum) return { first: 0, last: lines - 1 };
  let sum = 0;
  const before = [0, ...evidence.letters].map((value, i) => (sum += body[i - 1] === true ? value : 0));
  return { first: startOf(evidence, before), last: endOf(evidence, body, before) - 1 };
}

/** Index of the headline if there are lines right below that tell of it, and no more text above than behind; 0 else. */
function startOf({ title, landmarks: { above } }: Evidence, before: readonly number[]): number {
  if (title === null) return 0;
  const told = (above[Math.min(title + 1 + BELOW, above.length - 1)] ?? 0) > (above[title + 1] ?? 0);
  return told && 2 * (before[title] ?? 0) <= (before.at(-1) ?? 0) ? title : 0;
}

/**
 * Index of the line where, behind the article, something else begins that looks like a body too: a row of comments or of other posts, or the next
 * article of a page that loads one after the other. The number of lines where nothing does.
 */
function endOf(evidence: Evidence, body: readonly boolean[], before: readonly number[]): number {
  const { page, title } = evidence;
  const start = body.findIndex((kept, i) => kept && i > (title ?? -1) && page.lines[i]?.prose === true);
  const end = start < 0 ? body.length : Math.min(rowOfPosts(evidence, start, before), nextHeadline(evidence, start));
  return (before[end] ?? 0) < ARTICLE ? body.length : end;
}

/**
 * The first of two or more stamps of one kind with text between them. A kind that stands above the first words too is passed over: that page is
 * nothing but a row of posts, and which of them is the article nobody knows.
 */
function rowOfPosts({ page }: Evidence, start: number, before: readonly number[]): number {
  const kindOfLine = (line: PageLine): number | string =>
    page.markup ? (line.features.shape ?? 0) : kindOf(line.shadow);
  const stamps = page.lines.filter(({ shadow }) => isStamp(shadow));
  const above = new Set(stamps.filter(({ index }) => index <= start).map(kindOfLine));
  const last = new Map<number | string, number>();
  let first = page.lines.length;
  for (const line of stamps) {
    const kind = kindOfLine(line);
    if (above.has(kind)) continue;
    const same = last.get(kind);
    if (same === undefined) last.set(kind, line.index);
    else if ((before[line.index] ?? 0) - (before[same + 1] ?? 0) >= SAID) first = Math.min(first, same);
  }
  return first;
}

/** A heading no lower than the article's own, behind lines that stand below articles. */
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
