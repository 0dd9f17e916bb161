import { lineRulesThat } from './rules/index.ts';
import type { Page, PageLine } from './page.ts';
import type { Marks } from './rules/match-lines.ts';
import { isRunning } from './running-text.ts';
import type { Container } from '../types.ts';

/** Parts of lists and tables. */
const PARTS: ReadonlySet<string> = new Set(['li', 'dt', 'dd', 'td', 'th', 'caption']);
/** Elements between a part and the text around its list: a cell, a table, and what a site wraps tables in. */
const MAX_ELEMENTS = 3;
/** Rules for the edges of an article. */
const EDGE = lineRulesThat(({ inside }) => inside !== true);

/**
 * Unmarks items and rows without links that rules matched, in a list or table that stands between two paragraphs of one element: a
 * table of the buttons of a program has words of menus, a list of dates has dates. `marks` is changed.
 */
export function keepLists(page: Page, marks: Marks): void {
  if (!page.markup) return;
  const lines = page.lines.filter(({ text }) => text !== '');
  for (let from = 1; from < lines.length; from++) {
    if (!isPart(lines[from])) continue;
    let to = from;
    while (isPart(lines[to])) to++;
    const [above, below] = [lines[from - 1], lines[to]];
    const list = lines.slice(from, to);
    if (isParagraph(above, marks) && isParagraph(below, marks) && isBetween(above, list, below))
      for (const { index } of list) if (EDGE.has(marks[index] ?? '')) marks[index] = null;
    from = to;
  }
}

function isPart(line: PageLine | undefined): boolean {
  return line !== undefined && PARTS.has(line.features.tag) && line.features.linkLength === 0;
}

function isParagraph(line: PageLine | undefined, marks: Marks): line is PageLine {
  return line !== undefined && marks[line.index] === null && line.features.linkLength === 0 && isRunning(line);
}

/** Whether a list is inside the element that the lines around it are in, and no class says that it is none of the article. */
function isBetween(above: PageLine, list: readonly PageLine[], below: PageLine): boolean {
  const { container = null, classHint } = above.features;
  if (container === null || below.features.container !== container) return false;
  return list.every(({ features }) => features.classHint >= classHint && isIn(features.container ?? null, container));
}

function isIn(inner: Container | null, outer: Container): boolean {
  let at = inner;
  for (let steps = 0; steps <= MAX_ELEMENTS && at !== null; steps++, at = at.parent) if (at === outer) return true;
  return false;
}
