import { addBy, addStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { statsOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { partName } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** Number of parts with failures that are named. */
export const MAX_FAILED_PARTS = 100;

/** Where documents failed: number of them by part, those with the most, and by host. */
export interface FailedParts {
  readonly byPart: Map<string, number>;
  readonly byHost: Map<string, number>;
}

export function newFailedParts(): FailedParts {
  return { byPart: new Map(), byHost: new Map() };
}

/** Counts a part, which must not have been counted yet. */
export function addFailedPart({ byPart, byHost }: FailedParts, parts: PartFolder, ledger: Ledger): void {
  const { part, failed, host = 'unknown' } = ledger;
  if (failed === 0) return;
  byHost.set(host, (byHost.get(host) ?? 0) + failed);
  byPart.set(partName(parts, part), failed);
  if (byPart.size < 2 * MAX_FAILED_PARTS) return;
  for (const [name] of highestFirst(byPart).slice(MAX_FAILED_PARTS)) byPart.delete(name);
}

/** Adds the figures of a part. Throws a UserError if they are damaged. */
export function addPart(stats: Stats, failed: FailedParts, parts: PartFolder, ledger: Ledger): void {
  addStats(stats, statsOf(ledger));
  addFailedPart(failed, parts, ledger);
}

/** Adds where documents failed to the figures of all parts. */
export function addFailures(stats: Stats, { byPart, byHost }: FailedParts): void {
  for (const [name, count] of highestFirst(byPart).slice(0, MAX_FAILED_PARTS))
    addBy(stats, 'failed_parts', name, count);
  for (const [host, count] of byHost) addBy(stats, 'failed_hosts', host, count);
}

function highestFirst(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
