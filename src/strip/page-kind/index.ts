import { isLink, lengthOf } from '../../text/lines.ts';
import type { PageVerdict } from '../../types.ts';
import { isManual } from '../manual/index.ts';
import type { Page } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import { entriesOf } from './entries.ts';
import type { Entries } from './entries.ts';
import { headOf } from './headline.ts';
import type { Head } from './headline.ts';
import { isCalledList, isHome } from './called.ts';
import { isChapterList } from './chapters.ts';
import { isLog } from './log.ts';
import { isNotice } from './notice.ts';
import { sells } from './product.ts';
import { rowsOf } from './rows.ts';
import { substanceOf } from './substance.ts';
import type { Substance } from './substance.ts';
import { isThread, isQuestion } from './talk.ts';

/** Minimum number of headlines in a list. */
const MIN_LIST_HEADLINES = 5;
/** Minimum number of links of any kind in a list. */
const MIN_LIST_LINKS = 15;
/** Minimum number of cards in a list. */
const MIN_CARDS = 3;
/** Amount of text that distinguishes an article from a list, in UTF-16 units, depending on its headline. */
const MIN_TEXT_UNITS = { told: 20, named: 30, printed: 80, none: 150, called: 400 } as const;
/** An article with at least this much text may be surrounded by any number of cards. */
const MIN_ARTICLE_UNITS = 100;
/** A text of this length is not the introduction of a list. */
const LONG_TEXT_UNITS = 400;
/** A page with this many lines and no running text has no article. */
const MIN_SCRAPS = 12;
/** Minimum number of consecutive lines without links, below a headline, that are verses, names or steps. */
const MIN_VERSES = 3;
/** A product page with less text is only a name and a price. */
const MIN_DESCRIPTION_UNITS = 200;
/** Among at least this many headlines, pieces of text of which no two stand together are descriptions, without a headline of the page's own. */
const MIN_AROUND_PIECES = 15;
const MIN_PIECES = 4;
/** A page of a manual is a table of contents if its links are this many times as long as its text. */
const MIN_CONTENTS_SHARE = 4;
/** Longest blurb of a book above its table of contents. */
const MAX_BLURB_UNITS = 300;

/**
 * Classifies a page and decides whether it has an article. It has none only on evidence: a list of other pages, a message from
 * the site to its reader, a price. `marks` holds for each line the rule that removes it, or null; `url` is the page's, or null.
 */
export function judgePage(page: Page, marks: Marks, url: string | null): PageVerdict {
  if (isLog(page)) return { article: false, kind: 'other' };
  const entries = page.markup ? entriesOf(page) : rowsOf(page, marks);
  const head = headOf(page, marks, entries);
  const substance = substanceOf(page, marks, entries, head.at);
  if (substance.text < LONG_TEXT_UNITS && isNotice(page, marks, head)) return { article: false, kind: 'notice' };
  if (sells(page)) return { article: substance.text >= MIN_DESCRIPTION_UNITS, kind: 'product' };
  if (isHome(url) && !head.told && !head.named)
    return { article: false, kind: entries.headlines >= MIN_LIST_HEADLINES ? 'list' : 'other' };
  if (isList(page, entries, substance, head)) return { article: false, kind: 'list' };
  if (asksForPassword(page) && !head.told && !head.named && substance.text < MIN_ARTICLE_UNITS)
    return { article: false, kind: 'notice' };
  if (isManual(page))
    return isContents(page, substance) ? { article: false, kind: 'list' } : { article: true, kind: 'article' };
  const kind = kindOf(page, marks, substance, head);
  if (kind === null && isScraps(page, substance, head)) return { article: false, kind: 'other' };
  return { article: true, kind };
}

/** Whether a page of a manual is its table of contents: its links outweigh its text. */
function isContents({ lines }: Page, { text, rest }: Substance): boolean {
  const linked = lines.filter(isLink);
  return linked.length >= MIN_LIST_LINKS && lengthOf(linked) > MIN_CONTENTS_SHARE * (text + rest);
}

function isList(page: Page, { headlines, links, cards }: Entries, substance: Substance, head: Head): boolean {
  const { text, rest, run, pieces } = substance;
  if (cards >= MIN_CARDS && mostlyCards(substance)) return !(head.printed && head.told && text >= MIN_ARTICLE_UNITS);
  if (!head.printed && headlines >= MIN_AROUND_PIECES && pieces >= MIN_PIECES && run <= 1) return true;
  if (isChapterList(page) && text < MAX_BLURB_UNITS) return true;
  if (head.printed && ((head.named && head.told) || run >= MIN_VERSES)) return false;
  const called = isCalledList(page);
  const several = headlines >= (text === 0 || called ? MIN_CARDS : MIN_LIST_HEADLINES) || links >= MIN_LIST_LINKS;
  return several && text + (head.named || head.told ? rest : 0) < enough(head, called);
}

/** Whether descriptions outweigh the page's own text; a long text must be outweighed several times. */
function mostlyCards({ text, rest, cards }: Substance): boolean {
  return cards > text + rest / 2 && (text < LONG_TEXT_UNITS || cards > 4 * text);
}

function enough({ printed, named, told }: Head, called: boolean): number {
  if (printed && told) return MIN_TEXT_UNITS.told;
  if (called) return MIN_TEXT_UNITS.called;
  if (named) return MIN_TEXT_UNITS.named;
  return printed ? MIN_TEXT_UNITS.printed : MIN_TEXT_UNITS.none;
}

/** Whether a page consists of many short lines without a headline or running text. */
function isScraps({ lines, markup, meta }: Page, { text, rest, run }: Substance, { printed }: Head): boolean {
  if (!markup || printed || text > 0 || run >= MIN_VERSES || !meta.some(({ name }) => name === 'title')) return false;
  const count = lines.filter((line) => line.text !== '').length;
  return count >= MIN_SCRAPS || (count >= MIN_VERSES && rest < MIN_TEXT_UNITS.told);
}

/** Whether a page is a login form. */
function asksForPassword({ meta }: Page): boolean {
  return meta.some(({ name }) => name === 'form:password');
}

function kindOf(page: Page, marks: Marks, { text, rest }: Substance, head: Head): PageVerdict['kind'] {
  if (isQuestion(page, marks)) return 'qa';
  if (isThread(page, marks)) return 'thread';
  const much = head.told || head.named ? text + rest >= MIN_TEXT_UNITS.told : text >= MIN_ARTICLE_UNITS;
  return head.printed && much ? 'article' : null;
}
