import { columnOf } from './column.ts';
import type { Column, NamedColumn } from './column.ts';
import type { Evidence } from './evidence.ts';
import { shapeOf, WORD } from './line-shape.ts';
import { bigramsOf, sharesNearby, sharesWithLine } from './bigrams.ts';
import type { CharacterCounts } from './character-counts.ts';
import type { PageLine } from '../page.ts';

/** Maximum distance, in lines, at which lines of one shape count as repetitions. */
const MAX_DISTANCE_LINES = 6;

/** Similarity features: bigrams that lines share with others nearby, as in a text on one topic, and line shapes that recur, as in lists. */
export function similarityFeatures({ page: { lines }, title }: Evidence, letters: Column): readonly NamedColumn[] {
  const size = lines.length;
  const matchForms = lines.map(({ matchForm }) => matchForm);
  const bigrams = bigramsOf(matchForms);
  const shared = sharesNearby(bigrams);
  const named = title === null ? null : sharesWithLine(bigrams, title);
  return [
    ['shared', columnOf(size, (i) => shared[i] ?? 0)],
    ['sharedLetters', columnOf(size, (i) => Math.log2(1 + (shared[i] ?? 0) * (letters[i] ?? 0)))],
    ['named', columnOf(size, (i) => (i === title ? 0 : (named?.[i] ?? 0)))],
    ...recurring(matchForms.map(shapeOf)),
  ];
}

function recurring(shapes: readonly string[]): readonly NamedColumn[] {
  const size = shapes.length;
  const numbers = new Map<string, number>();
  const own = shapes.map((shape) => {
    const number = numbers.get(shape) ?? numbers.size;
    numbers.set(shape, number);
    return number;
  });
  const counts = new Uint32Array(numbers.size);
  for (const number of own) counts[number] = (counts[number] ?? 0) + 1;
  const plain = numbers.get(WORD) ?? -1;
  return [
    ['alike', columnOf(size, (i) => (own[i] === plain ? 0 : Math.log2(counts[own[i] ?? 0] ?? 1)))],
    ['echo', columnOf(size, (i) => (own[i] === plain ? 0 : repetitionsNear(own, i)))],
  ];
}

function repetitionsNear(numbers: readonly number[], line: number): number {
  const own = numbers[line];
  let count = 0;
  const end = Math.min(numbers.length, line + MAX_DISTANCE_LINES + 1);
  for (let near = Math.max(0, line - MAX_DISTANCE_LINES); near < end; near++) if (numbers[near] === own) count++;
  return count - 1;
}

/** Spacing features: runs of white space, the mean length of text between them, and how lines begin and end. */
export function spacingFeatures(
  lines: readonly PageLine[],
  measures: readonly CharacterCounts[],
): readonly NamedColumn[] {
  const size = lines.length;
  const spaces = (i: number): number => measures[i]?.spaces ?? 0;
  const length = (i: number): number => lines[i]?.text.length ?? 0;
  const matchForm = (i: number): string => lines[i]?.matchForm ?? '';
  return [
    ['spaces', columnOf(size, (i) => Math.log2(1 + spaces(i)))],
    ['between', columnOf(size, (i) => Math.log2(1 + length(i) / (1 + spaces(i))))],
    ['cut', columnOf(size, (i) => (isCut(matchForm(i)) ? 1 : 0))],
    ['asks', columnOf(size, (i) => (asks(matchForm(i)) ? 1 : 0))],
    ['tail', columnOf(size, (i) => (isDigit(matchForm(i), matchForm(i).length - 1) ? 1 : 0))],
    ['head', columnOf(size, (i) => (isDigit(matchForm(i), 0) ? 1 : 0))],
  ];
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
