import type { Observation } from './page-summary.ts';

/** What is kept of the pages that were observed: of each site, some pages. The same for the same pages in any order. */
export interface Sample {
  /** How much had to be left out: 0 nothing but pages over a site's share; each level above halves it, down to `LEAST`, and then the pages. */
  level: number;
  /** Pages by site and then by id. */
  readonly sites: Map<string, Map<string, Observation>>;
  entries: number;
}

/** Most pages of a site. */
const PAGES = 16;
const LEAST = 4;
/** Most pages of all sites together; some hundred megabytes. */
const MOST = 40_000;

export function newSample(level = 0): Sample {
  return { level, sites: new Map(), entries: 0 };
}

/** Adds a page. `most` bounds the pages of all sites together. */
export function addPage(sample: Sample, page: Observation, most: number = MOST): void {
  for (const site of page.sites) addTo(sample, site, page);
  while (sample.entries > most) raise(sample, sample.level + 1);
}

/** Adds what another sample holds: the sample of all pages of both. */
export function addSample(sample: Sample, other: Sample, most: number = MOST): void {
  if (other.level > sample.level) raise(sample, other.level);
  for (const pages of other.sites.values()) for (const page of pages.values()) addPage(sample, page, most);
}

function addTo(sample: Sample, site: string, page: Observation): void {
  if (!isIn(page.id, sample.level)) return;
  const pages = sample.sites.get(site) ?? new Map<string, Observation>();
  const before = pages.get(page.id);
  if (before !== undefined && !precedes(page, before)) return;
  pages.set(page.id, page);
  if (before === undefined) sample.entries++;
  sample.sites.set(site, pages);
  shorten(sample, pages);
}

/** Of two copies of a story the one that stays, whichever came first. */
function precedes(page: Observation, other: Observation): boolean {
  return JSON.stringify(page) < JSON.stringify(other);
}

function shorten(sample: Sample, pages: Map<string, Observation>): void {
  const share = Math.max(LEAST, PAGES >> sample.level);
  for (const id of [...pages.keys()].sort().slice(share)) {
    pages.delete(id);
    sample.entries--;
  }
}

/** Whether pages of this id are in the sample at a level: all, until the share of a site is at its least, then every second, fourth … */
function isIn(id: string, level: number): boolean {
  const halvings = Math.max(0, level - Math.log2(PAGES / LEAST));
  return parseInt(id.slice(0, 8), 16) < 2 ** (32 - halvings);
}

function raise(sample: Sample, level: number): void {
  sample.level = level;
  for (const [site, pages] of sample.sites) {
    for (const id of [...pages.keys()])
      if (!isIn(id, level)) {
        pages.delete(id);
        sample.entries--;
      }
    shorten(sample, pages);
    if (pages.size === 0) sample.sites.delete(site);
  }
}
