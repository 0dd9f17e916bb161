import { MARKUP, outsideBody, TEXT } from '../strip/body/index.ts';
import type { Models } from '../strip/body/index.ts';
import { findBoilerplate } from '../strip/index.ts';
import { markupExamples, textExamples } from './examples.ts';
import type { Example } from './examples.ts';
import { forestsOf } from './models.ts';
import type { Effort } from './models.ts';
import type { Trained } from './train.ts';

/** Scores of the body, 0 to 1: means over pages, with lines weighted by letters. */
export interface Score {
  readonly pages: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Yields the score of each fold, with models trained on the other folds: pages with markup, then bare text. Folds are split by site. */
export function* foldScores(folder: string, count: number, effort: Effort): Generator<readonly [name: string, Score]> {
  const kinds = [
    ['markup', MARKUP, markupExamples(folder), 1],
    ['text', TEXT, textExamples(folder), effort.textDraws],
  ] as const;
  for (const [name, models, examples, draws] of kinds) {
    const parts = foldsOf(examples, count);
    for (const [number, unseen] of parts.entries()) {
      const sites = new Set(unseen.flatMap((example) => example.sites));
      const rest = examples.filter((example) => !example.sites.some((site) => sites.has(site)));
      const score = scoreOf(served(models, forestsOf(rest, models.least, draws, effort.made)), unseen);
      yield [`${name} ${number + 1}/${count}`, score];
    }
  }
}

/** Replaces the forests of `models`. */
export function served(models: Models, { lines, second, regions }: Trained): Models {
  return { ...models, lines: () => lines, second: () => second, regions: () => regions };
}

/** Scores the lines that remain after all of `strip` has run with the given models; null keeps every line. */
export function scoreOf(models: Models | null, examples: readonly Example[]): Score {
  const scores = examples.map((example) => pageScore(models, example));
  const mean = (value: (score: readonly [number, number, number]) => number): number =>
    scores.reduce((sum, score) => sum + value(score), 0) / Math.max(1, scores.length);
  return { pages: scores.length, precision: mean(([p]) => p), recall: mean(([, r]) => r), f1: mean(([, , f1]) => f1) };
}

function pageScore(
  models: Models | null,
  { document, evidence, labels }: Example,
): readonly [precision: number, recall: number, f1: number] {
  const removals = findBoilerplate(document, new Set(), {}, (page, marks, headline) =>
    models === null ? new Set() : outsideBody(page, marks, headline, models),
  );
  const gone = new Set(removals.filter(({ part }) => part === null).map(({ line }) => line));
  let [hit, kept, wanted] = [0, 0, 0];
  evidence.letters.forEach((letters, line) => {
    const body = letters * (labels[line] ?? 0);
    wanted += body;
    if (gone.has(line)) return;
    kept += letters;
    hit += body;
  });
  return [hit / Math.max(1, kept), hit / Math.max(1, wanted), (2 * hit) / Math.max(1, kept + wanted)];
}

/** Splits pages by site: largest sites first, each into the smallest fold. */
function foldsOf(examples: readonly Example[], count: number): readonly (readonly Example[])[] {
  const bySite = new Map<string, Example[]>();
  for (const example of examples) {
    const site = example.sites.join(' ');
    bySite.set(site, [...(bySite.get(site) ?? []), example]);
  }
  const folds = Array.from({ length: count }, (): Example[] => []);
  const sites = [...bySite].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  for (const [, own] of sites) folds.sort((a, b) => a.length - b.length)[0]?.push(...own);
  return folds;
}
