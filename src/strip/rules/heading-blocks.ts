import type { LineRule } from './line-rule.ts';
import type { Page, PageLine } from '../page.ts';

/** Shortest line of prose that ends a block, in UTF-16 units: among links any sentence does, among disclaimers a paragraph. */
const RESUMES = { links: 20, notices: 40 } as const;
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
      if (mark === null && (left-- <= 0 || resumes(line, open))) open = null;
      else if (mark === null) found.set(line.index, open);
    }
  }
  return found;
}

/** Lines with which another article begins. */
const ENDS: ReadonlySet<string> = new Set(['title', 'kicker', 'breadcrumb', 'breadcrumb-path', 'time-source']);

function resumes(line: PageLine, open: string): boolean {
  if (line.features.heading > 0 && line.features.heading < 3) return true;
  const { shadow } = line;
  if (open.startsWith('related')) return shadow.length >= RESUMES.links && line.prose;
  return shadow.length >= RESUMES.notices && line.prose && !NOTICE.test(shadow.slice(0, 200));
}

/** A paragraph that goes on about rights. */
const NOTICE = /版权|转载|著作权|侵权|授权|本[网站报社刊]|稿酬|免责|不承担/;

/** Numbers alone on their lines beside links to the next page, by index: `1`, `[2]`. */
export function pageNumbers(page: Page, marks: readonly (string | null)[]): readonly number[] {
  const found: number[] = [];
  let run: number[] = [];
  let beside = false;
  for (const line of page.lines) {
    if (line.text === '') continue;
    const paging = marks[line.index] === 'paging';
    if (marks[line.index] === null && line.text.length <= 5 && /^\[?\d{1,3}\]?$/.test(line.shadow)) {
      run.push(line.index);
      continue;
    }
    if (beside || paging) for (const line of run) found.push(line);
    [run, beside] = [[], paging];
  }
  return beside ? [...found, ...run] : found;
}
