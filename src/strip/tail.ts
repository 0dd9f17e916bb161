import type { LineRule } from './line-rule.ts';
import type { Page, PageLine } from './page.ts';
import { isProse } from './zones.ts';

/** Shortest line of prose that ends a block of disclaimers or related links, in UTF-16 units. */
const RESUMES = 40;
/** Most lines that one heading takes with it. */
const MOST = 40;

/** Lines that follow a heading of a disclaimer or of related links, with the heading's rule, until prose resumes. Lines marked already stay theirs. */
export function tailBlocks(
  page: Page,
  marks: readonly (string | null)[],
  rules: readonly LineRule[],
  firstProse: number,
): ReadonlyMap<number, string> {
  const openers = new Map(rules.filter((rule) => rule.opens === true).map((rule) => [rule.name, `${rule.name}-block`]));
  const found = new Map<number, string>();
  let open: string | null = null;
  let left = 0;
  for (const line of page.lines) {
    const mark = marks[line.index] ?? null;
    const opener = mark === null ? undefined : openers.get(mark);
    if (mark !== null && ENDS.has(mark)) open = null;
    else if (opener !== undefined && line.index > firstProse) [open, left] = [opener, MOST];
    else if (open !== null && line.text !== '') {
      if (mark === null && (left-- <= 0 || resumes(line))) open = null;
      else if (mark === null) found.set(line.index, open);
    }
  }
  return found;
}

/** Lines with which another article begins. */
const ENDS: ReadonlySet<string> = new Set(['title', 'kicker', 'breadcrumb', 'breadcrumb-path', 'time-source']);

function resumes(line: PageLine): boolean {
  if (line.features.heading > 0 && line.features.heading < 3) return true;
  return line.shadow.length >= RESUMES && isProse(line) && !NOTICE.test(line.shadow);
}

/** A paragraph that goes on about rights. */
const NOTICE =
  /^[^\w\u4e00-\u9fff]{0,3}(?:[①②③④⑤⑥⑦⑧⑨⑩]|[一二三四五1-9]\s?[、.)])[^。]{0,80}(?:本[网站报社]|转载|版权|著作权|侵权|授权|稿件)/;
