import { lineKey } from '../line-key.ts';
import type { Page, PageLine } from '../page.ts';
import { isRunning } from '../running-text.ts';
import { sitesOf } from '../site.ts';

/** Keys of the lines that sites repeat, by site name. Plain data. */
export type Templates = Readonly<Record<string, readonly string[]>>;

const sets = new WeakMap<Templates, ReadonlyMap<string, ReadonlySet<string>>>();

function setsOf(templates: Templates): ReadonlyMap<string, ReadonlySet<string>> {
  const known = sets.get(templates);
  if (known !== undefined) return known;
  const made = new Map(Object.entries(templates).map(([site, keys]) => [site, new Set(keys)] as const));
  sets.set(templates, made);
  return made;
}

/**
 * Indices of the lines of a page that its site repeats, where they stand around what is kept: before the first running text or listing or behind
 * the last, or with neither behind them in their section. Manuals repeat lines of their own inside, as `语法:` and `End Sub`. Code is never removed, nor is a heading inside.
 */
export function templateLines(
  page: Page,
  marks: readonly (string | null)[],
  templates: Templates,
  url: string | null,
): readonly number[] {
  const known = setsOf(templates);
  if (known.size === 0) return [];
  const own = sitesOf(page, url).flatMap((site) => known.get(site) ?? []);
  if (own.length === 0) return [];
  const repeated = page.lines.filter(({ index, matchForm, features }) => {
    if (marks[index] !== null || features.preformatted === true) return false;
    const key = lineKey(matchForm);
    return key !== '' && own.some((keys) => keys.has(key));
  });
  if (repeated.length === 0) return [];
  const taken = new Set(repeated.map(({ index }) => index));
  const isText = (line: PageLine): boolean => !taken.has(line.index) && marks[line.index] === null && isOwn(line);
  const first = page.lines.find(isText)?.index ?? page.lines.length;
  const last = page.lines.findLast(isText)?.index ?? -1;
  const open = openSections(page, isText);
  return repeated
    .filter(({ index, features }) => index < first || index > last || (features.heading === 0 && open[index] === true))
    .map(({ index }) => index);
}

/** Running text, or code. */
function isOwn(line: PageLine): boolean {
  return line.features.preformatted === true || isRunning(line);
}

/** For each line whether no text follows it up to the next heading. */
function openSections({ lines }: Page, isText: (line: PageLine) => boolean): readonly boolean[] {
  const open: boolean[] = [];
  let free = true;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line === undefined) continue;
    open[index] = free;
    if (isText(line)) free = false;
    else if (line.features.heading > 0) free = true;
  }
  return open;
}
