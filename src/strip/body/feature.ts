import type { Column, NamedColumn } from './column.ts';

/** A feature of lines: its name, and how its column follows from what is known of a page. */
export type Feature<Known> = readonly [name: string, columnFrom: (known: Known) => Column];

/** The columns of the features that are named, in the order of the features; of all of them if `names` is null. A third of the features of a page are read by no tree of its models. */
export function columnsFrom<Known>(
  features: readonly Feature<Known>[],
  known: Known,
  names: ReadonlySet<string> | null,
): readonly NamedColumn[] {
  const asked = names === null ? features : features.filter(([name]) => names.has(name));
  return asked.map(([name, columnFrom]) => [name, columnFrom(known)]);
}
