import type { BodyFinder } from './body/index.ts';
import { beginningOf, headlineAbove, headlineOf, repeatedHeadlines, titleInMarkup } from './headline/index.ts';
import type { HeadlineBlock } from './headline/index.ts';
import { keepInside } from './inside-article.ts';
import { keepLists } from './lists-inside.ts';
import { isManual, keepInManual, outsideManual } from './manual/index.ts';
import type { Page } from './page.ts';
import { boardSignatures } from './rules/board-signatures.ts';
import { pageNumbers, tailBlocks } from './rules/heading-blocks.ts';
import { keepSomething } from './rules/keep-something.ts';
import { withoutLone } from './rules/lone-lines.ts';
import { withoutLoneWords } from './rules/lone-words.ts';
import { repeatedCaptions } from './rules/repeated-captions.ts';
import { hitsOf } from './rules/match-lines.ts';
import type { Hits, Marks } from './rules/match-lines.ts';
import { zonesOf } from './rules/places.ts';
import type { Zones } from './rules/places.ts';
import { postersOf } from './rules/posters.ts';
import { signatureOf } from './rules/signatures.ts';
import type { Candidates } from './rules/word-index.ts';
import { templateLines } from './templates/apply.ts';
import type { Templates } from './templates/apply.ts';

/** What the passes over one page share. */
export interface Work {
  readonly page: Page;
  readonly format: string;
  /** URL of the page, or null. */
  readonly url: string | null;
  readonly templates: Templates | undefined;
  readonly findOutside: BodyFinder;
  /** Names of rules to skip. */
  readonly off: ReadonlySet<string>;
  /** Whether the page is documentation. */
  readonly manual: boolean;
  /** Matches of the line rules, wherever they stand. */
  readonly hits: Hits;
  /** Index of the headline in markup, or null. */
  readonly titleLine: number | null;
  /** Where prose begins and ends, by the rules that match anywhere. */
  readonly zones: Zones;
  /** The rule of each line that goes, or null. Passes change it. */
  readonly marks: Marks;
  /** Set by the pass `headline`. */
  headline: HeadlineBlock | null;
}

/**
 * The passes in order: each marks lines, or unmarks lines that an earlier one marked by mistake. Lone bylines are unmarked before
 * the search for the headline, which is near bylines. The body is found after all marks of rules are known.
 */
export const passes: readonly ((work: Work) => void)[] = [
  unmarkLoneBylines,
  unmarkInsideArticle,
  markHeadline,
  markRepeatedCaptions,
  markBlocksBelowHeadings,
  markPageNumbers,
  markBoardSignatures,
  markOutsideBody,
  markHeadlineAboveBody,
  markRepeatedHeadline,
  unmarkBeginning,
  unmarkIfAllIsMarked,
  markTemplates,
];

/** Matches the line rules, and prepares what the passes share. */
export function begin(
  page: Page,
  rules: Candidates,
  known: Omit<Work, 'page' | 'manual' | 'hits' | 'titleLine' | 'zones' | 'marks' | 'headline'>,
): Work {
  const hits = hitsOf(page, rules, known.off);
  const titleLine = titleInMarkup(page, hits);
  const zones = zonesOf(page, hits.sure, titleLine);
  return { ...known, page, manual: isManual(page), hits, titleLine, zones, marks: hits.placed(zones), headline: null };
}

function unmarkLoneBylines({ page, marks, zones }: Work): void {
  withoutLone(page, marks, zones.firstProse);
  withoutLoneWords(page, marks);
}

function unmarkInsideArticle({ page, marks, manual }: Work): void {
  keepInside(page, marks);
  keepLists(page, marks);
  if (manual) keepInManual(page, marks);
}

function markHeadline(work: Work): void {
  const { page, marks, off } = work;
  const block = headlineOf(page, marks, work.titleLine, work.format);
  work.headline = block;
  if (block === null) return;
  if (!off.has('title')) for (const line of [block.title, ...block.more]) marks[line] = 'title';
  if (block.kicker !== null && !off.has('kicker')) marks[block.kicker] = 'kicker';
  if (block.subtitle !== null && !off.has('subtitle')) marks[block.subtitle] = 'subtitle';
}

function markRepeatedCaptions({ page, marks, off, headline, zones }: Work): void {
  if (off.has('repeated-caption') || headline === null) return;
  for (const line of repeatedCaptions(page, marks, headline.title, zones.firstProse)) marks[line] = 'repeated-caption';
}

function markBlocksBelowHeadings({ page, marks, off, zones }: Work): void {
  for (const [line, rule] of tailBlocks(page, marks, zones.firstProse)) if (!off.has(rule)) marks[line] ??= rule;
}

function markPageNumbers({ page, marks, off }: Work): void {
  if (!off.has('paging')) for (const line of pageNumbers(page, marks)) marks[line] = 'paging';
}

function markBoardSignatures({ page, marks, off }: Work): void {
  if (!off.has('bulletin-board')) for (const line of boardSignatures(page, marks)) marks[line] ??= 'bulletin-board';
}

function markOutsideBody({ page, marks, off, manual, headline, findOutside }: Work): void {
  if (off.has('outside-body')) return;
  const title = headline?.title ?? null;
  const outside = (manual ? outsideManual(page, marks, title) : null) ?? findOutside(page, marks, title);
  for (const line of outside) if (page.lines[line]?.misread !== true) marks[line] ??= 'outside-body';
  for (const line of postersOf(page, marks)) marks[line] = 'outside-body';
  for (const line of signatureOf(page, marks)) marks[line] = null;
}

function markHeadlineAboveBody({ page, marks, off, headline, hits }: Work): void {
  const lines = off.has('title') ? null : headlineAbove(page, marks, headline);
  if (lines === null) return;
  if (headline !== null) marks[headline.title] = off.has('outside-body') ? null : 'outside-body';
  for (const line of lines) marks[line] = 'title';
  markBelow(page, hits, marks, lines.at(-1) ?? 0);
}

/** Marks the headline where it stands once more above the first paragraph. */
function markRepeatedHeadline({ page, marks, off }: Work): void {
  if (off.has('title') || off.has('outside-body')) return;
  for (const line of repeatedHeadlines(page, marks)) marks[line] = 'outside-body';
}

/** Unmarks the beginning of an article above the line at which its body was taken to begin. */
function unmarkBeginning({ page, marks, off }: Work): void {
  const beginning = off.has('title') || off.has('outside-body') ? null : beginningOf(page, marks);
  if (beginning === null) return;
  for (const line of beginning.lines) marks[line] = null;
  marks[beginning.title] = 'title';
}

/** Marks lines that match `below-headline` rules, for a headline found after the rules had run. */
function markBelow(page: Page, hits: Hits, marks: Marks, headline: number): void {
  const { isInPlace } = zonesOf(page, marks, headline);
  for (const line of page.lines)
    if (marks[line.index] === null && isInPlace('below-headline', line.index)) marks[line.index] = hits.below(line);
}

function unmarkIfAllIsMarked({ page, marks }: Work): void {
  keepSomething(page, marks);
}

function markTemplates({ page, marks, off, templates, url }: Work): void {
  if (templates === undefined || off.has('site-template')) return;
  for (const line of templateLines(page, marks, templates, url)) marks[line] ??= 'site-template';
}
