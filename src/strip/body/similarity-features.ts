import { columnOf } from './column.ts';
import type { Column, Named } from './column.ts';
import type { Evidence } from './evidence.ts';
import { kindOf, PLAIN } from './line-shape.ts';
import { pairsOf, sharedOf, sharedWith } from './bigrams.ts';
import type { Measure } from './character-counts.ts';
import type { PageLine } from '../page.ts';

/** How far apart, in lines, lines of one kind are an echo of each other. */
const NEAR = 6;

/** How lines resemble each other: pairs of characters that stand in others nearby, as they do in a text of one subject, and the shapes in which entries of lists recur. */
export function textureOf({ page: { lines }, title }: Evidence, letters: Column): readonly Named[] {
  const size = lines.length;
  const shadows = lines.map(({ shadow }) => shadow);
  const pairs = pairsOf(shadows);
  const shared = sharedOf(pairs);
  const named = title === null ? null : sharedWith(pairs, title);
  return [
    ['shared', columnOf(size, (i) => shared[i] ?? 0)],
    ['sharedLetters', columnOf(size, (i) => Math.log2(1 + (shared[i] ?? 0) * (letters[i] ?? 0)))],
    ['named', columnOf(size, (i) => (i === title ? 0 : (named?.[i] ?? 0)))],
    ...recurring(shadows.map(kindOf)),
  ];
}

function recurring(kinds: readonly string[]): readonly Named[] {
  const size = kinds.length;
  const numbers = new Map<string, number>();
  const own = kinds.map((kind) => {
    const number = numbers.get(kind) ?? numbers.size;
    numbers.set(kind, number);
    return number;
  });
  const counts = new Uint32Array(numbers.size);
  for (const number of own) counts[number] = (counts[number] ?? 0) + 1;
  const plain = numbers.get(PLAIN) ?? -1;
  return [
    ['alike', columnOf(size, (i) => (own[i] === plain ? 0 : Math.log2(counts[own[i] ?? 0] ?? 1)))],
    ['echo', columnOf(size, (i) => (own[i] === plain ? 0 : echoesOf(own, i)))],
  ];
}

function echoesOf(numbers: readonly number[], line: number): number {
  const own = numbers[line];
  let count = 0;
  const end = Math.min(numbers.length, line + NEAR + 1);
  for (let near = Math.max(0, line - NEAR); near < end; near++) if (numbers[near] === own) count++;
  return count - 1;
}

/** Spaces between words, how long what stands between them is on average, and how lines begin and end. */
export function spacing(lines: readonly PageLine[], measures: readonly Measure[]): readonly Named[] {
  const size = lines.length;
  const spaces = (i: number): number => measures[i]?.spaces ?? 0;
  const length = (i: number): number => lines[i]?.text.length ?? 0;
  const shadow = (i: number): string => lines[i]?.shadow ?? '';
  return [
    ['spaces', columnOf(size, (i) => Math.log2(1 + spaces(i)))],
    ['between', columnOf(size, (i) => Math.log2(1 + length(i) / (1 + spaces(i))))],
    ['cut', columnOf(size, (i) => (isCut(shadow(i)) ? 1 : 0))],
    ['asks', columnOf(size, (i) => (asks(shadow(i)) ? 1 : 0))],
    ['tail', columnOf(size, (i) => (isDigit(shadow(i), shadow(i).length - 1) ? 1 : 0))],
    ['head', columnOf(size, (i) => (isDigit(shadow(i), 0) ? 1 : 0))],
  ];
}

function isCut(shadow: string): boolean {
  return shadow.endsWith('..') || shadow.endsWith('…');
}

function asks(shadow: string): boolean {
  return shadow.endsWith('!') || shadow.endsWith('?');
}

function isDigit(shadow: string, at: number): boolean {
  const code = shadow.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
