import { columnOf, log, zeros } from './column.ts';
import type { Column } from './column.ts';
import type { Feature } from './feature.ts';

/** Masses of each line, which are summed over groups. */
export interface Masses {
  readonly prose: Column;
  readonly letters: Column;
  readonly linked: Column;
  /** Sum of `prose` over the page, at least 1. */
  readonly total: number;
}

/** Groups of lines that share a key, with the sums of their masses. */
export interface Groups {
  /** 0-based group number of each line. */
  readonly own: Uint32Array;
  readonly size: number;
  readonly count: Float64Array;
  readonly prose: Float64Array;
  readonly letters: Float64Array;
  readonly linked: Float64Array;
  /** Sum of `prose` over the page, at least 1. */
  readonly total: number;
}

export function groupsOf(keys: Int32Array, { prose, letters, linked, total }: Masses): Groups {
  const [own, size] = groupNumbers(keys);
  const groups: Groups = {
    own,
    size,
    count: new Float64Array(size),
    prose: new Float64Array(size),
    letters: new Float64Array(size),
    linked: new Float64Array(size),
    total,
  };
  for (let i = 0; i < own.length; i++) {
    const group = own[i] ?? 0;
    add(groups.count, group, 1);
    add(groups.prose, group, prose[i] ?? 0);
    add(groups.letters, group, letters[i] ?? 0);
    add(groups.linked, group, linked[i] ?? 0);
  }
  return groups;
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** 0-based group number of each line, and the number of groups. Neighbouring lines mostly share a group. */
function groupNumbers(keys: Int32Array): readonly [Uint32Array, number] {
  const numbers = new Map<number, number>();
  const own = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const number = i > 0 && keys[i - 1] === key ? (own[i - 1] ?? 0) : (numbers.get(key) ?? numbers.size);
    if (number === numbers.size) numbers.set(key, number);
    own[i] = number;
  }
  return [own, numbers.size];
}

/** Features of the group that each line is in. */
export function groupFeatures<Known>(name: string, groupsIn: (known: Known) => Groups): readonly Feature<Known>[] {
  const of = (feature: string, value: (groups: Groups, group: number) => number): Feature<Known> => [
    `${name}.${feature}`,
    (known) => {
      const groups = groupsIn(known);
      return spread(
        groups,
        columnOf(groups.size, (group) => value(groups, group)),
      );
    },
  ];
  return [
    of('share', ({ prose, total }, group) => (prose[group] ?? 0) / total),
    of('prose', ({ prose, letters }, group) => part(prose, letters, group)),
    of('links', ({ linked, letters }, group) => part(linked, letters, group)),
    of('count', ({ count }, group) => log(count[group] ?? 0)),
    of('mean', ({ letters, count }, group) => log(part(letters, count, group))),
  ];
}

function part(of: Float64Array, whole: Float64Array, group: number): number {
  return (of[group] ?? 0) / Math.max(1, whole[group] ?? 0);
}

/** For each line the value of its group. */
function spread({ own }: Groups, values: Column): Column {
  const column = zeros(own.length);
  for (let i = 0; i < own.length; i++) column[i] = values[own[i] ?? 0] ?? 0;
  return column;
}
