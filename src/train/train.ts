import { candidateRegions } from '../strip/body/choose-region.ts';
import type { Column, NamedColumn } from '../strip/body/column.ts';
import { sumsOfTrees } from '../strip/body/boosted-trees.ts';
import { contextFeatures } from '../strip/body/context-features.ts';
import type { Forest } from '../strip/body/boosted-trees.ts';
import { REMOVED_LOG_ODDS, regionsOf } from '../strip/body/index.ts';
import { boost } from './gradient-boosting.ts';
import type { Settings } from './gradient-boosting.ts';
import type { Example } from './examples.ts';

const LINES: Settings = { trees: 100, rate: 0.1, lambda: 1, least: 0.3, features: 0.3, share: 0.7, seed: 1 };
const REGIONS: Settings = { ...LINES, trees: 120, features: 0.5, seed: 2 };

/** Weight of a page in the loss; sets the scale of `lambda` and `least`. */
const PAGE_WEIGHT = 8;
/** Lines scored above this count as body when the F1 of a region is computed. */
const MIN_BODY_SCORE = -1;
/** Temperature of the softmax over the F1 of regions, the training target. */
const TEMPERATURE = 0.1;

/** Ways to split four folds into halves: a line model scores only pages of the half that it was not trained on. */
const HALVES: readonly (readonly number[])[] = [
  [0, 1],
  [0, 2],
];

/** The models of one kind of page. */
export interface Trained {
  readonly lines: Forest;
  readonly second: Forest;
  readonly regions: Forest;
}

/**
 * Trains the first line model on real pages, then the second line model and the region model on real and synthetic pages, with
 * scores from first models trained on other pages. `draw` seeds the subsampling of features and pages.
 */
export function train(
  examples: readonly Example[],
  synthetic: readonly Example[],
  least: number,
  draw: number,
): Trained {
  const folds = foldsOf(examples);
  const scored = HALVES.flatMap((half) => {
    const sideOf = ({ sites }: Example): boolean | null => {
      const sides = new Set(sites.map((site) => half.includes(folds.get(site) ?? 0)));
      return sides.size === 1 ? sides.has(true) : null;
    };
    const inside = trainLines(
      examples.filter((example) => sideOf(example) === true),
      draw,
    );
    const outside = trainLines(
      examples.filter((example) => sideOf(example) === false),
      draw,
    );
    return [...examples, ...synthetic].flatMap((example) => {
      const side = sideOf(example);
      return side === null ? [] : [scoredBy(example, side ? outside : inside)];
    });
  });
  const articles = scored.filter(({ evidence }) => !evidence.forum.isForum);
  const choices = articles.flatMap((example) => choiceOf(example, least));
  return {
    lines: trainLines(examples, draw),
    second: trainLines(scored, draw),
    regions: trainRegions(choices, draw),
  };
}

/** An example with the scores of a first model, and the features of the second model. */
export interface Scored extends Example {
  readonly score: Column;
}

export function scoredBy(example: Example, lines: Forest): Scored {
  const { evidence, marks, features, weight } = example;
  const score = sumsOfTrees(lines, features).map((value, i) => (marks[i] === null ? value : REMOVED_LOG_ODDS));
  const more = [...features, ...contextFeatures(evidence, score)];
  return { ...example, score, features: more, weight: weight / HALVES.length };
}

/** Assigns each site to one of four folds with about the same number of pages. */
function foldsOf(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sites } of examples) for (const site of sites) counts.set(site, (counts.get(site) ?? 0) + 1);
  const sizes = [0, 0, 0, 0];
  const folds = new Map<string, number>();
  for (const [site, count] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold] = (sizes[fold] ?? 0) + count;
    folds.set(site, fold);
  }
  return folds;
}

/**
 * Logistic loss. Pages have equal weight; lines are weighted by their letters to the power of 0.75. Lines that a rule removes are
 * left out.
 */
function trainLines(examples: readonly Example[], draw: number): Forest {
  const rows = examples.map((example) => rowsOf(example));
  const page = Uint32Array.from(rows.flatMap((own, number) => own.map(() => number)));
  const columns = (examples[0]?.features ?? []).map(([name], feature): NamedColumn => [
    name,
    gathered(examples, rows, ({ features }, i) => features[feature]?.[1][i] ?? 0),
  ]);
  const totals = examples.map((example, number) =>
    (rows[number] ?? []).reduce((sum, i) => sum + lineWeight(example, i), 0),
  );
  const target = gathered(examples, rows, ({ labels }, i) => labels[i] ?? 0);
  const weight = gathered(
    examples,
    rows,
    (example, i, number) => (PAGE_WEIGHT * example.weight * lineWeight(example, i)) / (totals[number] ?? 1),
  );
  const mean =
    weight.reduce((sum, value, i) => sum + value * (target[i] ?? 0), 0) / weight.reduce((sum, value) => sum + value, 0);
  const slope = (sums: Column, first: Column, second: Column): void => {
    sums.forEach((sum, i) => {
      const probability = 1 / (1 + Math.exp(-sum));
      first[i] = (weight[i] ?? 0) * (probability - (target[i] ?? 0));
      second[i] = (weight[i] ?? 0) * Math.max(probability * (1 - probability), 0.02);
    });
  };
  return boost({ columns, page, pages: examples.length }, slope, Math.log(mean / (1 - mean)), drawing(LINES, draw));
}

export function rowsOf({ evidence, marks }: Example): readonly number[] {
  return evidence.page.lines
    .filter(({ text, index }) => text !== '' && marks[index] === null)
    .map(({ index }) => index);
}

export function lineWeight({ evidence }: Example, line: number): number {
  return (1 + (evidence.letters[line] ?? 0)) ** 0.75;
}

function gathered(
  examples: readonly Example[],
  rows: readonly (readonly number[])[],
  value: (example: Example, line: number, number: number) => number,
): Column {
  return Float32Array.from(
    examples.flatMap((example, number) => (rows[number] ?? []).map((i) => value(example, i, number))),
  );
}

/** The candidate regions of one page, with the F1 of each. */
export interface Choice {
  readonly numbers: readonly (readonly (readonly [name: string, value: number])[])[];
  readonly f1: readonly number[];
  readonly weight: number;
}

export function choiceOf({ evidence, score, labels, weight }: Scored, least: number): readonly Choice[] {
  const { regions, mass } = regionsOf(evidence, score);
  const candidates = candidateRegions(evidence, regions, mass, least);
  if (candidates.length < 2) return [];
  const { letters } = evidence;
  const wanted = letters.map((value, i) => value * (labels[i] ?? 0));
  const wantedLetters = wanted.reduce((sum, value) => sum + value, 0);
  const f1 = candidates.map(([{ first, last }]) => {
    let [hit, taken] = [0, 0];
    for (let i = first; i <= last; i++) {
      if ((score[i] ?? 0) <= MIN_BODY_SCORE) continue;
      hit += wanted[i] ?? 0;
      taken += letters[i] ?? 0;
    }
    return (2 * hit) / Math.max(1, taken + wantedLetters);
  });
  return [{ numbers: candidates.map(([, numbers]) => numbers), f1, weight }];
}

/** Cross-entropy between the softmax over the scores of a page's regions and the softmax over their F1. */
function trainRegions(choices: readonly Choice[], draw: number): Forest {
  const page = Uint32Array.from(choices.flatMap(({ f1 }, number) => f1.map(() => number)));
  const all = choices.flatMap(({ numbers }) => numbers);
  const columns = (all[0] ?? []).map(([name], i): NamedColumn => [
    name,
    Float32Array.from(all, (own) => own[i]?.[1] ?? 0),
  ]);
  const target = Float32Array.from(choices.flatMap(({ f1 }) => softmax(f1.map((value) => value / TEMPERATURE))));
  const slope = (sums: Column, first: Column, second: Column): void => {
    let from = 0;
    for (const { f1, weight } of choices) {
      softmax(sums.subarray(from, from + f1.length)).forEach((probability, i) => {
        first[from + i] = weight * (probability - (target[from + i] ?? 0));
        second[from + i] = weight * Math.max(probability * (1 - probability), 0.001);
      });
      from += f1.length;
    }
  };
  return boost({ columns, page, pages: choices.length }, slope, 0, drawing(REGIONS, draw));
}

function drawing(settings: Settings, draw: number): Settings {
  return { ...settings, seed: settings.seed + draw * 100 };
}

function softmax(values: ArrayLike<number>): readonly number[] {
  const list = Array.from(values);
  const max = Math.max(...list);
  const powers = list.map((value) => Math.exp(value - max));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
