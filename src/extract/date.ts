import { shadowOf } from '../text/match-form.ts';

const DATE =
  /(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?日|(?!\d))[\sT]{0,4}(?:星期.\s?|\(?周.\)?\s?|(?:上午|下午|早上|晚上)\s?)?(?:(\d{1,2})\s?[:时]\s?(\d{2})(?:\s?分)?(?::?\s?(\d{2})(?!\d))?)?(?:\.\d{1,6})?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** The first date in a text, in ISO 8601; null if there is none or it cannot be. */
export function dateIn(text: string): string | null {
  const shadow = shadowOf(text);
  const match = DATE.exec(shadow);
  if (match === null) return dayLast(shadow) ?? yearApart(shadow) ?? english(shadow) ?? shortYear(shadow);
  return isoOfMatch(match);
}

function isoOfMatch([, year, month, day, hour, minute, second, offset]: RegExpMatchArray): string | null {
  return isoOf([year, month, day], [hour, minute, second], offset);
}

/** Seconds and milliseconds since 1970 that a document of the web may bear: from 1990 to 2099. */
const EARLIEST = 631_152_000;
const LATEST = 4_102_444_799;
/** The zone of China, in seconds. */
const CHINA = 8 * 3600;

/** A whole value that is a moment by its digits alone: `20190304`, `20190304083000`, seconds or milliseconds since 1970 (told in the zone of China). */
export function momentOf(value: string): string | null {
  const digits = /^\d{8,16}(?=(?:\.\d{1,9})?$)/.exec(value.trim())?.[0] ?? '';
  const parts = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(digits);
  const written = parts && isoOf([parts[1], parts[2], parts[3]], [parts[4], parts[5], parts[6]]);
  if (written !== null && value.trim() === digits) return written;
  const seconds = Math.floor(Number(digits) / 1000 ** Math.max(0, Math.ceil((digits.length - 10) / 3)));
  if (digits.length < 9 || seconds < EARLIEST || seconds > LATEST) return null;
  return `${new Date((seconds + CHINA) * 1000).toISOString().slice(0, 19)}+08:00`;
}

const SHORT_YEAR =
  /(?:时间|日期|发布|发表|更新|发稿)于?\s?:?\s{0,3}(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|(?!\d))(?:\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;

/** `发布时间：21-06-08 09:15`: the web is of 1990 to 2049. */
function shortYear(shadow: string): string | null {
  const [, year = '', month, day, hour, minute, second] = SHORT_YEAR.exec(shadow) ?? [];
  if (year === '' || (+year >= 50 && +year < 90)) return null;
  return isoOf([`${+year < 50 ? 20 : 19}${year}`, month, day], [hour, minute, second]);
}

/** A date in a line, and whether it is that of a change. */
export interface Dated {
  readonly date: string;
  readonly changed: boolean;
}

const DATES = new RegExp(DATE.source, 'g');
const CHANGED_AT =
  /(?:更新|修改|修订|变更|编辑|updated|modified|edited)(?:时间|日期|于|\s?on|\s?at)?\s?[:@]?\s{0,3}[[(]?$/i;
const CHANGED_THEN = /^\s{0,3}(?:最后|再次)?(?:更新|修改|修订|编辑)/;

/** All dates of a line: `于 2021-06-08 发布，已于 2021-06-09 修改`. */
export function datesIn(text: string): readonly Dated[] {
  const shadow = shadowOf(text);
  const found: Dated[] = [];
  let from = 0;
  for (const match of shadow.matchAll(DATES)) {
    const date = isoOfMatch(match);
    const end = match.index + match[0].length;
    const before = shadow.slice(from, match.index);
    const changed =
      CHANGED_AT.test(before) || (/于\s{0,3}$/.test(before) && CHANGED_THEN.test(shadow.slice(end, end + 8)));
    if (date !== null) found.push({ date, changed });
    from = end;
  }
  if (found.length > 0) return found;
  const date = dateIn(text);
  return date === null ? [] : [{ date, changed: CHANGED_AT.test(/^\D*/.exec(shadow)?.[0] ?? '') }];
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
  const clock = clockOf(hour, half);
  return isoOf(american ? [year, first, second] : [year, second, first], [clock, minute, seconds]);
}

const YEAR_APART = /(?<!\d)((?:19|20)\d{2})\s?(\d{1,2})\/(\d{1,2})\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?/;
const YEAR_LAST = /\b([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(\d{1,2}):(\d{2}):(\d{2})\s((?:19|20)\d{2})\b/;

/** `2022 03/04 08:30:15`, `Sun Mar  4 21:33:02 2012`. */
function yearApart(shadow: string): string | null {
  const set = YEAR_APART.exec(shadow);
  if (set !== null) return isoOf([set[1], set[2], set[3]], [set[4], set[5], set[6]]);
  const match = YEAR_LAST.exec(shadow);
  return match === null ? null : isoOf([match[6], monthOf(match[1]), match[2]], [match[3], match[4], match[5]]);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`,?\s{1,2}((?:19|20)\d{2})\b`;
const TIME = String.raw`(?:(?:,|\sat)?\s{1,4}(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([AP]M)?\s?((?:GMT|UTC)?[+-]\d{2}:?\d{2}|GMT|UTC|Z\b)?)?`;
const MONTH_FIRST = new RegExp(String.raw`\b${MONTH}\s{1,2}${DAY}${YEAR}${TIME}`, 'i');
const DAY_FIRST = new RegExp(String.raw`(?<!\d)${DAY}\s${MONTH}${YEAR}${TIME}`, 'i');

/** `September 7th, 2019 10:56 am`, `Sat, 07 Sep 2019 02:56:00 GMT`. */
function english(shadow: string): string | null {
  const first = MONTH_FIRST.exec(shadow);
  const match = first ?? DAY_FIRST.exec(shadow);
  if (match === null) return null;
  const [, one, other, year, hour, minute, second, half, offset] = match;
  const [month, day] = first === null ? [other, one] : [one, other];
  return isoOf([year, monthOf(month), day], [clockOf(hour, half), minute, second], offset);
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf(name?.slice(0, 3).toLowerCase() ?? '') + 1);
}

/** An hour of the half of a day that is named, as one of the whole day. */
function clockOf(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  return String((+hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
}

/** `Z`, `GMT`, `+0900`, `GMT+09:00` as ISO 8601 has them; that of China where none is named. */
function zone(offset: string | undefined): string {
  if (offset === undefined) return '+08:00';
  const numbers = offset.replace(/[^-+\d]/g, '');
  return numbers === '' ? '+00:00' : `${numbers.slice(0, 3)}:${numbers.slice(3)}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
