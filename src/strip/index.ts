import type { Document, Nature, Removal } from '../types.ts';
import { attribution } from './rules/attribution.ts';
import { outsideBody } from './body/index.ts';
import type { BodyFinder } from './body/index.ts';
import { wordIndexOf } from './rules/word-index.ts';
import type { Candidates } from './rules/word-index.ts';
import { credits } from './rules/credits.ts';
import { blockAround, blockFromText } from './headline/block.ts';
import type { HeadlineBlock } from './headline/block.ts';
import { hitsOf } from './rules/match-lines.ts';
import type { Hits, Marks } from './rules/match-lines.ts';
import { headlineAboveBody } from './headline/above-body.ts';
import { printedTitle } from './headline/printed.ts';
import { officialTitle } from './headline/official.ts';
import { headlineFromMarkup } from './headline/from-markup.ts';
import { legal } from './rules/legal.ts';
import type { LineRule } from './rules/line-rule.ts';
import { navigation } from './rules/navigation.ts';
import type { OwnRule } from './own-rules/types.ts';
import { withoutLone } from './rules/lone-lines.ts';
import { keepInside } from './inside-article.ts';
import type { Kinds } from './inside-article.ts';
import { lineRulesOf } from './own-rules/index.ts';
import { pageRulesOf } from './rules/page-rules.ts';
import type { PageRule } from './rules/page-rules.ts';
import { pageOf } from './page.ts';
import { natureOf } from './page-kind/index.ts';
import { keepLoneDates } from './rules/recurring-lines.ts';
import type { Page, PageLine } from './page.ts';
import { hasPartMark, PART_REACH, partRules } from './rules/line-end-rules.ts';
import { photos } from './rules/photos.ts';
import { posts } from './rules/posts.ts';
import { related } from './rules/related.ts';
import { keepSomething } from './rules/keep-something.ts';
import { leftovers } from './rules/leftovers.ts';
import { sharing } from './rules/sharing.ts';
import { stuffing } from './rules/stuffing.ts';
import { pageNumbers, tailBlocks } from './rules/heading-blocks.ts';
import { templateLines } from './templates/apply.ts';
import type { Templates } from './templates/apply.ts';
import { firstProseOf, zonesOf } from './rules/places.ts';

/** All built-in line rules, in matching order: rules that feed fields come first, so that a line matched by both kinds is read. */
export const lineRules: readonly LineRule[] = [
  ...attribution,
  ...credits,
  ...photos,
  ...navigation,
  ...legal,
  ...sharing,
  ...related,
  ...posts,
  ...leftovers,
  ...stuffing,
];

export { partRules };
export { hasGap } from './gap.ts';
export { observationOf } from './templates/page-summary.ts';
export type { Observation } from './templates/page-summary.ts';
export { ownRuleFaults } from './own-rules/index.ts';
export type { OwnRule, RuleFault } from './own-rules/types.ts';
export { readTemplates, templatesOf, writeTemplates } from './templates/file.ts';
export { addPage, addSample, newSample } from './templates/reservoir.ts';
export type { Sample } from './templates/reservoir.ts';
export type { Templates } from './templates/apply.ts';

export const pageRules: readonly PageRule[] = pageRulesOf(lineRules);

const builtIn = wordIndexOf(lineRules);

const namesOf = (rules: readonly LineRule[]): ReadonlySet<string> => new Set(rules.map(({ name }) => name));
const KINDS: Kinds = {
  edge: namesOf(lineRules.filter(({ inside }) => inside !== true)),
  telling: namesOf([...attribution, ...credits]),
  listing: namesOf(related.filter(({ opens }) => opens === true)),
};

/** Inputs besides the page itself: the user's own rules, learned templates, the page's URL. */
export interface StripContext {
  readonly own?: readonly OwnRule[] | undefined;
  readonly templates?: Templates | undefined;
  /** URL of the page, or null. */
  readonly url?: string | null;
}

/** What strip makes of a page. */
export interface Findings {
  /** What is the site's and not the article's: at most one whole-line removal a line, in line order. */
  readonly removals: readonly Removal[];
  /** What the page is. Nothing is worked out before it is asked for. */
  readonly nature: () => Nature;
}

/** Finds the lines to remove and what the page is. `off` names rules to skip; `findOutside` replaces the body finder in training. */
export function findingsOf(
  document: Document,
  off: ReadonlySet<string>,
  known: StripContext = {},
  findOutside: BodyFinder = outsideBody,
): Findings {
  const page = pageOf(document);
  const marks = marksOf(page, document.format, off, known, findOutside);
  const removals: Removal[] = [];
  for (const line of page.lines) {
    const removal = removalOf(line, marks[line.index] ?? null, off);
    if (removal !== null) removals.push(removal);
  }
  return { removals, nature: () => natureOf(page, marks, known.url ?? null) };
}

/** The removals alone, for callers that do not need to know what the page is. */
export function findBoilerplate(...asked: Parameters<typeof findingsOf>): readonly Removal[] {
  return findingsOf(...asked).removals;
}

/** The rule of each line that goes. */
function marksOf(
  page: Page,
  format: string,
  off: ReadonlySet<string>,
  known: StripContext,
  findOutside: BodyFinder,
): Marks {
  const hits = hitsOf(page, rulesWith(known.own), off);
  const titleLine = page.markup ? titleInMarkup(page, hits) : null;
  const zones = zonesOf(page, hits.sure, titleLine);
  const marks = hits.placed(zones);
  withoutLone(page, marks, zones.firstProse);
  keepInside(page, marks, KINDS);
  const block = headlineOf(page, marks, titleLine, !ROWS.has(format));
  markHeadline(marks, block, off);
  for (const [line, rule] of tailBlocks(page, marks, lineRules, zones.firstProse))
    if (!off.has(rule)) marks[line] ??= rule;
  if (!off.has('paging')) for (const line of pageNumbers(page, marks)) marks[line] = 'paging';
  if (!off.has('outside-body'))
    for (const line of findOutside(page, marks, block?.title ?? null)) marks[line] ??= 'outside-body';
  markHeadlineAbove(page, hits, marks, block, off);
  keepSomething(page, marks);
  if (known.templates !== undefined && !off.has('site-template'))
    for (const line of templateLines(page, marks, known.templates, known.url ?? null)) marks[line] ??= 'site-template';
  return marks;
}

/** Rules whose lines appear directly below a headline. */
const SOURCE_LINE_RULES: readonly string[] = ['time-label', 'time-source', 'source'];

/** For each line, whether it may be the date or source line of the headline above it. */
function sourceLines(page: Page, hits: Hits): readonly boolean[] {
  return page.lines.map((line) => {
    const short = line.text.length <= 50;
    return SOURCE_LINE_RULES.some((name) => hits.takes(name, line)) || (short && hits.takes('date', line));
  });
}

const withOwn = new WeakMap<readonly OwnRule[], Candidates>();

/** The built-in rules followed by the user's own, memoized per list of own rules. */
function rulesWith(own: readonly OwnRule[] | undefined): Candidates {
  if (own === undefined) return builtIn;
  const made = withOwn.get(own) ?? wordIndexOf([...lineRules, ...lineRulesOf(own)]);
  withOwn.set(own, made);
  return made;
}

/** Index of the headline in markup, or null. In a fragment with a known title, as in a feed, a heading that differs from it belongs to the text. */
function titleInMarkup(page: Page, hits: Hits): number | null {
  const known = givenTitle(page);
  return known !== null && isPart(page)
    ? printedTitle(page, known)
    : headlineFromMarkup(page, hits.sure, sourceLines(page, hits));
}

/** The known title, which came with the document, or null. */
function givenTitle({ meta }: Page): string | null {
  return meta.find(({ name }) => name === 'known:title')?.value ?? null;
}

/** Whether the page is a fragment of markup without a title. */
function isPart({ markup, meta }: Page): boolean {
  return markup && !meta.some(({ name }) => name === 'title');
}

/** Row formats: titles have a column of their own, so the first line of a cell is never guessed to be a headline. */
const ROWS: ReadonlySet<string> = new Set(['csv', 'parquet']);

function headlineOf(page: Page, marks: Marks, titleLine: number | null, guess: boolean): HeadlineBlock | null {
  if (titleLine !== null) return blockAround(page, marks, titleLine);
  if (page.markup) return null;
  const known = givenTitle(page);
  if (known !== null) {
    const printed = printedTitle(page, known);
    return printed === null ? null : blockAround(page, marks, printed);
  }
  if (!guess) return null;
  const block = blockFromText(page, marks, firstProseOf(page, marks));
  if (!keepLoneDates(page, marks, block?.title ?? null)) return block;
  return blockFromText(page, marks, firstProseOf(page, marks));
}

function markHeadline(marks: Marks, block: HeadlineBlock | null, off: ReadonlySet<string>): void {
  if (block === null) return;
  if (!off.has('title')) for (const line of [block.title, ...block.more]) marks[line] = 'title';
  if (block.kicker !== null && !off.has('kicker')) marks[block.kicker] = 'kicker';
  if (block.subtitle !== null && !off.has('subtitle')) marks[block.subtitle] = 'subtitle';
}

function markHeadlineAbove(
  page: Page,
  hits: Hits,
  marks: Marks,
  block: HeadlineBlock | null,
  off: ReadonlySet<string>,
): void {
  const isGiven = isPart(page) && givenTitle(page) !== null;
  const index = off.has('title') || isGiven ? null : headlineAboveBody(page, marks, block?.title ?? null);
  if (index === null) return;
  if (block !== null) marks[block.title] = off.has('outside-body') ? null : 'outside-body';
  const paper = officialTitle(page, index, (line) => [null, 'outside-body'].includes(marks[line.index] ?? null));
  for (const line of paper ?? [index]) marks[line] = 'title';
  markBelow(page, hits, marks, paper?.at(-1) ?? index);
}

/** Marks lines that match `below-headline` rules, for a headline found after the rules had run. */
function markBelow(page: Page, hits: Hits, marks: Marks, headline: number): void {
  const { isInPlace } = zonesOf(page, marks, headline);
  for (const line of page.lines)
    if (marks[line.index] === null && isInPlace('below-headline', line.index)) marks[line.index] = hits.below(line);
}

function removalOf(line: PageLine, mark: string | null, off: ReadonlySet<string>): Removal | null {
  return mark === null ? partOf(line, off) : { rule: mark, line: line.index, part: null };
}

/** Finds a credit at the end of a line that is kept, as offsets in the untrimmed line. */
function partOf(line: PageLine, off: ReadonlySet<string>): Removal | null {
  const { matchForm, offset } = line;
  if (/[。!?;]/.test(matchForm.charAt(matchForm.length - 1))) return null; // No credit ends as a sentence does.
  const from = Math.max(0, matchForm.length - PART_REACH);
  const end = matchForm.slice(from);
  if (!hasPartMark(end)) return null;
  for (const rule of partRules) {
    if (off.has(rule.name) || !rule.words.some((word) => end.includes(word))) continue;
    const match = rule.pattern.exec(end);
    if (match === null) continue;
    const start = from + match.index;
    if (start > 0) return { rule: rule.name, line: line.index, part: [offset + start, offset + matchForm.length] };
  }
  return null;
}
