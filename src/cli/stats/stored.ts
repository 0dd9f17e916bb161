import { newCommon } from './common.ts';
import type { Common } from './common.ts';
import { order } from './order.ts';
import type { Entry, Sample } from './samples.ts';
import { newStats } from './stats.ts';
import type { Stats } from './stats.ts';

/** Figures as a ledger has them: all that is needed to add them up, the same bytes for the same figures. */
export interface StoredStats {
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly commons: Readonly<Record<string, StoredCommon>>;
  /** Keys and ids by list, and the documents by id. */
  readonly lists: Readonly<Record<string, readonly (readonly [number, string])[]>>;
  readonly samples: Readonly<Record<string, Sample>>;
}

interface StoredCommon {
  readonly level: number;
  /** Key, level and sums. */
  readonly rows: readonly (readonly [string, number, readonly number[]])[];
}

export function stored({ counts, commons, samples }: Stats): StoredStats {
  const found = new Map([...samples.values()].flat().map(({ sample }) => [sample.id, sample]));
  const lists = sorted(samples).map(([name, entries]) => [name, entries.map(({ key, sample }) => [key, sample.id])]);
  return {
    counts: Object.fromEntries(sorted(counts).map(([name, numbers]) => [name, Object.fromEntries(sorted(numbers))])),
    commons: Object.fromEntries(sorted(commons).map(([name, common]) => [name, storedCommon(common)])),
    lists: Object.fromEntries(lists) as StoredStats['lists'],
    samples: Object.fromEntries(sorted(found)),
  };
}

function storedCommon({ level, keys }: Common): StoredCommon {
  const rows = sorted(keys).flatMap(([key, levels]) =>
    [...levels].sort(([a], [b]) => a - b).map(([of, sums]) => [key, of, sums] as const),
  );
  return { level, rows };
}

function sorted<V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] {
  return [...map].sort(([a], [b]) => order(a, b));
}

/** Figures from a ledger. Throws a TypeError if they are damaged. */
export function restored(value: unknown): Stats {
  const stats = newStats();
  for (const [name, numbers] of entries(fieldOf(value, 'counts')))
    stats.counts.set(name, new Map(entries(numbers).map(([key, number]) => [key, whole(number)])));
  for (const [name, common] of entries(fieldOf(value, 'commons'))) stats.commons.set(name, restoredCommon(common));
  const samples = new Map(entries(fieldOf(value, 'samples')).map(([id, sample]) => [id, restoredSample(id, sample)]));
  for (const [name, listed] of entries(fieldOf(value, 'lists')))
    stats.samples.set(
      name,
      list(listed).map((item) => restoredEntry(item, samples)),
    );
  return stats;
}

function restoredCommon(value: unknown): Common {
  const common = newCommon();
  common.level = whole(fieldOf(value, 'level'));
  for (const row of list(fieldOf(value, 'rows'))) {
    const [key, level, sums] = list(row);
    if (typeof key !== 'string') throw new TypeError('a key is no string');
    const levels = common.keys.get(key) ?? new Map<number, number[]>();
    common.keys.set(key, levels.set(whole(level), list(sums).map(whole)));
  }
  return common;
}

function restoredEntry(value: unknown, samples: ReadonlyMap<string, Sample>): Entry {
  const [key, id] = list(value);
  const sample = samples.get(String(id));
  if (typeof key !== 'number' || sample === undefined) throw new TypeError('a list has no such document');
  return { key, sample };
}

function restoredSample(id: string, value: unknown): Sample {
  const sample = Object.fromEntries(entries(value)) as unknown as Sample;
  const texts = [sample.path, sample.site, sample.encoding, sample.language];
  const numbers = [sample.read, sample.written, sample.confidence, sample.guessed];
  const isWhole =
    sample.id === id &&
    texts.every((text) => typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number') &&
    Array.isArray(sample.warnings) &&
    Array.isArray(sample.rows) &&
    sample.rows.every((row) => Array.isArray(row));
  if (!isWhole) throw new TypeError('a sample is damaged');
  return sample;
}

function fieldOf(value: unknown, name: string): unknown {
  return entries(value).find(([key]) => key === name)?.[1];
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return Object.entries(value);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new TypeError('no whole number');
  return Number(value);
}
