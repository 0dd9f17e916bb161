import { smallestHashes, hashOf } from './hash.ts';
import type { Document, Removal } from '../../types.ts';
import { lineKey } from '../line-key.ts';
import { pageOf } from '../page.ts';
import type { Page } from '../page.ts';
import { headlineRules } from '../rules/index.ts';
import { sitesOf } from '../site.ts';

/** Where a line was found: `o` removed as boilerplate, `e` kept at an edge of the body, `b` in the body or its headline. */
export type Standing = 'o' | 'e' | 'b';

/** What one page contributes to the templates of its site. */
export interface Observation {
  /** See `sitesOf`. */
  readonly sites: readonly string[];
  /** Equal for copies of a story, otherwise close to random; the order in which the sample keeps pages. */
  readonly id: string;
  /** Hashes of some sentences of the body; stories that share half of them are copies. */
  readonly story: readonly string[];
  /** Distinct line keys, each prefixed with its `Standing`, sorted and joined by line feeds; of several standings the one nearest to the body counts. One string takes a third of the memory of a map. */
  readonly lines: string;
}

/** Packs the lines of an observation into one string. */
export function packLines(lines: Iterable<readonly [key: string, standing: Standing]>): string {
  return Array.from(lines, ([key, standing]) => standing + key)
    .sort()
    .join('\n');
}

/** Unpacks the result of `packLines`. */
export function unpackLines(lines: string): readonly (readonly [key: string, standing: Standing])[] {
  if (lines === '') return [];
  return lines.split('\n').map((line) => [line.slice(1), line.charAt(0) as Standing] as const);
}

/** Number of sentence hashes that identify a story. */
const SENTENCE_HASHES = 8;
/** Approximate limit of text kept per page, in UTF-16 units, half from its start and half from its end. */
const MAX_TEXT_UNITS = 6000;

/** Summarizes a page for the templates of its site, given the removals of strip. */
export function observationOf(document: Document, removals: readonly Removal[], url: string | null): Observation {
  const page = pageOf(document);
  const out = new Map(removals.flatMap(({ line, rule, part }) => (part === null ? [[line, rule] as const] : [])));
  const kept = page.lines.filter(({ index, text }) => !out.has(index) && text !== '');
  const story = storyOf(
    kept.length > 0 ? kept.map(({ matchForm }) => matchForm) : page.lines.map(({ matchForm }) => matchForm),
  );
  return { sites: sitesOf(page, url), id: hashOf(story[0] ?? ''), story, lines: standings(page, out) };
}

function storyOf(lines: readonly string[]): readonly string[] {
  const sentences = lines.flatMap((line) => line.split(/[。!?;]/)).map((part) => part.replace(/[^\p{L}\p{N}]/gu, ''));
  const long = sentences.filter((sentence) => sentence.length >= 8);
  return smallestHashes(long.length > 0 ? long : sentences, SENTENCE_HASHES);
}

function standings(page: Page, out: ReadonlyMap<number, string>): string {
  const prose = page.lines.filter((line) => !out.has(line.index) && line.prose);
  const first = prose[0]?.index ?? Infinity;
  const last = prose.at(-1)?.index ?? -1;
  const found = new Map<string, Standing>();
  for (const line of edgeLines(page)) {
    const key = lineKey(line.matchForm);
    if (key === '') continue;
    const rule = out.get(line.index);
    const edge = line.index < first || line.index > last;
    const standing = rule === undefined ? (edge ? 'e' : 'b') : headlineRules.has(rule) ? 'b' : 'o';
    const before = found.get(key);
    if (before === undefined || RANK[standing] > RANK[before]) found.set(key, standing);
  }
  return packLines(found);
}

const RANK = { o: 0, e: 1, b: 2 } as const;

/** The lines of a page, or those at both ends of a long page. */
function edgeLines({ lines }: Page): Page['lines'] {
  const keep = new Set<number>();
  let left = MAX_TEXT_UNITS;
  for (let from = 0, to = lines.length - 1; from <= to && left > 0; from++, to--)
    for (const at of from === to ? [from] : [from, to]) {
      left -= Math.min(160, lines[at]?.text.length ?? 0);
      keep.add(at);
    }
  return lines.filter(({ index }) => keep.has(index));
}
