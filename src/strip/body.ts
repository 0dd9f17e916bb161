import { MARKUP_LINES, MARKUP_REGIONS, TEXT_LINES, TEXT_REGIONS } from '../tables/generated/body-model.ts';
import { candidatesOf } from './body-choice.ts';
import { evidenceOf, furnitureOf } from './body-evidence.ts';
import type { Evidence } from './body-evidence.ts';
import { featuresOf } from './body-features.ts';
import type { Column } from './body-column.ts';
import { sumsOfTrees, unpack } from './body-model.ts';
import type { Forest, Packed } from './body-model.ts';
import { likeliestPath } from './body-path.ts';
import { containersOf, weigh } from './body-regions.ts';
import type { Region } from './body-regions.ts';
import { stretchesOf } from './body-runs.ts';
import type { Page } from './page.ts';

/** The models for one kind of page, and what a change between body and rest costs there. */
interface Models {
  readonly lines: () => Forest;
  readonly regions: () => Forest;
  /** Least share of the likely body that a region holds. */
  readonly least: number;
  readonly change: number;
  readonly bias: number;
}

const MARKUP: Models = {
  lines: lazily(MARKUP_LINES),
  regions: lazily(MARKUP_REGIONS),
  least: 0.04,
  change: 4,
  bias: 1,
};
const TEXT: Models = { lines: lazily(TEXT_LINES), regions: lazily(TEXT_REGIONS), least: 0.2, change: 2, bias: 1 };

/** Score of a line that an anchored rule takes out. */
const OUT = -6;

/**
 * Lines that stand outside the body, by index: the site's navigation, link lists, comments' furniture, footers.
 * `marks` names for each line the rule that takes it out already, or null; `headline` is the index of the title's line, or null.
 * First each line is scored by itself and its neighbours; then the region that is likeliest to be the body is chosen among the containers
 * of the page, or among its stretches of likely lines where there is no markup; last, lines inside it are divided into body and rest.
 */
export function outsideBody(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
): ReadonlySet<number> {
  const marked = furnitureOf(page, marks);
  if (!page.markup && !hasFurniture(marked)) return new Set();
  const evidence = evidenceOf(page, marks, headline, marked);
  const models = page.markup ? MARKUP : TEXT;
  const raw = sumsOfTrees(models.lines(), featuresOf(evidence));
  const score = raw.map((value, i) => ((marks[i] ?? null) === null ? value : OUT));
  const region = bodyRegion(evidence, score, models);
  const inside = score.map((value, i) => (region === null || (i >= region.first && i <= region.last) ? value : -9));
  const path = likeliestPath(inside, evidence.letters, models.change, models.bias);
  return new Set(page.lines.filter(({ index, text }) => path[index] !== true && text !== '').map((line) => line.index));
}

function lazily(packed: Packed): () => Forest {
  let forest: Forest | null = null;
  return () => (forest ??= unpack(packed));
}

/** Lines that are surely a site's, below which a text without markup is taken to be an article and nothing else. */
const FEW = 4;

function hasFurniture(marked: Column): boolean {
  const furniture = marked.filter((value) => value > 0).length;
  return furniture >= FEW && furniture * 20 >= marked.length;
}

/** The region with the best score; on a forum the whole page, since its body is many posts. */
function bodyRegion(evidence: Evidence, score: Column, models: Models): Region | null {
  const { page, letters, talk } = evidence;
  if (talk.forum) return null;
  const chance = score.map((value) => 1 / (1 + Math.exp(-value)));
  const mass = chance.map((value, i) => value * (letters[i] ?? 0));
  const regions = page.markup ? containersOf(page) : stretchesOf(chance, letters);
  weigh(regions, page, mass, letters);
  const candidates = candidatesOf(evidence, regions, mass, models.least);
  const [first] = candidates;
  if (first === undefined) return null;
  const columns = first[1].map(
    ([name], i) => [name, Float32Array.from(candidates, ([, numbers]) => numbers[i]?.[1] ?? 0)] as const,
  );
  const scores = sumsOfTrees(models.regions(), columns);
  return candidates[scores.indexOf(Math.max(...scores))]?.[0] ?? null;
}
