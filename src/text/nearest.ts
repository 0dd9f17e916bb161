/**
 * Up to three suggestions for an unknown name, nearest first: names that contain it, are contained in it, or are at most two
 * edits away.
 */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  return names
    .map((other) => [editDistance(name, other), other] as const)
    .filter(
      ([far, other]) => far <= Math.min(2, Math.ceil(name.length / 3)) || other.includes(name) || name.includes(other),
    )
    .sort(([a], [b]) => a - b)
    .slice(0, 3)
    .map(([, other]) => other);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
