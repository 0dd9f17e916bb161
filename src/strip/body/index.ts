import {
  MARKUP_LINES,
  MARKUP_REGIONS,
  MARKUP_SECOND,
  TEXT_LINES,
  TEXT_REGIONS,
  TEXT_SECOND,
} from '../../tables/generated/body-model.ts';
import { candidateRegions, likelyBounds } from './choose-region.ts';
import type { Bounds } from './choose-region.ts';
import { articleBounds } from './article-bounds.ts';
import { entriesOf, evidenceOf, boilerplateColumn } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { addFirstHeading, fillGaps } from './gaps.ts';
import { featuresOf } from './line-features.ts';
import { probabilitiesOf, contextFeatures } from './context-features.ts';
import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import { rowsThat, sumsOfTrees, unpack } from './boosted-trees.ts';
import type { Forest } from './boosted-trees.ts';
import { lazily } from './lazily.ts';
import { viterbiPath } from './viterbi.ts';
import { containersOf, fillSums } from './regions.ts';
import type { Region } from './regions.ts';
import { spansOf } from './text-regions.ts';
import { withoutEmptyLines } from './solid-page.ts';
import { keepBulletedLists } from './lists-in-text.ts';
import { keepListsInPosts } from './lists-in-posts.ts';
import { keepBlocksWhole } from './whole-blocks.ts';
import type { Page } from '../page.ts';

/** Models and decoding parameters for pages with or without markup. */
export interface Models {
  readonly lines: () => Forest;
  /** Second line model, which also sees context features. */
  readonly second: () => Forest;
  readonly regions: () => Forest;
  /** Minimum share of the page's mass that a region must hold. */
  readonly least: number;
  readonly change: number;
  readonly bias: number;
  /** Bias on a forum page. */
  readonly forumBias: number;
}

export const MARKUP: Models = {
  lines: lazily(() => unpack(MARKUP_LINES)),
  second: lazily(() => unpack(MARKUP_SECOND)),
  regions: lazily(() => unpack(MARKUP_REGIONS)),
  least: 0.04,
  change: 2,
  bias: 1,
  forumBias: 1.5,
};
export const TEXT: Models = {
  lines: lazily(() => unpack(TEXT_LINES)),
  second: lazily(() => unpack(TEXT_SECOND)),
  regions: lazily(() => unpack(TEXT_REGIONS)),
  least: 0.04,
  change: 1,
  bias: 0.5,
  forumBias: 1.5,
};

/** Log-odds of a line that a rule removes. */
export const REMOVED_LOG_ODDS = -6;
/** Log-odds of a line outside the body's region. */
const OUTSIDE_LOG_ODDS = -9;

/** Finds lines outside the body; see `outsideBody`. */
export type BodyFinder = (
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
) => ReadonlySet<number>;

/**
 * Indices of the lines outside the body: navigation, link lists, boilerplate of comments, footers.
 * `marks` holds for each line the rule that already removes it, or null; `headline` is the index of the title line, or null.
 * Each line is first scored by its own features and its neighbours. The likeliest body region is then chosen among the page's containers or, without
 * markup, among spans of likely lines; a forum page is taken whole, since its body is many posts. Lines in the region are scored again with context
 * features made from the first scores; the Viterbi path divides lines into body and rest, and the article bounds drop body-like text around the article.
 */
export function outsideBody(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  models: Models = page.markup ? MARKUP : TEXT,
): ReadonlySet<number> {
  const compact = withoutEmptyLines(page, marks, headline);
  if (compact === null) return outsideOf(page, marks, headline, models);
  const found = outsideOf(compact.page, compact.marks, compact.headline, models);
  return new Set(Array.from(found, (line) => compact.originalIndices[line] ?? line));
}

function outsideOf(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  models: Models,
): ReadonlySet<number> {
  const entries = entriesOf(page);
  if (!page.markup && !hasBoilerplate(boilerplateColumn(marks, entries))) return new Set();
  const evidence = evidenceOf(page, marks, headline, entries);
  const score = scoresOf(evidence, marks, models);
  const bias = evidence.forum.isForum ? models.forumBias : models.bias;
  const path = viterbiPath(score, evidence.letters, models.change, bias);
  const article = articleBounds(evidence, path);
  const body = path.map((kept, line) => kept && line >= article.first && line <= article.last);
  if (page.markup && !evidence.forum.isForum) {
    const start = Math.max(article.first, (evidence.title ?? -1) + 1);
    keepBlocksWhole(page, marks, body, start, article.last);
    fillGaps(page, marks, body);
  } else if (page.markup) keepListsInPosts(page, marks, body);
  else keepBulletedLists(page, marks, body);
  addFirstHeading(page, marks, body, evidence.title);
  const outside = page.lines.filter(({ index, text }) => text !== '' && body[index] !== true);
  return new Set(outside.map(({ index }) => index));
}

/** Log-odds of each line by the second model, which sees the scores of the first, inside the region that is chosen by these. */
function scoresOf(evidence: Evidence, marks: readonly (string | null)[], models: Models): Column {
  const size = marks.length;
  const isUnmarked = (line: number): boolean => marks[line] === null;
  const unmarked = rowsThat(size, isUnmarked);
  const names = new Set([...models.lines().features, ...models.second().features]);
  const features = featuresOf(evidence, names);
  const sums = sumsOfTrees(models.lines(), features, unmarked);
  const first = columnOf(size, (line) => (isUnmarked(line) ? (sums[line] ?? 0) : REMOVED_LOG_ODDS));
  const region = bodyRegion(evidence, first, models);
  const { first: from, last: to } = region ?? { first: 0, last: size - 1 };
  const inRegion = unmarked.filter((line) => line >= from && line <= to);
  const second = [...features, ...contextFeatures(evidence, first, names)];
  const score = sumsOfTrees(models.second(), second, inRegion);
  return columnOf(size, (line) => {
    if (line < from || line > to) return OUTSIDE_LOG_ODDS;
    return isUnmarked(line) ? (score[line] ?? 0) : REMOVED_LOG_ODDS;
  });
}

/** Minimum number of boilerplate lines in plain text; with fewer, all of the text is taken to be the article. */
const MIN_BOILERPLATE_LINES = 4;

function hasBoilerplate(marked: Column): boolean {
  let boilerplateLines = 0;
  for (const value of marked) if (value > 0) boilerplateLines++;
  return boilerplateLines >= MIN_BOILERPLATE_LINES && boilerplateLines * 20 >= marked.length;
}

/** Bounds of the likely body regions; null for the whole page, as on a forum, whose body is many posts. */
function bodyRegion(evidence: Evidence, score: Column, models: Models): Bounds | null {
  if (evidence.forum.isForum) return null;
  const { regions, mass } = regionsOf(evidence, score);
  const candidates = candidateRegions(evidence, regions, mass, models.least);
  const [first] = candidates;
  if (first === undefined) return null;
  const columns = first[1].map(
    ([name], i) => [name, columnOf(candidates.length, (at) => candidates[at]?.[1][i]?.[1] ?? 0)] as const,
  );
  const scores = sumsOfTrees(models.regions(), columns);
  const bounds = candidates.map(([region]) => region);
  return likelyBounds(bounds, scores, score.length);
}

/** The containers of a page, or spans of likely lines if there is no markup, with the mass of each line. */
export function regionsOf(
  { page, letters }: Evidence,
  score: Column,
): { readonly regions: readonly Region[]; readonly mass: Column } {
  const probability = probabilitiesOf(score);
  const mass = columnOf(score.length, (i) => (probability[i] ?? 0) * (letters[i] ?? 0));
  const regions = page.markup ? containersOf(page) : spansOf(page, mass, letters);
  fillSums(regions, page, mass, letters);
  return { regions, mass };
}
