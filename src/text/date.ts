import { matchFormOf } from './match-form.ts';
import { CHINA_ZONE, clockIn, zoneIn } from './clock.ts';
import type { Clock } from './clock.ts';
import { withDigits } from './numerals.ts';

const DATE = /(?<!\d)((?:19|20)\d{2})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:\s?[日일]|\.(?=\s)|(?!\d))/;

/** Other ways to write a date, in the order in which they are tried. */
const WAYS: readonly ((matchForm: string, zone: string) => string | null)[] = [
  dayLast,
  yearApart,
  english,
  shortYear,
  compact,
];

/** The first date in a text, in ISO 8601, in `zone` where it names none; null if there is none or it cannot be. */
export function dateIn(text: string, zone: string = CHINA_ZONE): string | null {
  const matchForm = withDigits(matchFormOf(text));
  if (DATE.test(matchForm)) return yearFirst(matchForm, zone);
  for (const way of WAYS) {
    const date = way(matchForm, zone);
    if (date !== null) return date;
  }
  return null;
}

function yearFirst(matchForm: string, zone: string): string | null {
  const match = DATE.exec(matchForm);
  return match === null ? null : isoOf([match[1], match[2], match[3]], clockAround(matchForm, match), zone);
}

/** The time of day that follows a date in a text. */
function clockAround(matchForm: string, match: RegExpExecArray): Clock | null {
  return clockIn(matchForm.slice(match.index + match[0].length), matchForm.slice(0, match.index));
}

/** Plausible Unix times, in seconds: from 1990 to 2099. */
const MIN_UNIX_SECONDS = 631_152_000;
const MAX_UNIX_SECONDS = 4_102_444_799;
/** UTC offset of China, in seconds. */
const CHINA_OFFSET_SECONDS = 8 * 3600;

/** ISO 8601 time of a numeric value: `20190304`, `20190304083000`, or Unix time in seconds, milliseconds or finer (with the offset of China). Null for other values. */
export function numericDate(value: string, zone: string = CHINA_ZONE): string | null {
  const digits = /^\d{8,16}(?=(?:\.\d{1,9})?$)/.exec(value.trim())?.[0] ?? '';
  const parts = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(digits);
  const clock = parts === null ? null : plainClock(parts[4], parts[5], parts[6]);
  const written = parts && isoOf([parts[1], parts[2], parts[3]], clock, zone);
  if (written !== null && value.trim() === digits) return written;
  const seconds = Math.floor(Number(digits) / 1000 ** Math.max(0, Math.ceil((digits.length - 10) / 3)));
  if (digits.length < 9 || seconds < MIN_UNIX_SECONDS || seconds > MAX_UNIX_SECONDS) return null;
  return `${new Date((seconds + CHINA_OFFSET_SECONDS) * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** A time of day of 24 hours by its parts. */
function plainClock(hour: string | undefined, minute: string | undefined, second = '00'): Clock | null {
  return hour === undefined || minute === undefined ? null : clockIn(`${hour}:${minute}:${second}`);
}

const SHORT_YEAR =
  /(?:时间|日期|发布|发表|更新|发稿)于?\s?:?\s{0,3}(\d{2}|1[0-2]\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|(?!\d))/;

/** `发布时间：21-06-08 09:15`: the web is of 1990 to 2049. `发布日期：102/09/21`: the years of the Republic. */
function shortYear(matchForm: string, zone: string): string | null {
  const match = SHORT_YEAR.exec(matchForm);
  if (match === null) return null;
  const [, year = '', month, day] = match;
  if (year.length === 2 && +year >= 50 && +year < 90) return null;
  const full = year.length === 3 ? 1911 + +year : +year < 50 ? 2000 + +year : 1900 + +year;
  return isoOf([String(full), month, day], clockAround(matchForm, match), zone);
}

const COMPACT =
  /(?:^\P{L}{0,3}|(?:时间|日期|发布|发表|更新|发稿)于?\s?:?\s{0,3})((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/u;

/** `20130921` at the head of a line or behind a label. */
function compact(matchForm: string, zone: string): string | null {
  const match = COMPACT.exec(matchForm);
  return match === null ? null : isoOf([match[1], match[2], match[3]], clockAround(matchForm, match), zone);
}

/** A date in a line, and whether it is a date of change. */
export interface Dated {
  readonly date: string;
  readonly changed: boolean;
}

const DATES = new RegExp(DATE.source, 'g');
const CHANGED_AT =
  /(?:更新|修改|修订|变更|编辑|updated|modified|edited)(?:时间|日期|于|\s?on|\s?at)?\s?[:@]?\s{0,3}[[(]?$/i;
const CHANGED_THEN = /^\s{0,3}(?:最后|再次)?(?:更新|修改|修订|编辑)/;
/** The same where nothing else says so: at the end of what the line holds. */
const CHANGED_BEHIND = /^\s{0,3}(?:最后|再次)?(?:更新|修改|修订)\s{0,3}(?:[|)\]]|$)/;
/** What stands between a date and a word behind it. */
const CLOCK_LENGTH = 24;

/** All dates in a line: `于 2021-06-08 发布，已于 2021-06-09 修改`. */
export function datesIn(text: string, zone: string = CHINA_ZONE): readonly Dated[] {
  const matchForm = withDigits(matchFormOf(text));
  const found: Dated[] = [];
  let from = 0;
  for (const match of matchForm.matchAll(DATES)) {
    const date = isoOf([match[1], match[2], match[3]], clockAround(matchForm, match), zone);
    const end = match.index + match[0].length;
    const before = matchForm.slice(from, match.index);
    const behind = matchForm.slice(end, end + CLOCK_LENGTH + 8).replace(TIME, '');
    const changed =
      CHANGED_AT.test(before) ||
      (/于\s{0,3}$/.test(before) && CHANGED_THEN.test(behind)) ||
      CHANGED_BEHIND.test(behind);
    if (date !== null) found.push({ date, changed });
    from = end;
  }
  if (found.length > 0) return found;
  const date = dateIn(text, zone);
  return date === null ? [] : [{ date, changed: CHANGED_AT.test(/^\D*/.exec(matchForm)?.[0] ?? '') }];
}
const TIME = /^[\s\p{Script=Han}]{0,4}\d{1,2}:\d{2}(?::\d{2})?/u;

type Triple = readonly [string | undefined, string | undefined, string | undefined];

function isoOf([year = '', month = '', day = '']: Triple, clock: Clock | null, zone: string): string | null {
  if (!isDay(+year, +month, +day)) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (clock?.hour === null || clock === null) return date;
  return `${date}T${two(String(clock.hour))}:${clock.minute}:${clock.second}${clock.zone ?? zone}`;
}

const DAY_LAST = /(?<!\d)(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d{2})(?!\d)/;

/** `9/17/2004 5:54:13 AM`, `13/02/2022`: only if the numbers or AM/PM tell which one is the month. */
function dayLast(matchForm: string, zone: string): string | null {
  const match = DAY_LAST.exec(matchForm);
  if (match === null) return null;
  const [, first = '', second = '', year] = match;
  const clock = clockAround(matchForm, match);
  const american = clock?.half === true || +second > 12;
  if (!american && +first <= 12 && first !== second) return null;
  return isoOf(american ? [year, first, second] : [year, second, first], clock, zone);
}

const YEAR_APART = /(?<!\d)((?:19|20)\d{2})\s?(\d{1,2})\/(\d{1,2})(?=\s{1,3}\d{1,2}:\d{2})/;
const YEAR_LAST =
  /\b([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(\d{1,2}):(\d{2}):(\d{2})\s(?:([A-Z]{3}|[+-]\d{4})\s)?((?:19|20)\d{2})\b/;

/** `2022 03/04 08:30:15`, `Sun Mar  4 21:33:02 2012`, `Sun Mar 4 21:33:02 CST 2012`. */
function yearApart(matchForm: string, zone: string): string | null {
  const set = YEAR_APART.exec(matchForm);
  if (set !== null) return isoOf([set[1], set[2], set[3]], clockAround(matchForm, set), zone);
  const match = YEAR_LAST.exec(matchForm);
  if (match === null) return null;
  const [, month, day, hour, minute, second, named, year] = match;
  return isoOf([year, monthOf(month), day], plainClock(hour, minute, second), zoneIn(named) ?? zone);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`,?\s{1,2}((?:19|20)\d{2})\b`;
const MONTH_FIRST = new RegExp(String.raw`\b${MONTH}\s{1,2}${DAY}${YEAR}`, 'i');
const DAY_FIRST = new RegExp(String.raw`(?<!\d)${DAY}\s${MONTH}${YEAR}`, 'i');

/** `September 7th, 2019 10:56 am`, `Sat, 07 Sep 2019 02:56:00 GMT`. */
function english(matchForm: string, zone: string): string | null {
  const first = MONTH_FIRST.exec(matchForm);
  const match = first ?? DAY_FIRST.exec(matchForm);
  if (match === null) return null;
  const [, one, other, year] = match;
  const [month, day] = first === null ? [other, one] : [one, other];
  return isoOf([year, monthOf(month), day], clockAround(matchForm, match), zone);
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf(name?.slice(0, 3).toLowerCase() ?? '') + 1);
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
