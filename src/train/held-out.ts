import { sumsOfTrees } from '../strip/body/boosted-trees.ts';
import type { Forest } from '../strip/body/boosted-trees.ts';
import type { Column, NamedColumn } from '../strip/body/column.ts';
import type { Example } from './examples.ts';
import { choiceOf, lineWeight, rowsOf, scoredBy } from './train.ts';
import type { Trained } from './train.ts';

/** Loss of models on held-out pages; 0 is perfect. */
export interface Loss {
  /** Mean log loss per page, with lines weighted as in training. */
  readonly lines: number;
  readonly second: number;
  /** Mean difference in F1 between the best region and the one that scores highest. */
  readonly regions: number;
}

/** The loss of each model on held-out pages of its kind. */
export function heldOutLoss(models: Trained, examples: readonly Example[], least: number): Loss {
  const scored = examples.map((example) => scoredBy(example, models.lines));
  return {
    lines: mean(examples.map((example) => logLoss(example, models.lines))),
    second: mean(scored.map((example) => logLoss(example, models.second))),
    regions: mean(
      scored.flatMap((example) =>
        choiceOf(example, least).map(({ numbers, f1 }) => {
          const columns = (numbers[0] ?? []).map(([name], i): NamedColumn => [name, columnAt(numbers, i)]);
          const scores = sumsOfTrees(models.regions, columns);
          return Math.max(...f1) - (f1[scores.indexOf(Math.max(...scores))] ?? 0);
        }),
      ),
    ),
  };
}

function columnAt(rows: readonly (readonly (readonly [name: string, value: number])[])[], i: number): Column {
  return Float32Array.from(rows, (row) => row[i]?.[1] ?? 0);
}

function logLoss(example: Example, forest: Forest): number {
  const sums = sumsOfTrees(forest, example.features);
  let [loss, all] = [0, 0];
  for (const line of rowsOf(example)) {
    const [sum, label, weight] = [sums[line] ?? 0, example.labels[line] ?? 0, lineWeight(example, line)];
    // -log(1 / (1 + e^-sum)) where the line is body, -log(1 / (1 + e^sum)) where it is not.
    loss += weight * (label * Math.log1p(Math.exp(-sum)) + (1 - label) * Math.log1p(Math.exp(sum)));
    all += weight;
  }
  return all === 0 ? 0 : loss / all;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
