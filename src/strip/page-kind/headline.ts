import { headlineKey, headlineParts, keyOfMatchForm } from '../../text/page-title.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { lineRulesThat, tellsAny } from '../rules/index.ts';
import type { Marks } from '../rules/match-lines.ts';
import { ROLE } from './entries.ts';
import type { Entries } from './entries.ts';

/** The headline of a page and its surroundings. */
export interface Head {
  /** Index of the headline, or -1. */
  readonly at: number;
  /** Whether there is a headline that does not belong to a list. */
  readonly printed: boolean;
  /** Whether it matches the page's title and is longer than a site or channel name. */
  readonly named: boolean;
  /** Whether it has a date, source or author beside it. */
  readonly told: boolean;
}

/** Rules whose lines describe the headline beside them. */
const TELLING = lineRulesThat((rule) => tellsAny(rule, 'time', 'date', 'source', 'author', 'title'));
/** Number of lines above and below the headline that count as beside it. */
const ABOVE = 3;
const BELOW = 6;
/** Shortest article title, in letters: shorter ones may be channel names. */
const MIN_NAME_LETTERS = 10;

export function headOf(page: Page, marks: Marks, { roles }: Entries): Head {
  const names = page.meta
    .filter(({ name }) => NAMES.has(name))
    .map(({ value }) => headlineKey(headlineParts(value)[1] ?? ''));
  const line = headlineOf(page, marks, roles, names);
  if (line === null) return { at: -1, printed: false, named: false, told: false };
  const key = keyOfMatchForm(line.matchForm);
  const above = page.lines.slice(Math.max(0, line.index - ABOVE), line.index);
  const behind = page.lines.slice(line.index + 1, line.index + BELOW + 1);
  const list = behind.findIndex(({ index }) => roles[index] === ROLE.headline);
  const beside = [...above, ...(list < 0 ? behind : behind.slice(0, list))];
  return {
    at: line.index,
    printed: true,
    named: key.length >= MIN_NAME_LETTERS && names.some((name) => name.startsWith(key)),
    told: beside.some(({ index }) => roles[index] === ROLE.none && TELLING.has(marks[index] ?? '')),
  };
}

/** The line marked as title or, failing that, a heading that matches the page's title. */
function headlineOf({ lines }: Page, marks: Marks, roles: Uint8Array, names: readonly string[]): PageLine | null {
  const own = lines.filter(({ index }) => roles[index] === ROLE.none);
  const marked = own.find((line) => marks[line.index] === 'title' && (!isLink(line) || isName(line, names)));
  if (marked !== undefined) return marked;
  return (
    own.find((line) => line.features.heading > 0 && !isLink(line) && names.includes(keyOfMatchForm(line.matchForm))) ??
    null
  );
}

/** Whether a heading matches the page's title and is not the site's name. */
function isName({ features, matchForm }: PageLine, names: readonly string[]): boolean {
  const key = keyOfMatchForm(matchForm);
  return features.heading === 1 && key.length >= MIN_NAME_LETTERS && names.includes(key);
}

const NAMES: ReadonlySet<string> = new Set(['known:title', 'title', 'meta:og:title', 'json-ld:headline']);
