import { duplicatesOf } from './duplicates.ts';
import { mostFrequentOf } from './most-frequent.ts';
import type { MostFrequent } from './most-frequent.ts';
import { NEVER, suspectsOf, surveyOf } from './survey.ts';
import type { Each, Survey } from './survey.ts';
import { unitsOf } from './units.ts';
import type { Units } from './units.ts';

/** Repeated n-grams of a text, as shares of its letters and digits. */
export interface Repetition {
  /** By n, 2 to 4: characters in the most frequent n-gram; 0 if none occurs twice. */
  readonly top: readonly number[];
  /** By n, 5 to 10: characters in n-grams that occurred before. */
  readonly duplicate: readonly number[];
}

/** Longer texts are examined up to here, in UTF-16 code units, which bounds the memory. */
const MAX_UNITS = 2 ** 20;

/**
 * Measures the repeated n-grams of a text in time linear in its length. Most slots of the survey hold one n-gram, so that the most
 * frequent one occurs nearly as often as the largest count says.
 */
export function repetitionOf(text: string): Repetition {
  const units = unitsOf(text.length > MAX_UNITS ? text.slice(0, MAX_UNITS) : text);
  const total = Math.max(1, units.starts[units.count] ?? 0);
  const survey = surveyOf(units);
  const least = each(survey.most, (most) => Math.max(2, most - (most >> 3) - 1));
  const [twos, threes, fours, fives] = suspectsOf(survey, units, least);
  const duplicate = duplicatesOf(fives, units).map((sum) => sum / total);
  const found = each([twos, threes, fours], (suspects, i) => mostFrequentOf(suspects, units, i + 2));
  const top = certain(found, least, survey, units).map(({ times, characters }) => (times < 2 ? 0 : characters / total));
  return { top, duplicate };
}

function each<T, U>([two, three, four]: Each<T>, map: (value: T, index: number) => U): Each<U> {
  return [map(two, 0), map(three, 1), map(four, 2)];
}

/**
 * The most frequent n-grams, some of those `found` among the ones that may occur `least` times. One that occurs so often is the most
 * frequent of all; else those that may occur as often as it does are suspects as well.
 */
function certain(found: Each<MostFrequent>, least: Each<number>, survey: Survey, units: Units): Each<MostFrequent> {
  const lower = each(found, ({ times }, i) =>
    times >= (least[i] ?? 0) || least[i] === 2 ? NEVER : Math.max(2, times),
  );
  if (lower.every((times) => times === NEVER)) return found;
  const suspects = suspectsOf(survey, units, lower);
  return each(found, (one, i) => (lower[i] === NEVER ? one : mostFrequentOf(suspects[i] ?? suspects[0], units, i + 2)));
}
