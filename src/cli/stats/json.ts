import type { Edges } from './bins.ts';
import { sumsOf } from './common.ts';
import { COMMON_FIGURES, KEY_SEPARATOR } from './commons.ts';
import type { CommonFigure } from './commons.ts';
import { ALL_FIGURES, SIGNALS_PREFIX } from './figures.ts';
import type { Figure } from './figures.ts';
import { order } from './order.ts';
import type { Stats } from './stats.ts';

/** Version of the form of `--stats`. */
export const STATS_VERSION = 1;

/** A histogram as shown: number of documents in each bin, with the lower bound of each. */
export interface Histogram {
  readonly from: Edges;
  readonly documents: readonly number[];
}

/** What is commonest, as shown: in one of how many documents it was counted, and the items, highest first. */
export interface Commonest<T> {
  readonly one_in: number;
  readonly items: T;
}

export type Sums = Readonly<Record<string, number>>;

/** A site, or null for documents without an address. */
export type Site = { readonly site: string | null } & Sums;
export type Line = { readonly text: string } & Sums;

/** Number of sites shown, and of lines of each rule. */
const MAX_SITES = 100;
const MAX_LINES = 10;

/** What `--stats` of this version of the program writes, keys in the order of the table. */
export function statsJson(stats: Stats, version: string): Readonly<Record<string, unknown>> {
  const rows = ALL_FIGURES.flatMap(([name, figure]) => {
    const counts = stats.counts.get(name);
    if (counts === undefined && name.startsWith(SIGNALS_PREFIX)) return [];
    return [[name, shown(figure, counts ?? new Map<string, number>())] as const];
  });
  return {
    schema: STATS_VERSION,
    version,
    ...nested(rows),
    sites: { one_in: oneIn(stats, 'sites'), items: commonSites(stats).slice(0, MAX_SITES) },
    lines: { one_in: oneIn(stats, 'lines'), items: Object.fromEntries(commonLines(stats)) },
  };
}

function shown(figure: Figure, counts: ReadonlyMap<string, number>): unknown {
  if (figure.holds === 'count') return counts.get('') ?? 0;
  return figure.holds === 'counts' ? Object.fromEntries(ranked(counts)) : histogram(figure.edges, counts);
}

/** Counts, highest first, then by name. */
export function ranked(counts: Iterable<readonly [string, number]>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, n], [b, m]) => m - n || order(a, b));
}

export function histogram(edges: Edges, counts: ReadonlyMap<string, number>): Histogram {
  return { from: edges, documents: edges.map((_, bin) => counts.get(String(bin)) ?? 0) };
}

/** Puts `a.b` into the object `a`. */
function nested(rows: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  for (const [name, value] of rows) {
    const [outer = name, inner] = name.split('.');
    made[outer] = inner === undefined ? value : { ...(made[outer] as object | undefined), [inner]: value };
  }
  return made;
}

/** Of how many documents one was counted. */
export function oneIn({ commons }: Stats, name: keyof typeof COMMON_FIGURES): number {
  return 2 ** (commons.get(name)?.level ?? 0);
}

/** Sites with the most documents first. */
export function commonSites(stats: Stats): readonly Site[] {
  return items(stats, 'sites').map(([key, sums]) => ({ site: key === '' ? null : key, ...sums }) as Site);
}

/** The commonest lines of each rule, in the order of the rules' names. */
export function commonLines(stats: Stats): readonly (readonly [rule: string, lines: readonly Line[]])[] {
  const byRule = new Map<string, Line[]>();
  for (const [key, sums] of items(stats, 'lines')) {
    const [rule, text] = separated(key);
    const lines = byRule.get(rule) ?? [];
    byRule.set(rule, lines);
    if (lines.length < MAX_LINES) lines.push({ text, ...sums } as Line);
  }
  return [...byRule].sort(([a], [b]) => order(a, b));
}

function separated(key: string): readonly [string, string] {
  const at = key.indexOf(KEY_SEPARATOR);
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Keys with their named sums, the highest first sum first, then by key. */
function items({ commons }: Stats, name: keyof typeof COMMON_FIGURES): readonly (readonly [string, Sums])[] {
  const common = commons.get(name);
  const { sums: names }: CommonFigure = COMMON_FIGURES[name];
  const found = common === undefined ? [] : [...sumsOf(common)];
  return found
    .sort(([a, [n = 0]], [b, [m = 0]]) => m - n || order(a, b))
    .map(([key, sums]) => [key, Object.fromEntries(names.map((sum, index) => [sum, sums[index] ?? 0]))]);
}
