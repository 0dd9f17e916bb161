import type { Nature } from '../../types.ts';
import type { Page } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import { entriesOf } from './entries.ts';
import type { Entries } from './entries.ts';
import { headOf } from './headline.ts';
import type { Head } from './headline.ts';
import { isCalledList, isHome } from './called.ts';
import { isChapterList } from './chapters.ts';
import { isNotice } from './notice.ts';
import { sells } from './product.ts';
import { rowsOf } from './rows.ts';
import { substanceOf } from './substance.ts';
import type { Substance } from './substance.ts';
import { isThread, isQuestion } from './talk.ts';

/** So many headlines of other pages make a list. */
const MIN_LIST_HEADLINES = 5;
/** So many links of any kind do. */
const MIN_LIST_LINKS = 15;
/** So many cards do. */
const MIN_CARDS = 3;
/** Text that tells an article from a list, in UTF-16 units, by what stands at its head. */
const MIN_TEXT_UNITS = { told: 20, named: 30, printed: 80, none: 150, called: 400 } as const;
/** An article with that much text may stand among any number of cards. */
const MIN_ARTICLE_UNITS = 100;
/** A text of that length is no introduction to a list. */
const LONG_TEXT_UNITS = 400;
/** So many lines without a text are none. */
const MIN_SCRAPS = 12;
/** Below a headline, so many lines in a row that are no links are verses, names or steps. */
const MIN_VERSES = 3;
/** A product with less text than that is its name and its price. */
const MIN_DESCRIPTION_UNITS = 200;
/** A table of contents may say that much of its book. */
const MAX_BLURB_UNITS = 300;

/**
 * What a page is, and whether it has an article. There is none only where something says so: a list of other pages, words of
 * the site to its reader, a price. `marks` names for each line the rule that takes it out, or null; `url` is the page's, or null.
 */
export function natureOf(page: Page, marks: Marks, url: string | null): Nature {
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
  const kind = kindOf(page, marks, substance, head);
  if (kind === null && isScraps(page, substance, head)) return { article: false, kind: 'other' };
  return { article: true, kind };
}

function isList(page: Page, { headlines, links, cards }: Entries, substance: Substance, head: Head): boolean {
  const { text, rest, run } = substance;
  if (cards >= MIN_CARDS && mostlyCards(substance)) return !(head.printed && head.told && text >= MIN_ARTICLE_UNITS);
  if (isChapterList(page) && text < MAX_BLURB_UNITS) return true;
  if (head.printed && ((head.named && head.told) || run >= MIN_VERSES)) return false;
  const called = isCalledList(page);
  const several = headlines >= (text === 0 || called ? MIN_CARDS : MIN_LIST_HEADLINES) || links >= MIN_LIST_LINKS;
  return several && text + (head.named || head.told ? rest : 0) < enough(head, called);
}

/** A long text has to stand among a multiple of what a list says. */
function mostlyCards({ text, rest, cards }: Substance): boolean {
  return cards > text + rest / 2 && (text < LONG_TEXT_UNITS || cards > 4 * text);
}

function enough({ printed, named, told }: Head, called: boolean): number {
  if (printed && told) return MIN_TEXT_UNITS.told;
  if (called) return MIN_TEXT_UNITS.called;
  if (named) return MIN_TEXT_UNITS.named;
  return printed ? MIN_TEXT_UNITS.printed : MIN_TEXT_UNITS.none;
}

/** Whether a page is many short lines without a headline or a text. */
function isScraps({ lines, markup, meta }: Page, { text, rest, run }: Substance, { printed }: Head): boolean {
  if (!markup || printed || text > 0 || run >= MIN_VERSES || !meta.some(({ name }) => name === 'title')) return false;
  const count = lines.filter((line) => line.text !== '').length;
  return count >= MIN_SCRAPS || (count >= MIN_VERSES && rest < MIN_TEXT_UNITS.told);
}

/** Whether a page is one to log in at. */
function asksForPassword({ meta }: Page): boolean {
  return meta.some(({ name }) => name === 'form:password');
}

function kindOf(page: Page, marks: Marks, { text, rest }: Substance, head: Head): Nature['kind'] {
  if (isQuestion(page, marks)) return 'qa';
  if (isThread(page, marks)) return 'thread';
  const much = head.told || head.named ? text + rest >= MIN_TEXT_UNITS.told : text >= MIN_ARTICLE_UNITS;
  return head.printed && much ? 'article' : null;
}
