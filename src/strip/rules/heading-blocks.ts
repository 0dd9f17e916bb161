import { isLink } from '../../text/lines.ts';
import { headlineRules, lineRules, lineRulesThat, tellsAny } from './index.ts';
import type { Page, PageLine } from '../page.ts';

/** Minimum length of the prose line that ends a block, in UTF-16 units: a sentence after links, a paragraph after disclaimers. */
const MIN_PROSE_UNITS = { links: 20, notices: 40 } as const;
/** Maximum number of lines removed after one heading. */
const MAX_BLOCK_LINES = 40;

/** Lines that follow the heading of a disclaimer or of related links until prose resumes, mapped to the rule name `<heading>-block`. Marked lines are skipped. */
export function tailBlocks(
  page: Page,
  marks: readonly (string | null)[],
  firstProse: number,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let open: string | null = null;
  let left = 0;
  const lines = page.lines.filter(({ text }) => text !== '');
  for (const [at, line] of lines.entries()) {
    const mark = marks[line.index] ?? null;
    const opener = mark === null ? undefined : BLOCKS.get(mark);
    if (mark !== null && ARTICLE_STARTS.has(mark)) open = null;
    else if (opener !== undefined && line.index > firstProse && !isEntry(lines, at))
      [open, left] = [opener, MAX_BLOCK_LINES];
    else if (open !== null) {
      if (mark === null && (left-- <= 0 || (resumes(line, open) && !isBlurb(marks, lines, at)))) open = null;
      else if (mark === null) found.set(line.index, open);
    }
  }
  return found;
}

/** The rules that open a block, each with the rule of its lines. */
const BLOCKS: ReadonlyMap<string, string> = new Map(
  lineRules.flatMap(({ name, headsBlock: opens }) => (opens === true ? [[name, `${name}-block`] as const] : [])),
);
/** Rules whose lines begin another article. */
const ARTICLE_STARTS: ReadonlySet<string> = new Set([
  ...headlineRules,
  ...lineRulesThat((rule) => tellsAny(rule, 'section') || (tellsAny(rule, 'time') && tellsAny(rule, 'source'))),
]);

function resumes(line: PageLine, open: string): boolean {
  if (line.features.heading > 0 && line.features.heading < 3) return true;
  const { matchForm } = line;
  if (open.startsWith('related')) return matchForm.length >= MIN_PROSE_UNITS.links && line.prose;
  return matchForm.length >= MIN_PROSE_UNITS.notices && line.prose && !NOTICE.test(matchForm.slice(0, 200));
}

/** Whether a line is a link directly above or below another of its shape, as in a table of contents: it heads nothing. */
function isEntry(lines: readonly PageLine[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || !isLink(line)) return false;
  return [lines[at - 1], lines[at + 1]].some(
    (other) => other !== undefined && isLink(other) && other.features.shape === line.features.shape,
  );
}

/** Whether a line of prose is the description of the related article whose link is directly above it: no other line of prose follows. */
function isBlurb(marks: readonly (string | null)[], lines: readonly PageLine[], at: number): boolean {
  const [link, blurb, next] = lines.slice(Math.max(0, at - 1), at + 2);
  if (link === undefined || blurb === undefined || !isLink(link)) return false;
  return blurb.features.heading === 0 && (next === undefined || marks[next.index] !== null || !next.prose);
}

/** A paragraph that continues a rights notice or rules for comments. */
const NOTICE = /版权|转载|著作权|侵权|授权|本(?:[网站报社刊]|论坛)|稿酬|免责|不承担|[发留][言表]|言论/;

/** Indices of lines that are only a page number (`1`, `[2]`) beside paging links. */
export function pageNumbers(page: Page, marks: readonly (string | null)[]): readonly number[] {
  const found: number[] = [];
  let run: number[] = [];
  let beside = false;
  for (const line of page.lines) {
    if (line.text === '' || line.code) continue;
    const paging = marks[line.index] === 'paging';
    if (marks[line.index] === null && line.text.length <= 5 && /^\[?\d{1,3}\]?$/.test(line.matchForm)) {
      run.push(line.index);
      continue;
    }
    if (beside || paging) for (const line of run) found.push(line);
    beside = paging;
    if (run.length > 0) run = [];
  }
  return beside ? [...found, ...run] : found;
}
