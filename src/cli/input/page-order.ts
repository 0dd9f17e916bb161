import { pageName } from '../../index.ts';

/**
 * What the paths of the pages of one text have in common, and the numbers at their ends: the last of them may be that of the page,
 * or all belong to the text (`content_123.htm`, `content_123_2.htm`).
 */
function placeOf(path: string): { readonly group: string; readonly numbers: readonly number[] } {
  const start = path.lastIndexOf('/', path.length - 2) + 1;
  const numbers: number[] = [];
  let { name, number } = pageName(path.slice(start));
  while (number > 0) {
    numbers.unshift(number);
    ({ name, number } = pageName(name));
  }
  return { group: path.slice(0, start) + name, numbers };
}

/** Equal for the files that may be pages of one text: folder and name without the number of the page. */
export function pageGroup(path: string): string {
  return placeOf(path).group;
}

/** Paths in their order, but pages of one text behind the first of them, by number. */
export function withPagesTogether(paths: readonly string[]): readonly string[] {
  const groups = new Map<string, { readonly path: string; readonly numbers: readonly number[] }[]>();
  for (const path of paths) {
    const { group, numbers } = placeOf(path);
    const pages = groups.get(group);
    if (pages === undefined) groups.set(group, [{ path, numbers }]);
    else pages.push({ path, numbers });
  }
  if (groups.size === paths.length) return paths;
  return [...groups.values()].flatMap((pages) =>
    pages.sort((a, b) => compare(a.numbers, b.numbers)).map(({ path }) => path),
  );
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? 0);
}
