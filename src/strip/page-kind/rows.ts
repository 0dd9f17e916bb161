import type { Page, PageLine } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import { ROLE } from './entries.ts';
import type { Entries } from './entries.ts';
import { isText } from './is-text.ts';
import { isPush } from './pushes.ts';

/** A headline followed by a date, or preceded by one in brackets, as in lists. */
const ROW =
  /^(?!.*[。;])\S.{5,80}[\s[(·|/-]{1,8}(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?[\])]?$|^[^\p{L}\d]{0,3}[[(](?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])]\s?\S.{5,80}$/u;
/** A date in brackets at the start: the only kind of row that may be a sentence. */
const OPENING_DAY = /^[^\p{L}\d]{0,3}[[(]\d/u;
/** Endings of truncated descriptions. */
const TEASER =
  /(?:\.{3,6}|…{1,2})\s?(?:[[(]?(?:详情|详细|全文|更多|阅读全文|查看全文|阅读更多)[\])]?)?$|[[(](?:详情|详细|全文|阅读全文)[\])]$/;
/** Headlines without dates form a list if there is no other text and a pager or several "more" links. */
const MIN_HEADLINES = 6;
const MIN_MORE_LINKS = 2;
const MIN_HEADLINE_UNITS = 8;
const MAX_HEADLINE_UNITS = 40;
/** Largest distance of a headline above its description, in lines. */
const MAX_LINES_ABOVE = 3;

/** A plain text viewed as a list of other pages: rows with dates, headlines with descriptions, or headlines above a pager. */
export function rowsOf(page: Page, marks: Marks): Entries {
  const roles = new Uint8Array(page.lines.length);
  for (const { index, matchForm, text, prose } of page.lines)
    if (text.length <= 120 && (!prose || OPENING_DAY.test(matchForm)) && ROW.test(matchForm) && !isPush(matchForm))
      roles[index] = ROLE.headline;
  const cards = markTeasers(page, roles);
  const headlines = roles.reduce((sum, role) => sum + (role === ROLE.headline ? 1 : 0), 0);
  const listed = marks.includes('paging') || marks.filter((mark) => mark === 'more-link').length >= MIN_MORE_LINKS;
  if (headlines > 0 || !listed) return { roles, headlines, links: 0, cards };
  const plain = page.lines.filter((line) => marks[line.index] === null && line.text !== '');
  const some = plain.filter(isHeadline);
  const all = some.length >= MIN_HEADLINES && !plain.some(isText);
  if (all) for (const { index } of some) roles[index] = ROLE.headline;
  return { roles, headlines: all ? some.length : 0, links: 0, cards };
}

function markTeasers({ lines }: Page, roles: Uint8Array): number {
  let cards = 0;
  for (const { index, matchForm, prose, text } of lines) {
    if (text.length < 2 * MIN_HEADLINE_UNITS || !TEASER.test(matchForm)) continue;
    const above = lines
      .slice(Math.max(0, index - MAX_LINES_ABOVE), index)
      .findLast((line) => line.text !== '' && isHeadline(line));
    if (above === undefined && !prose) continue;
    roles[index] = ROLE.card;
    if (above === undefined) continue;
    roles[above.index] = ROLE.headline;
    cards++;
  }
  return cards;
}

function isHeadline(line: PageLine): boolean {
  const { length } = line.text;
  return (
    length >= MIN_HEADLINE_UNITS - 2 &&
    length <= MAX_HEADLINE_UNITS &&
    !line.prose &&
    !/[,。;:、]$/.test(line.matchForm)
  );
}
