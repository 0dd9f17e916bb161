import { MARKUP, TEXT } from '../strip/body/index.ts';
import type { Forest } from '../strip/body/boosted-trees.ts';
import { splices } from './augment.ts';
import { bagged } from './average.ts';
import { markupExamples, textExamples } from './examples.ts';
import type { Example } from './examples.ts';
import { generator } from './gradient-boosting.ts';
import { train } from './train.ts';
import type { Trained } from './train.ts';

/** How much work goes into the models. */
export interface Effort {
  /** Pages that are made out of two, for each kind. */
  readonly made: number;
  /** Models of text that are averaged: without markup they know less, and lean more on what was drawn. */
  readonly textDraws: number;
}

/** The models of the body, trained on a folder of labelled pages, with the names they are kept under. */
export function modelsOf(folder: string, effort: Effort): readonly (readonly [name: string, Forest])[] {
  return [
    ...forestsOf('MARKUP', markupExamples(folder), MARKUP.least, 1, effort.made),
    ...forestsOf('TEXT', textExamples(folder), TEXT.least, effort.textDraws, effort.made),
  ];
}

function forestsOf(
  name: string,
  examples: readonly Example[],
  least: number,
  draws: number,
  made: number,
): readonly (readonly [name: string, Forest])[] {
  const trained = (seed: number): Trained => train(examples, splices(examples, made, generator(5 + seed)), least, seed);
  const [first, ...more] = [trained(0), ...Array.from({ length: draws - 1 }, (_, i) => trained(i + 1))];
  return [
    [`${name}_LINES`, bagged([first.lines, ...more.map(({ lines }) => lines)])],
    [`${name}_SECOND`, bagged([first.second, ...more.map(({ second }) => second)])],
    [`${name}_REGIONS`, bagged([first.regions, ...more.map(({ regions }) => regions)])],
  ];
}
