import { namedTitle } from '../../text/page-title.ts';
import type { Page, PageLine } from '../page.ts';

type Marks = readonly (string | null)[];

/** Rules whose lines may stand between a headline and its body. */
const BETWEEN: ReadonlySet<string> = new Set(
  'time-label time-source date date-part source outlet reporter byline byline-names agency-byline editor read-count page-tools share comments document-index'.split(
    ' ',
  ),
);
/** Most lines that are looked at between body and headline. */
const REACH = 8;
/** How far above a line that is no heading one may stand. */
const HEADING_REACH = 2;
/** A name of the page that is shorter says little of the article. */
const LEAST = 6;
/** Pages of these are called after their owner, whatever the article. */
const PERSONAL = /blog|博客|部落格|日志|空间|论坛|社区|bbs|留言/i;

/**
 * Index of the line directly above the body that reads like its headline, for a page whose markup names no article: it has
 * no name, a name that is a site's, or one that is a blog's. Null where the name says enough, or no such line stands there.
 */
export function headlineAboveBody(page: Page, marks: Marks, title: number | null): number | null {
  if (!page.markup || (title !== null && !isOwners(page, title))) return null;
  if (title === null && saysEnough(page)) return null;
  const body = page.lines.findIndex((line) => marks[line.index] === null && line.prose);
  const found = body < 0 ? null : above(page, marks, body);
  return found === null || (title !== null && found <= title) ? null : found;
}

/** Whether the page's name as its markup gives it is the name of an article. */
function saysEnough({ meta }: Page): boolean {
  const name = namedTitle(meta);
  const whole = meta.find((item) => item.name === 'title')?.value ?? '';
  return name !== null && name.length >= LEAST && !PERSONAL.test(whole);
}

/** Whether the line taken for the headline is a link to the home of a blog. */
function isOwners(page: Page, title: number): boolean {
  const line = page.lines[title];
  if (line === undefined || line.features.linkLength < line.text.length) return false;
  return PERSONAL.test(line.text) || !page.meta.some(({ name }) => name === 'title');
}

/** The nearest headline-like line above, where only lines about the article stand between; a heading just above that is better. */
function above(page: Page, marks: Marks, body: number): number | null {
  let nearest: number | null = null;
  let left = REACH;
  for (let index = body - 1; index >= 0 && left > 0; index--) {
    const line = page.lines[index];
    if (line === undefined || line.text === '') continue;
    left--;
    const mark = marks[index] ?? null;
    if (BETWEEN.has(mark ?? '')) continue;
    const stands = isHeadlineLike(line) && (mark === null || mark === 'outside-body');
    if (stands && line.features.heading > 0) return index;
    if (stands && nearest === null) [nearest, left] = [index, HEADING_REACH];
    if (mark !== null && line.features.linkLength > 0) break;
  }
  return nearest;
}

/** A short line that is no sentence, no label and no entry of a menu. */
function isHeadlineLike({ shadow, features }: PageLine): boolean {
  const letters = shadow.replace(/\P{L}/gu, '').length;
  if (letters < 4 || shadow.length > 60 || NO_HEADLINE.test(shadow)) return false;
  if (features.heading > 0 || features.linkLength === 0) return true;
  return features.linkLength >= shadow.length && letters >= 8;
}

const NO_HEADLINE = /[。;,、:>]$|[。;|]|^\(?[一二三四五六七八九十\d]{1,2}[、.)]|^[—–―─-]|[[〔(]\d{4}[\])〕].{0,6}号$/;
