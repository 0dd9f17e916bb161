import { pageName } from '../../index.ts';

/** What the paths of the pages of one text have in common, and the number of the page. */
function placeOf(path: string): { readonly group: string; readonly number: number } {
  const start = path.lastIndexOf('/', path.length - 2) + 1;
  const { name, number } = pageName(path.slice(start));
  return { group: path.slice(0, start) + name, number };
}

/** Equal for the files that may be pages of one text: folder and name without the number of the page. */
export function pageGroup(path: string): string {
  return placeOf(path).group;
}

/** Paths in their order, but pages of one text behind the first of them, by number. */
export function withPagesTogether(paths: readonly string[]): readonly string[] {
  const groups = new Map<string, { readonly path: string; readonly number: number }[]>();
  for (const path of paths) {
    const { group, number } = placeOf(path);
    const pages = groups.get(group);
    if (pages === undefined) groups.set(group, [{ path, number }]);
    else pages.push({ path, number });
  }
  if (groups.size === paths.length) return paths;
  return [...groups.values()].flatMap((pages) => pages.sort((a, b) => a.number - b.number).map(({ path }) => path));
}
