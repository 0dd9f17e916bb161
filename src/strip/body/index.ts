import {
  MARKUP_LINES,
  MARKUP_REGIONS,
  MARKUP_SECOND,
  TEXT_LINES,
  TEXT_REGIONS,
  TEXT_SECOND,
} from '../../tables/generated/body-model.ts';
import { candidatesOf, likelyBounds } from './choose-region.ts';
import type { Bounds } from './choose-region.ts';
import { limitsOf } from './article-bounds.ts';
import { entriesOf, evidenceOf, furnitureOf } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { addFirstHeading, fillGaps } from './gaps.ts';
import { featuresOf } from './line-features.ts';
import { chancesOf, secondFeatures } from './context-features.ts';
import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import { sumsOfTrees, unpack } from './boosted-trees.ts';
import type { Forest, Packed } from './boosted-trees.ts';
import { likeliestPath } from './viterbi.ts';
import { containersOf, weigh } from './regions.ts';
import type { Region } from './regions.ts';
import { stretchesOf } from './text-regions.ts';
import { solidPage } from './solid-page.ts';
import { keepBlocksWhole } from './whole-blocks.ts';
import type { Page } from '../page.ts';

/** The models for one kind of page, and what a change between body and rest costs there. */
export interface Models {
  readonly lines: () => Forest;
  /** Lines again, in the light of what the first model says of those around. */
  readonly second: () => Forest;
  readonly regions: () => Forest;
  /** Least share of the likely body that a region holds. */
  readonly least: number;
  readonly change: number;
  readonly bias: number;
  /** The same on a forum. */
  readonly forumBias: number;
}

export const MARKUP: Models = {
  lines: lazily(MARKUP_LINES),
  second: lazily(MARKUP_SECOND),
  regions: lazily(MARKUP_REGIONS),
  least: 0.04,
  change: 2,
  bias: 1,
  forumBias: 1.5,
};
export const TEXT: Models = {
  lines: lazily(TEXT_LINES),
  second: lazily(TEXT_SECOND),
  regions: lazily(TEXT_REGIONS),
  least: 0.04,
  change: 1,
  bias: 0.5,
  forumBias: 1.5,
};

/** Score of a line that an anchored rule takes out. */
export const OUT = -6;
/** Score of a line beyond the region that is the body. */
const BEYOND = -9;

/** Finds lines outside the body; see `outsideBody`. */
export type BodyFinder = (
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
) => ReadonlySet<number>;

/**
 * Lines that stand outside the body, by index: the site's navigation, link lists, comments' furniture, footers.
 * `marks` names for each line the rule that takes it out already, or null; `headline` is the index of the title's line, or null.
 * First each line is scored by itself and its neighbours. The region that is likeliest to be the body is chosen among a page's containers, or
 * among stretches of likely lines where there is no markup, a forum's apart, whose body is many posts. Lines in it are scored again in the light
 * of all those scores; then lines are divided into body and rest, and what stands before the headline or behind the article as if it were its own is left out.
 */
export function outsideBody(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  models: Models = page.markup ? MARKUP : TEXT,
): ReadonlySet<number> {
  const solid = solidPage(page, marks, headline);
  if (solid === null) return outsideOf(page, marks, headline, models);
  const found = outsideOf(solid.page, solid.marks, solid.headline, models);
  return new Set(Array.from(found, (line) => solid.places[line] ?? line));
}

function outsideOf(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  models: Models,
): ReadonlySet<number> {
  const entries = entriesOf(page);
  if (!page.markup && !hasFurniture(furnitureOf(marks, entries))) return new Set();
  const evidence = evidenceOf(page, marks, headline, entries);
  const stays = (line: number): boolean => (marks[line] ?? null) === null;
  const features = featuresOf(evidence);
  const sums = sumsOfTrees(models.lines(), features);
  const first = columnOf(sums.length, (line) => (stays(line) ? (sums[line] ?? 0) : OUT));
  const region = bodyRegion(evidence, first, models);
  const { first: from, last: to } = region ?? { first: 0, last: page.lines.length - 1 };
  const within = (line: number): boolean => line >= from && line <= to;
  const second = [...features, ...secondFeatures(evidence, first)];
  const score = sumsOfTrees(models.second(), second, from, to + 1);
  const inside = columnOf(score.length, (line) => (!within(line) ? BEYOND : stays(line) ? (score[line] ?? 0) : OUT));
  const bias = evidence.talk.forum ? models.forumBias : models.bias;
  const path = likeliestPath(inside, evidence.letters, models.change, bias);
  const limits = limitsOf(evidence, path);
  const body = path.map((kept, line) => kept && line >= limits.first && line <= limits.last);
  if (page.markup && !evidence.talk.forum) {
    const start = Math.max(limits.first, (evidence.title ?? -1) + 1);
    keepBlocksWhole(page, marks, body, start, limits.last);
    fillGaps(page, marks, body);
  }
  addFirstHeading(page, marks, body, evidence.title);
  const outside = page.lines.filter(({ index, text }) => text !== '' && body[index] !== true);
  return new Set(outside.map(({ index }) => index));
}

function lazily(packed: Packed): () => Forest {
  let forest: Forest | null = null;
  return () => (forest ??= unpack(packed));
}

/** Lines that are surely a site's, below which a text without markup is taken to be an article and nothing else. */
const FEW = 4;

function hasFurniture(marked: Column): boolean {
  let furniture = 0;
  for (const value of marked) if (value > 0) furniture++;
  return furniture >= FEW && furniture * 20 >= marked.length;
}

/** First and last line that a good region may hold; null on a forum, whose body is many posts. */
function bodyRegion(evidence: Evidence, score: Column, models: Models): Bounds | null {
  if (evidence.talk.forum) return null;
  const { regions, mass } = regionsOf(evidence, score);
  const candidates = candidatesOf(evidence, regions, mass, models.least);
  const [first] = candidates;
  if (first === undefined) return null;
  const columns = first[1].map(
    ([name], i) => [name, columnOf(candidates.length, (at) => candidates[at]?.[1][i]?.[1] ?? 0)] as const,
  );
  const scores = sumsOfTrees(models.regions(), columns);
  const bounds = candidates.map(([region]) => region);
  return likelyBounds(bounds, scores, score.length);
}

/** The containers of a page, or its stretches where there is no markup, with the mass of each line. */
export function regionsOf(
  { page, letters }: Evidence,
  score: Column,
): { readonly regions: readonly Region[]; readonly mass: Column } {
  const chance = chancesOf(score);
  const mass = columnOf(score.length, (i) => (chance[i] ?? 0) * (letters[i] ?? 0));
  const regions = page.markup ? containersOf(page) : stretchesOf(page, mass, letters);
  weigh(regions, page, mass, letters);
  return { regions, mass };
}
