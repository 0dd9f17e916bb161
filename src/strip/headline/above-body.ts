import { namedTitle } from '../../text/page-title.ts';
import type { Page, PageLine } from '../page.ts';
import { lineRulesThat, tellsAny } from '../rules/index.ts';

type Marks = readonly (string | null)[];

/** Rules whose lines may appear between a headline and its body. */
const RULES_BETWEEN = lineRulesThat((rule) =>
  tellsAny(rule, 'time', 'date', 'date-part', 'source', 'author', 'editor', 'use', 'card'),
);
/** Maximum number of non-empty lines examined above the body. */
const MAX_SEARCHED_LINES = 8;
/** Number of further lines searched for a heading element above the nearest candidate. */
const MAX_HEADING_LINES = 2;
/** Minimum length of a page title that can identify an article, in UTF-16 units. */
const MIN_TITLE_UNITS = 6;
/** Sites whose page titles often name the owner instead of the article. */
const PERSONAL = /blog|博客|部落格|日志|空间|论坛|社区|bbs|留言/i;

/**
 * Index of the headline-like line directly above the body, for a page whose title is missing or names a site or blog instead
 * of the article. Null if the title is good enough or there is no such line.
 */
export function headlineAboveBody(page: Page, marks: Marks, title: number | null): number | null {
  if (!page.markup || (title !== null && !isBlogHomeLink(page, title))) return null;
  if (title === null && namesArticle(page)) return null;
  const body = page.lines.findIndex((line) => marks[line.index] === null && line.prose);
  const found = body < 0 ? null : headlineLineAbove(page, marks, body);
  return found === null || (title !== null && found <= title) ? null : found;
}

/** Whether the page title in the markup names an article. */
function namesArticle({ meta }: Page): boolean {
  const name = namedTitle(meta);
  const whole = meta.find((item) => item.name === 'title')?.value ?? '';
  return name !== null && name.length >= MIN_TITLE_UNITS && !PERSONAL.test(whole);
}

/** Whether the line taken for the headline is only a link to the home page of a blog. */
function isBlogHomeLink(page: Page, title: number): boolean {
  const line = page.lines[title];
  if (line === undefined || line.features.linkLength < line.text.length) return false;
  return PERSONAL.test(line.text) || !page.meta.some(({ name }) => name === 'title');
}

/** The nearest headline-like line above the body, or a heading element just above that. A marked line with links ends the search. */
function headlineLineAbove(page: Page, marks: Marks, body: number): number | null {
  let nearest: number | null = null;
  let left = MAX_SEARCHED_LINES;
  for (let index = body - 1; index >= 0 && left > 0; index--) {
    const line = page.lines[index];
    if (line === undefined || line.text === '') continue;
    left--;
    const mark = marks[index] ?? null;
    if (RULES_BETWEEN.has(mark ?? '')) continue;
    const stands = isHeadlineLike(line) && (mark === null || mark === 'outside-body') && !isCellOfData(page, line);
    if (stands && line.features.heading > 0) return index;
    if (stands && nearest === null) [nearest, left] = [index, MAX_HEADING_LINES];
    if (mark !== null && line.features.linkLength > 0) break;
  }
  return nearest;
}

/** Minimum number of further rows of a table that holds data rather than the page. */
const MIN_ROWS = 2;

/** Whether a line is in a cell of a table that has rows of data, such as a glossary. */
function isCellOfData({ lines }: Page, line: PageLine): boolean {
  const { tag, container } = line.features;
  const table = tag === 'td' || tag === 'th' ? container?.parent : null;
  if (table == null) return false;
  const isRow = (other: PageLine): boolean =>
    other !== line && other.text.includes('\t') && other.features.container?.parent === table;
  return lines.filter(isRow).length >= MIN_ROWS;
}

/** Whether a line is short and no sentence, label or menu entry. */
function isHeadlineLike({ matchForm, features }: PageLine): boolean {
  const letters = matchForm.replace(/\P{L}/gu, '').length;
  if (letters < 4 || matchForm.length > 60 || NO_HEADLINE.test(matchForm)) return false;
  if (features.heading > 0 || features.linkLength === 0) return true;
  return features.linkLength >= matchForm.length && letters >= 8;
}

const NO_HEADLINE = /[。;,、:>]$|[。;|]|^\(?[一二三四五六七八九十\d]{1,2}[、.)]|^[—–―─-]|[[〔(]\d{4}[\])〕].{0,6}号$/;
