import type { Container } from '../../types.ts';
import type { Page, PageLine } from '../page.ts';
import { hintAtBody } from './gaps.ts';

const ITEMS: ReadonlySet<string> = new Set(['li', 'dt', 'dd']);

/**
 * Keeps lists and listings between two kept lines of one post, and those of which most are kept: their short lines, such as commands, are easily taken for menus.
 * On a forum the body is many posts, so nothing else tells what belongs together. `body` is changed.
 */
export function keepListsInPosts({ lines }: Page, marks: readonly (string | null)[], body: boolean[]): void {
  const full = lines.filter(({ text, index }) => text !== '' && marks[index] === null);
  for (let at = 1; at < full.length; at++) {
    const above = full[at - 1];
    if (above === undefined || body[above.index] !== true || body[full[at]?.index ?? -1] === true) continue;
    let end = at;
    while (end < full.length && isItem(full[end]) && body[full[end]?.index ?? -1] !== true) end++;
    const run = full.slice(at, end);
    let next = end;
    while (next < full.length && body[full[next]?.index ?? -1] !== true) next++;
    const below = full[next];
    if (run.length > 0 && below !== undefined && isOfPost(run, above, below))
      for (const { index } of run) body[index] = true;
    at = Math.max(at, end - 1);
  }
  keepListsWhole(full, body);
}

function isItem(line: PageLine | undefined): boolean {
  return line !== undefined && (ITEMS.has(line.features.tag) || line.features.preformatted === true);
}

/** Keeps the items of a list of which most are kept. `body` is changed. */
function keepListsWhole(lines: readonly PageLine[], body: boolean[]): void {
  for (let from = 0; from < lines.length; from++) {
    const first = lines[from];
    if (!isItem(first)) continue;
    let to = from + 1;
    while (to < lines.length && isItem(lines[to]) && lines[to]?.features.block === first?.features.block) to++;
    const list = lines.slice(from, to);
    const kept = list.filter(({ index }) => body[index] === true);
    const isWhole = kept.length === list.length || list.some(({ features }) => features.linkLength > 0);
    if (!isWhole && kept.length * 2 > list.length) for (const { index } of list) body[index] = true;
    from = to - 1;
  }
}

/** Whether lines stand inside the container of both the line above and the line below. */
function isOfPost(run: readonly PageLine[], above: PageLine, below: PageLine): boolean {
  const post = above.features.container ?? null;
  if (post === null || below.features.container !== post || !hintAtBody(run, above)) return false;
  return run.every(({ features }) => features.linkLength === 0 && isInside(features.container ?? null, post));
}

/** Numbers of containers grow inward, which bounds the walk outward. */
function isInside(inner: Container | null, outer: Container): boolean {
  let at = inner?.parent ?? null;
  while (at !== null && at.number > outer.number) at = at.parent;
  return at === outer;
}
