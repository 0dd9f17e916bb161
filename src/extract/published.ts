import { shadowOf } from '../text/shadow.ts';
import type { Document } from '../types.ts';

/** Rules of strip whose lines tell when the article appeared, most trusted first. */
const TELLING: readonly ReadonlySet<string>[] = [
  new Set(['time-label', 'time-source', 'date']),
  new Set(['source', 'editor', 'document-index', 'tail-credit']),
];

/** Metadata that tells it, most trusted first. */
const META =
  /^(?:meta:article:published_time|json-ld:datePublished|meta:publishdate|meta:publish_time|meta:pubdate|meta:og:release_date|meta:weibo:\s*article:create_at|meta:parsely-pub-date|meta:dc\.date\.issued|meta:datepublished|itemprop:datePublished|time:datetime|meta:og:published_time|meta:pubtime|meta:createdate|meta:contentpubdate)$/i;

/** When the article appeared: ISO 8601 with the offset of China where the page names none, or a date alone. Null without evidence. */
export function publishedOf(document: Document): string | null {
  for (const rules of TELLING)
    for (const { rule, text } of document.removed) {
      const date = rules.has(rule) ? dateIn(text) : null;
      if (date !== null) return date;
    }
  for (const { name, value } of document.meta) {
    const date = META.test(name) ? dateIn(value) : null;
    if (date !== null) return date;
  }
  return fromAddress(document);
}

const DATE =
  /(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?日)?(?!\d)[\sT]{0,4}(?:星期.\s?|\(?周.\)?\s?|(?:上午|下午|早上|晚上)\s?)?(?:(\d{1,2})\s?[:时]\s?(\d{2})(?:\s?分)?(?::?\s?(\d{2})(?!\d))?)?(?:\.\d{1,6})?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** The first date in a text, in ISO 8601; null if there is none or it cannot be. */
export function dateIn(text: string): string | null {
  const match = DATE.exec(shadowOf(text));
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour, minute, second = '00', offset] = match;
  if (!isDay(+year, +month, +day)) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined || minute === undefined || +hour > 23 || +minute > 59 || +second > 59) return date;
  return `${date}T${two(hour)}:${minute}:${second}${zone(offset)}`;
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
