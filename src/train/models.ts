import { MARKUP, TEXT } from '../strip/body/index.ts';
import type { Forest } from '../strip/body/boosted-trees.ts';
import { splices } from './augment.ts';
import { bagged } from './average.ts';
import { markupExamples, textExamples } from './examples.ts';
import type { Example } from './examples.ts';
import { generator } from './gradient-boosting.ts';
import { train } from './train.ts';
import type { Trained } from './train.ts';

/** Settings that determine the cost of training. */
export interface Effort {
  /** Number of synthetic pages for each kind of page. */
  readonly made: number;
  /** Number of text models that are averaged: without markup they have less evidence and depend more on the random draw. */
  readonly textDraws: number;
}

/** Kinds of pages with models of their own. */
export const KINDS = ['markup', 'text'] as const;
type Kind = (typeof KINDS)[number];

/** Trains the body models for some kinds of pages on a folder of labelled pages and returns them with their export names. */
export function modelsOf(
  folder: string,
  { made, textDraws }: Effort,
  kinds: readonly Kind[] = KINDS,
): readonly (readonly [name: string, Forest])[] {
  return kinds.flatMap((kind) =>
    kind === 'markup'
      ? named('MARKUP', forestsOf(markupExamples(folder), MARKUP.least, 1, made))
      : named('TEXT', forestsOf(textExamples(folder), TEXT.least, textDraws, made)),
  );
}

function named(kind: string, { lines, second, regions }: Trained): readonly (readonly [name: string, Forest])[] {
  return [
    [`${kind}_LINES`, lines],
    [`${kind}_SECOND`, second],
    [`${kind}_REGIONS`, regions],
  ];
}

/** Trains the models of one kind of page: the mean of `draws` models, each with its own subsample of features and pages. */
export function forestsOf(examples: readonly Example[], least: number, draws: number, made: number): Trained {
  const trained = (seed: number): Trained => train(examples, splices(examples, made, generator(5 + seed)), least, seed);
  const [first, ...more] = [trained(0), ...Array.from({ length: draws - 1 }, (_, i) => trained(i + 1))];
  return {
    lines: bagged([first.lines, ...more.map(({ lines }) => lines)]),
    second: bagged([first.second, ...more.map(({ second }) => second)]),
    regions: bagged([first.regions, ...more.map(({ regions }) => regions)]),
  };
}
