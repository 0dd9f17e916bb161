/**
 * Counts by keys whose number is unbounded, such as the lines of all pages: exact up to a capacity, else those of a sample of
 * the documents. A document's hash gives it a level, at random: half have level 0, a quarter 1, an eighth 2. When there are too
 * many keys, the documents of the lowest level are left out. So the state depends on the set of documents alone, not on
 * their order or how they were divided, and what it counts is counted exactly.
 */
export interface Common {
  /** The lowest level that is counted: of 2 ** level documents, one is. */
  level: number;
  /** For each key, the sums by level of document. */
  readonly keys: Map<string, Map<number, number[]>>;
}

export function newCommon(): Common {
  return { level: 0, keys: new Map() };
}

/** Level of a document, by its id. */
export function levelOf(id: string): number {
  return Math.clz32(Number.parseInt(id.slice(0, 8), 16));
}

/** Adds whole numbers to the sums of a key. */
export function addCommon(common: Common, key: string, level: number, numbers: readonly number[]): void {
  if (level < common.level) return;
  const levels = common.keys.get(key);
  const sums = levels?.get(level);
  if (levels === undefined) common.keys.set(key, new Map([[level, numbers.slice()]]));
  else if (sums === undefined) levels.set(level, numbers.slice());
  else for (let index = 0; index < numbers.length; index++) sums[index] = (sums[index] ?? 0) + (numbers[index] ?? 0);
}

/** Leaves out documents of the lowest levels until the keys fit. To be called after the last key of a document. */
export function limitCommon(common: Common, capacity: number): void {
  while (common.keys.size > capacity) raise(common, common.level + 1);
}

/** Adds what `other` has counted. */
export function mergeCommon(common: Common, other: Common, capacity: number): void {
  if (other.level > common.level) raise(common, other.level);
  for (const [key, levels] of other.keys) for (const [level, sums] of levels) addCommon(common, key, level, sums);
  limitCommon(common, capacity);
}

function raise(common: Common, level: number): void {
  for (const [key, levels] of common.keys) {
    for (const low of levels.keys()) if (low < level) levels.delete(low);
    if (levels.size === 0) common.keys.delete(key);
  }
  common.level = level;
}

/** The sums of all levels, by key. */
export function sumsOf(common: Common): readonly (readonly [key: string, sums: readonly number[]])[] {
  return Array.from(common.keys, ([key, levels]) => {
    const sums: number[] = [];
    for (const numbers of levels.values())
      for (const [index, number] of numbers.entries()) sums[index] = (sums[index] ?? 0) + number;
    return [key, sums] as const;
  });
}
