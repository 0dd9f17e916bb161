import { visitLines } from '../text/lines.ts';
import { isBlank } from '../text/trim.ts';
import type { Document, Removal } from '../types.ts';
import { headlineRules } from './rules/index.ts';
import { areOfThread, isBetweenPosts } from './thread-marks.ts';

/** Minimum number of letters removed inside the body, and their minimum share of it, that make a gap. */
const MIN_GAP_LETTERS = 60;
const MIN_GAP_SHARE = 0.05;

/**
 * Whether a considerable part is removed between the first and the last kept line. A headline below a lead is no gap, links are the site's wherever they are, and what stands between the posts of a thread is no gap.
 */
export function hasGap(document: Document, removals: readonly Removal[]): boolean {
  if (removals.length === 0 || areOfThread(removals.map(({ rule }) => rule))) return false;
  const taken: string[] = [];
  for (const { line, rule, part } of removals) if (part === null) taken[line] = rule;
  let [index, kept, waiting, gap] = [0, 0, 0, 0];
  visitLines(document.text, (start, end) => {
    const rule = taken[index];
    const { linkLength = 0 } = document.lines[index++] ?? {};
    if (isBlank(document.text, start, end)) return;
    if (rule === undefined) {
      if (kept > 0) gap += waiting;
      kept += end - start;
      waiting = 0;
    } else if (kept > 0 && !headlineRules.has(rule) && !isBetweenPosts(rule) && linkLength * 2 <= end - start)
      waiting += end - start;
  });
  return gap >= MIN_GAP_LETTERS && gap >= MIN_GAP_SHARE * kept;
}
