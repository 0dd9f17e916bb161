import { shadowOf } from '../text/shadow.ts';
import type { Document } from '../types.ts';

/** Rules of strip whose lines tell when the article appeared, and how far a line of each stands back, in lines. */
const TELLING: ReadonlyMap<string, number> = new Map([
  ['time-label', 0],
  ['time-source', 0],
  ['date', 2],
  ['title', 4],
  ['source', 20],
  ['editor', 20],
  ['document-index', 20],
  ['tail-credit', 20],
  ['byline', 20],
]);

/** Metadata that tells it. */
const META = /pub|issue|release|creat|date|apub:time/i;
/** Metadata about other times. */
const NOT_META = /modif|updat|expire|revis|valid|generat|copyright|birth|last|crawl|image|video/i;

/** When the article appeared: ISO 8601 with the offset of China where the page names none, or a date alone. Null without evidence. */
export function publishedOf(document: Document): string | null {
  return nearHeadline(document.removed) ?? fromParts(document.removed) ?? fromMeta(document) ?? fromAddress(document);
}

/** The clock of the page, in simplified and in traditional script. */
const CLOCK = /[今當当]天是|今日是|[现現]在是|[当當]前[时時][间間]|[当當]前日期/;
/** What stands above the comments of readers. */
const HEADING = /^\P{L}{0,3}(?:[网網]友|[读讀]者|最新|全部|[热熱][门門])?(?:[评評][论論]|回复|回覆|留言|跟帖)\P{L}*$/u;

/** The date that stands nearest to the headline; one above it counts as three lines further off, those of comments and clocks not at all. */
function nearHeadline(removed: Document['removed']): string | null {
  const headline = removed.findIndex(({ rule }) => rule === 'title');
  const answers = removed.findIndex(
    ({ rule, text }, index) => index > headline && rule === 'comments' && HEADING.test(text),
  );
  let best: string | null = null;
  let bestCost = Infinity;
  removed.forEach(({ rule, text }, index) => {
    const other = CLOCK.test(text) || (answers >= 0 && index > answers);
    const back = other ? undefined : TELLING.get(rule);
    const distance = headline < 0 ? index : index - headline;
    const cost = (back ?? Infinity) + (distance < 0 ? 3 - distance : distance);
    const date = cost < bestCost ? dateIn(text) : null;
    if (date !== null) [best, bestCost] = [date, cost];
  });
  return best;
}

/** `2019`, `09/07`, `19:02` on lines of their own. */
function fromParts(removed: Document['removed']): string | null {
  const parts = removed.filter(({ rule }) => rule === 'date-part').map(({ text }) => text);
  return parts.length < 2 ? null : dateIn(parts.join('-').replace(/-(\d{1,2}:)/, ' $1'));
}

function fromMeta(document: Document): string | null {
  for (const { name, value } of document.meta) {
    const key = name.replace(/^[a-z-]+:/, '');
    const date = (META.test(key) || name === 'time:datetime') && !NOT_META.test(key) ? dateIn(value) : null;
    if (date !== null) return date;
  }
  return null;
}

const DATE =
  /(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?日|(?!\d))[\sT]{0,4}(?:星期.\s?|\(?周.\)?\s?|(?:上午|下午|早上|晚上)\s?)?(?:(\d{1,2})\s?[:时]\s?(\d{2})(?:\s?分)?(?::?\s?(\d{2})(?!\d))?)?(?:\.\d{1,6})?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** The first date in a text, in ISO 8601; null if there is none or it cannot be. */
export function dateIn(text: string): string | null {
  const shadow = shadowOf(text);
  const match = DATE.exec(shadow);
  if (match === null) return dayLast(shadow) ?? yearApart(shadow);
  const [, year = '', month = '', day = '', hour, minute, second = '00', offset] = match;
  return isoOf([year, month, day], [hour, minute, second], offset);
}

type Triple = readonly [string | undefined, string | undefined, string | undefined];

function isoOf(
  [year = '', month = '', day = '']: Triple,
  [hour, minute, second = '00']: Triple,
  offset?: string,
): string | null {
  if (!isDay(+year, +month, +day)) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined || minute === undefined || +hour > 23 || +minute > 59 || +second > 59) return date;
  return `${date}T${two(hour)}:${minute}:${second}${zone(offset)}`;
}

const DAY_LAST =
  /(?<!\d)(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d{2})(?!\d)(?:\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([AP]M)?)?/;

/** `9/17/2004 5:54:13 AM`, `13/02/2022`: only where the numbers or the half of the day say which is the month. */
function dayLast(shadow: string): string | null {
  const match = DAY_LAST.exec(shadow);
  if (match === null) return null;
  const [, first = '', second = '', year, hour, minute, seconds, half] = match;
  const american = half !== undefined || +second > 12;
  if (!american && +first <= 12 && first !== second) return null;
  const clock = half === undefined || hour === undefined ? hour : String((+hour % 12) + (half === 'PM' ? 12 : 0));
  return isoOf(american ? [year, first, second] : [year, second, first], [clock, minute, seconds]);
}

const YEAR_APART = /(?<!\d)((?:19|20)\d{2})\s?(\d{1,2})\/(\d{1,2})\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ENGLISH = /\b([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(\d{1,2}):(\d{2}):(\d{2})\s((?:19|20)\d{2})\b/;

/** `2022 03/04 08:30:15`, `Sun Mar  4 21:33:02 2012`. */
function yearApart(shadow: string): string | null {
  const set = YEAR_APART.exec(shadow);
  if (set !== null) return isoOf([set[1], set[2], set[3]], [set[4], set[5], set[6]]);
  const match = ENGLISH.exec(shadow);
  const month = MONTHS.indexOf(match?.[1]?.toLowerCase() ?? '') + 1;
  return match === null || month === 0
    ? null
    : isoOf([match[6], String(month), match[2]], [match[3], match[4], match[5]]);
}

function zone(offset: string | undefined): string {
  if (offset === undefined) return '+08:00';
  if (offset === 'Z') return '+00:00';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

/** Most news sites write the day into the address: `/2019-09/07/`, `/20190907/`. */
function fromAddress(document: Document): string | null {
  const url = document.meta.find(({ name }) => name === 'link:canonical' || name === 'meta:og:url')?.value ?? '';
  const match = /[/_t](20[0-2]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:[/_.]|$)/.exec(url);
  return match === null ? null : dateIn(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`);
}
