import type { Observation, Standing } from './observation.ts';

/** Pages of different stories that a line must stand on. */
const PAGES = 3;
/** Most lines of a site. */
const MOST = 400;

/** The lines of a site that are its furniture, with the number of stories they stand around, the most frequent first. */
export function furnitureOf(pages: Iterable<Observation>): ReadonlyMap<string, number> {
  const stories = storiesOf([...pages]);
  const counts = new Map<string, Counts>();
  for (const story of stories)
    for (const [key, standing] of story) {
      const count = counts.get(key) ?? { o: 0, e: 0, b: 0 };
      count[standing]++;
      counts.set(key, count);
    }
  const found = [...counts].filter(([, count]) => isFurniture(count, stories.length)).map(([key, count]) => [key, sum(count)] as const);
  return new Map(found.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST));
}

type Counts = Record<Standing, number>;

function sum({ o, e, b }: Counts): number {
  return o + e + b;
}

/** Taken out on most of the pages it stands on. */
function isFurniture(count: Counts, _stories: number): boolean {
  return sum(count) >= PAGES && count.o * 2 > sum(count);
}

/** The lines of each story: copies of one are taken as one page, on which a line stands where it stood nearest to the body. */
function storiesOf(pages: readonly Observation[]): readonly ReadonlyMap<string, Standing>[] {
  const groups: Observation[][] = [];
  for (const page of [...pages].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const [group, ...others] = groups.filter((known) => known.some((other) => isCopy(page, other)));
    if (group === undefined) groups.push([page]);
    else {
      group.push(page, ...others.flat());
      for (const other of others) groups.splice(groups.indexOf(other), 1);
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
    for (const [key, standing] of Object.entries(page.lines)) {
      const before = lines.get(key);
      if (before === undefined || ORDER.indexOf(standing) < ORDER.indexOf(before)) lines.set(key, standing);
    }
  return lines;
}

const ORDER: readonly Standing[] = ['b', 'e', 'o'];
