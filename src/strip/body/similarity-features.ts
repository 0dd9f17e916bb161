import { columnOf, log } from './column.ts';
import type { Feature } from './feature.ts';
import type { LineFacts } from './line-facts.ts';

/** Maximum distance, in lines, at which lines of one shape count as repetitions. */
const MAX_DISTANCE_LINES = 6;

/** Similarity features: bigrams that lines share with others nearby, as in a text on one topic, and line shapes that recur, as in lists. */
export const SIMILARITY: readonly Feature<LineFacts>[] = [
  [
    'shared',
    ({ size, shared }) => {
      const shares = shared();
      return columnOf(size, (i) => shares[i] ?? 0);
    },
  ],
  ['sharedLetters', ({ sharedLetters }) => sharedLetters()],
  [
    'named',
    ({ size, title, named }) => {
      const shares = named();
      return columnOf(size, (i) => (i === title ? 0 : (shares?.[i] ?? 0)));
    },
  ],
  [
    'alike',
    ({ size, shapes }) => {
      const { own, counts, plain } = shapes();
      return columnOf(size, (i) => (own[i] === plain ? 0 : Math.log2(counts[own[i] ?? 0] ?? 1)));
    },
  ],
  [
    'echo',
    ({ size, shapes }) => {
      const { own, plain } = shapes();
      return columnOf(size, (i) => (own[i] === plain ? 0 : repetitionsNear(own, i)));
    },
  ],
];

function repetitionsNear(numbers: Uint32Array, line: number): number {
  const own = numbers[line];
  let count = 0;
  const end = Math.min(numbers.length, line + MAX_DISTANCE_LINES + 1);
  for (let near = Math.max(0, line - MAX_DISTANCE_LINES); near < end; near++) if (numbers[near] === own) count++;
  return count - 1;
}

/** Spacing features: runs of white space, the mean length of text between them, and how lines begin and end. */
export const SPACING: readonly Feature<LineFacts>[] = [
  ['spaces', ({ size, counts: { spaces } }) => columnOf(size, (i) => log(spaces[i] ?? 0))],
  [
    'between',
    ({ size, lines, counts: { spaces } }) =>
      columnOf(size, (i) => Math.log2(1 + (lines[i]?.text.length ?? 0) / (1 + (spaces[i] ?? 0)))),
  ],
  ['cut', ifForm(isCut)],
  ['asks', ifForm(asks)],
  ['tail', ifForm((matchForm) => isDigit(matchForm, matchForm.length - 1))],
  ['head', ifForm((matchForm) => isDigit(matchForm, 0))],
];

/** 1 for a line whose match form is so, else 0. */
function ifForm(isSo: (matchForm: string) => boolean): Feature<LineFacts>[1] {
  return ({ size, lines }) => columnOf(size, (i) => (isSo(lines[i]?.matchForm ?? '') ? 1 : 0));
}

function isCut(matchForm: string): boolean {
  return matchForm.endsWith('..') || matchForm.endsWith('…');
}

function asks(matchForm: string): boolean {
  return matchForm.endsWith('!') || matchForm.endsWith('?');
}

function isDigit(matchForm: string, at: number): boolean {
  const code = matchForm.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
