import { columnOf, log, zeros } from './column.ts';
import type { Column, NamedColumn } from './column.ts';

/** Masses of each line, which are summed over groups. */
export interface Masses {
  readonly prose: Column;
  readonly letters: Column;
  readonly linked: Column;
  /** Sum of `prose` over the page, at least 1. */
  readonly total: number;
}

/** Features of the group of lines that share a key, one number per line. */
export function groupFeatures(
  name: string,
  keys: readonly number[],
  { prose, letters, linked, total }: Masses,
): readonly NamedColumn[] {
  const [own, size] = groupNumbers(keys);
  const sums = {
    count: new Float64Array(size),
    prose: new Float64Array(size),
    letters: new Float64Array(size),
    linked: new Float64Array(size),
  };
  own.forEach((group, i) => {
    add(sums.count, group, 1);
    add(sums.prose, group, prose[i] ?? 0);
    add(sums.letters, group, letters[i] ?? 0);
    add(sums.linked, group, linked[i] ?? 0);
  });
  const share =
    (of: Float64Array, whole: Float64Array) =>
    (group: number): number =>
      (of[group] ?? 0) / Math.max(1, whole[group] ?? 0);
  const mean = share(sums.letters, sums.count);
  const column = (value: (group: number) => number): Column => {
    const values = columnOf(size, value);
    // A loop instead of a call for each line: there are 25 such columns.
    const spread = zeros(own.length);
    for (let i = 0; i < own.length; i++) spread[i] = values[own[i] ?? 0] ?? 0;
    return spread;
  };
  return [
    [`${name}.share`, column((group) => (sums.prose[group] ?? 0) / total)],
    [`${name}.prose`, column(share(sums.prose, sums.letters))],
    [`${name}.links`, column(share(sums.linked, sums.letters))],
    [`${name}.count`, column((group) => log(sums.count[group] ?? 0))],
    [`${name}.mean`, column((group) => log(mean(group)))],
  ];
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** 0-based group number of each line, and the number of groups. Neighbouring lines mostly share a group. */
function groupNumbers(keys: readonly number[]): readonly [Uint32Array, number] {
  const numbers = new Map<number, number>();
  const own = new Uint32Array(keys.length);
  keys.forEach((key, i) => {
    const number = i > 0 && keys[i - 1] === key ? (own[i - 1] ?? 0) : (numbers.get(key) ?? numbers.size);
    if (number === numbers.size) numbers.set(key, number);
    own[i] = number;
  });
  return [own, numbers.size];
}
