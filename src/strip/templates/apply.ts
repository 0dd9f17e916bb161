import { lineKey } from '../line-key.ts';
import type { Page } from '../page.ts';
import { sitesOf } from '../site.ts';

/** The lines that sites repeat, as keys, by the names of sites. Plain data. */
export type Templates = Readonly<Record<string, readonly string[]>>;

const sets = new WeakMap<Templates, ReadonlyMap<string, ReadonlySet<string>>>();

function setsOf(templates: Templates): ReadonlyMap<string, ReadonlySet<string>> {
  const known = sets.get(templates);
  if (known !== undefined) return known;
  const made = new Map(Object.entries(templates).map(([site, keys]) => [site, new Set(keys)] as const));
  sets.set(templates, made);
  return made;
}

/** Indices of the lines of a page that its site repeats. */
export function templateLines(page: Page, templates: Templates, url: string | null): readonly number[] {
  const known = setsOf(templates);
  if (known.size === 0) return [];
  const own = sitesOf(page, url).flatMap((site) => known.get(site) ?? []);
  if (own.length === 0) return [];
  return page.lines.flatMap(({ index, shadow }) => {
    const key = lineKey(shadow);
    return key !== '' && own.some((keys) => keys.has(key)) ? [index] : [];
  });
}
