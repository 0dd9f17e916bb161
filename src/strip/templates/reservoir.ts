import type { Observation } from './page-summary.ts';

/** A bounded sample of the observed pages of each site. Does not depend on the order in which pages are added. */
export interface Sample {
  /** Thinning level. At 0 each site keeps up to `MAX_SITE_PAGES` pages; each further level halves this limit down to `MIN_SITE_PAGES`, then the share of sampled pages. */
  level: number;
  /** Pages by site name, then by page id. */
  readonly sites: Map<string, Map<string, Observation>>;
  entries: number;
}

/** Maximum number of pages per site at level 0. */
const MAX_SITE_PAGES = 16;
const MIN_SITE_PAGES = 4;
/** Maximum number of pages over all sites, a few hundred megabytes. */
const MAX_PAGES = 40_000;

export function newSample(level = 0): Sample {
  return { level, sites: new Map(), entries: 0 };
}

/** Adds a page and thins the sample as needed. `most` is the maximum number of pages over all sites. */
export function addPage(sample: Sample, page: Observation, most: number = MAX_PAGES): void {
  for (const site of page.sites) addTo(sample, site, page);
  while (sample.entries > most) raiseLevel(sample, sample.level + 1);
}

/** Merges another sample: the result is the sample of all pages of both. */
export function addSample(sample: Sample, other: Sample, most: number = MAX_PAGES): void {
  if (other.level > sample.level) raiseLevel(sample, other.level);
  for (const pages of other.sites.values()) for (const page of pages.values()) addPage(sample, page, most);
}

function addTo(sample: Sample, site: string, page: Observation): void {
  if (!isSampled(page.id, sample.level)) return;
  const pages = sample.sites.get(site) ?? new Map<string, Observation>();
  const before = pages.get(page.id);
  if (before !== undefined && !replaces(page, before)) return;
  pages.set(page.id, page);
  if (before === undefined) sample.entries++;
  sample.sites.set(site, pages);
  thin(sample, pages);
}

/** Whether `page` is kept rather than `other`, a copy of the same story; independent of arrival order. */
function replaces(page: Observation, other: Observation): boolean {
  return JSON.stringify(page) < JSON.stringify(other);
}

function thin(sample: Sample, pages: Map<string, Observation>): void {
  const share = Math.max(MIN_SITE_PAGES, MAX_SITE_PAGES >> sample.level);
  for (const id of [...pages.keys()].sort().slice(share)) {
    pages.delete(id);
    sample.entries--;
  }
}

/** Whether an id is sampled at a level: every id until the limit of a site has fallen to `MIN_SITE_PAGES`, then a half, a quarter … */
function isSampled(id: string, level: number): boolean {
  const halvings = Math.max(0, level - Math.log2(MAX_SITE_PAGES / MIN_SITE_PAGES));
  return parseInt(id.slice(0, 8), 16) < 2 ** (32 - halvings);
}

function raiseLevel(sample: Sample, level: number): void {
  sample.level = level;
  for (const [site, pages] of sample.sites) {
    for (const id of [...pages.keys()])
      if (!isSampled(id, level)) {
        pages.delete(id);
        sample.entries--;
      }
    thin(sample, pages);
    if (pages.size === 0) sample.sites.delete(site);
  }
}
