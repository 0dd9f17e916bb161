import { unpackLines } from './page-summary.ts';
import type { Observation, Standing } from './page-summary.ts';

/** Minimum number of stories around which a line must appear, if strip removed it in most of them. */
const MIN_REMOVED_STORIES = 3;
/** Minimum number of stories, and share of the site's stories, for a line that strip left at the edges of the body. */
const MIN_LEFT_STORIES = 4;
const MIN_LEFT_SHARE = 0.5;
/** Minimum number of removed lines a site must repeat before lines that strip left count as templates: documents of one form repeat lines of their own. */
const MIN_REMOVED_LINES = 4;
/** Maximum number of template lines per site. */
const MAX_LINES = 400;

/** Boilerplate lines of a site with the number of stories each appears around, most frequent first. */
export function boilerplateOf(pages: Iterable<Observation>): ReadonlyMap<string, number> {
  const stories = storiesOf([...pages]);
  const counts = countsOf(stories);
  const removed = counts.filter(([, count]) => sum(count) >= MIN_REMOVED_STORIES && count.o * 2 > sum(count));
  const left =
    removed.length < MIN_REMOVED_LINES ? [] : counts.filter(([key, count]) => isLeft(key, count, stories.length));
  const found = new Map([...removed, ...left].map(([key, count]) => [key, sum(count)]));
  return new Map([...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MAX_LINES));
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

/** Whether a line that strip left is boilerplate: never in a body, no sentence, and around at least half of the site's stories. */
function isLeft(key: string, count: Counts, stories: number): boolean {
  return (
    count.b === 0 &&
    sum(count) >= MIN_LEFT_STORIES &&
    sum(count) >= MIN_LEFT_SHARE * stories &&
    !/[。!?;,、]$/.test(key)
  );
}

/** The lines of each story. Copies of a story are merged into one page, each line with the standing nearest to the body. */
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
  return groups.map(merged);
}

function isCopy(page: Observation, other: Observation): boolean {
  const shared = page.story.filter((hash) => other.story.includes(hash)).length;
  return shared * 2 >= Math.min(page.story.length, other.story.length);
}

function merged(pages: readonly Observation[]): ReadonlyMap<string, Standing> {
  const lines = new Map<string, Standing>();
  for (const page of pages)
    for (const [key, standing] of unpackLines(page.lines)) {
      const before = lines.get(key);
      if (before === undefined || ORDER.indexOf(standing) < ORDER.indexOf(before)) lines.set(key, standing);
    }
  return lines;
}

const ORDER: readonly Standing[] = ['b', 'e', 'o'];
