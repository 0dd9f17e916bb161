import { smallestHashes, hashOf } from './hash.ts';
import type { Document, Removal } from '../../types.ts';
import { lineKey } from '../line-key.ts';
import { pageOf } from '../page.ts';
import type { Page } from '../page.ts';
import { sitesOf } from '../site.ts';

/** Where a line stood: `o` taken out as the site's, `e` left at an edge of the body, `b` in the body or taken as its title. */
export type Standing = 'o' | 'e' | 'b';

/** What one page tells of its site. */
export interface Observation {
  /** See `sitesOf`. */
  readonly sites: readonly string[];
  /** Equal for copies of a story, and next to random; orders the sample. */
  readonly id: string;
  /** Hashes of some of the body's sentences: stories that share half of them are copies. */
  readonly story: readonly string[];
  /** Each key of the page's lines once, after the sign of where it stood, sorted and joined by line feeds; what stood in the body anywhere stands there. One text takes a third of the memory of a table. */
  readonly lines: string;
}

/** The lines of an observation, as they are kept in one text. */
export function packLines(lines: Iterable<readonly [key: string, standing: Standing]>): string {
  return Array.from(lines, ([key, standing]) => standing + key)
    .sort()
    .join('\n');
}

/** The keys in such a text, each with where it stood. */
export function unpackLines(lines: string): readonly (readonly [key: string, standing: Standing])[] {
  if (lines === '') return [];
  return lines.split('\n').map((line) => [line.slice(1), line.charAt(0) as Standing] as const);
}

/** Sentences that stand for a story. */
const SENTENCES = 8;
/** Most characters of keys that are kept of a page, half from its beginning and half from its end. */
const MOST = 6000;

/** What a page tells of its site, given what strip takes out of it. */
export function observationOf(document: Document, removals: readonly Removal[], url: string | null): Observation {
  const page = pageOf(document);
  const out = new Map(removals.flatMap(({ line, rule, part }) => (part === null ? [[line, rule] as const] : [])));
  const kept = page.lines.filter(({ index, text }) => !out.has(index) && text !== '');
  const story = storyOf(kept.length > 0 ? kept.map(({ shadow }) => shadow) : page.lines.map(({ shadow }) => shadow));
  return { sites: sitesOf(page, url), id: hashOf(story[0] ?? ''), story, lines: standings(page, out) };
}

function storyOf(lines: readonly string[]): readonly string[] {
  const sentences = lines.flatMap((line) => line.split(/[。!?;]/)).map((part) => part.replace(/[^\p{L}\p{N}]/gu, ''));
  const long = sentences.filter((sentence) => sentence.length >= 8);
  return smallestHashes(long.length > 0 ? long : sentences, SENTENCES);
}

/** Rules that take what belongs to the article. */
const OF_THE_ARTICLE: ReadonlySet<string> = new Set(['title', 'kicker', 'subtitle']);

function standings(page: Page, out: ReadonlyMap<number, string>): string {
  const prose = page.lines.filter((line) => !out.has(line.index) && line.prose);
  const first = prose[0]?.index ?? Infinity;
  const last = prose.at(-1)?.index ?? -1;
  const found = new Map<string, Standing>();
  for (const line of ends(page)) {
    const key = lineKey(line.shadow);
    if (key === '') continue;
    const rule = out.get(line.index);
    const edge = line.index < first || line.index > last;
    const standing = rule === undefined ? (edge ? 'e' : 'b') : OF_THE_ARTICLE.has(rule) ? 'b' : 'o';
    const before = found.get(key);
    if (before === undefined || RANK[standing] > RANK[before]) found.set(key, standing);
  }
  return packLines(found);
}

const RANK = { o: 0, e: 1, b: 2 } as const;

/** The lines of a page, or of a long page those at its two ends. */
function ends({ lines }: Page): Page['lines'] {
  const keep = new Set<number>();
  let left = MOST;
  for (let from = 0, to = lines.length - 1; from <= to && left > 0; from++, to--)
    for (const at of from === to ? [from] : [from, to]) {
      left -= Math.min(160, lines[at]?.text.length ?? 0);
      keep.add(at);
    }
  return lines.filter(({ index }) => keep.has(index));
}
