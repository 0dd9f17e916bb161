import { unpackLines } from './page-summary.ts';
import type { Observation, Standing } from './page-summary.ts';

/** Stories that a line must stand around that strip takes out on most of them. */
const TAKEN = 3;
/** Stories that a line must stand around, and the share of the site's, that strip leaves at the edges of the body. */
const LEFT = 4;
const SHARE = 0.5;
/** Lines that strip takes out that a site must repeat before any that it leaves is held against it: documents of one form repeat lines of their own. */
const FRAME = 4;
/** Most lines of a site. */
const MOST = 400;

/** The lines of a site that are its furniture, with the number of stories they stand around, the most frequent first. */
export function furnitureOf(pages: Iterable<Observation>): ReadonlyMap<string, number> {
  const stories = storiesOf([...pages]);
  const counts = countsOf(stories);
  const taken = counts.filter(([, count]) => sum(count) >= TAKEN && count.o * 2 > sum(count));
  const left = taken.length < FRAME ? [] : counts.filter(([key, count]) => isLeft(key, count, stories.length));
  const found = new Map([...taken, ...left].map(([key, count]) => [key, sum(count)]));
  return new Map([...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST));
}

type Counts = Record<Standing, number>;

function countsOf(stories: readonly ReadonlyMap<string, Standing>[]): readonly (readonly [string, Counts])[] {
  const counts = new Map<string, Counts>();
  for (const story of stories)
    for (const [key, standing] of story) {
      const count = counts.get(key) ?? { o: 0, e: 0, b: 0 };
      count[standing]++;
      counts.set(key, count);
    }
  return [...counts];
}

function sum({ o, e, b }: Counts): number {
  return o + e + b;
}

/** Never in a body, and no sentence: around most stories of the site, before the first of their prose or after the last. */
function isLeft(key: string, count: Counts, stories: number): boolean {
  return count.b === 0 && sum(count) >= LEFT && sum(count) >= SHARE * stories && !/[。!?;,、]$/.test(key);
}

/** The lines of each story: copies of one are taken as one page, on which a line stands where it stood nearest to the body. */
function storiesOf(pages: readonly Observation[]): readonly ReadonlyMap<string, Standing>[] {
  const groups: Observation[][] = [];
  for (const page of [...pages].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const [group, ...others] = groups.filter((known) => known.some((other) => isCopy(page, other)));
    if (group === undefined) groups.push([page]);
    else {
      group.push(page);
      for (const other of others) {
        for (const copy of other) group.push(copy);
        groups.splice(groups.indexOf(other), 1);
      }
    }
  }
  return groups.map(together);
}

function isCopy(page: Observation, other: Observation): boolean {
  const shared = page.story.filter((hash) => other.story.includes(hash)).length;
  return shared * 2 >= Math.min(page.story.length, other.story.length);
}

function together(pages: readonly Observation[]): ReadonlyMap<string, Standing> {
  const lines = new Map<string, Standing>();
  for (const page of pages)
    for (const [key, standing] of unpackLines(page.lines)) {
      const before = lines.get(key);
      if (before === undefined || ORDER.indexOf(standing) < ORDER.indexOf(before)) lines.set(key, standing);
    }
  return lines;
}

const ORDER: readonly Standing[] = ['b', 'e', 'o'];
