import type { Document, PageVerdict, Removal } from '../types.ts';
import { outsideBody } from './body/index.ts';
import type { BodyFinder } from './body/index.ts';
import { lineRulesOf } from './own-rules/index.ts';
import type { OwnRule } from './own-rules/types.ts';
import { losesProse } from './lost-prose.ts';
import { judgePage } from './page-kind/index.ts';
import { pageOf } from './page.ts';
import type { PageLine } from './page.ts';
import { begin, passes } from './passes.ts';
import { factsOf, lineRules } from './rules/index.ts';
import { hasPartMark, PART_REACH, partRules } from './rules/line-end-rules.ts';
import { wordIndexOf } from './rules/word-index.ts';
import type { Candidates } from './rules/word-index.ts';
import type { Templates } from './templates/apply.ts';

export { hasGap } from './gap.ts';
export { ownRuleFaults } from './own-rules/index.ts';
export type { OwnRule, RuleFault } from './own-rules/types.ts';
export { lineRules, pageRules } from './rules/index.ts';
export { partRules } from './rules/line-end-rules.ts';
export type { Templates } from './templates/apply.ts';
export { readTemplates, templatesOf, writeTemplates } from './templates/file.ts';
export { observationOf } from './templates/page-summary.ts';
export type { Observation } from './templates/page-summary.ts';
export { addPage, addSample, newSample } from './templates/reservoir.ts';
export type { Sample } from './templates/reservoir.ts';

const builtIn = wordIndexOf(lineRules);
const withOwn = new WeakMap<readonly OwnRule[], Candidates>();

/** The built-in rules followed by the user's own, memoized per list of own rules. */
function rulesWith(own: readonly OwnRule[] | undefined): Candidates {
  if (own === undefined) return builtIn;
  const made = withOwn.get(own) ?? wordIndexOf([...lineRules, ...lineRulesOf(own)]);
  withOwn.set(own, made);
  return made;
}

/** Inputs besides the page itself: the user's own rules, learned templates, the page's URL. */
export interface StripContext {
  readonly own?: readonly OwnRule[] | undefined;
  readonly templates?: Templates | undefined;
  /** Whether a line is taken for mojibake, if any is. */
  readonly leaves?: (line: string) => boolean;
  /** URL of the page, or null. */
  readonly url?: string | null;
}

/** What strip makes of a page. */
export interface Findings {
  /** What is the site's and not the article's: at most one whole-line removal a line, in line order. */
  readonly removals: readonly Removal[];
  /** Whether much prose beside the body is taken for no part of it. */
  readonly losesProse: () => boolean;
  /** What the page is. Nothing is worked out before it is asked for. */
  readonly verdict: () => PageVerdict;
}

/** Finds the lines to remove and what the page is. `off` names rules to skip; `findOutside` replaces the body finder in training. */
export function findingsOf(
  document: Document,
  off: ReadonlySet<string>,
  { own, templates, leaves, url = null }: StripContext = {},
  findOutside: BodyFinder = outsideBody,
): Findings {
  const page = pageOf(document, leaves);
  const work = begin(page, rulesWith(own), { format: document.format, url, templates, findOutside, off });
  for (const pass of passes) pass(work);
  const removals: Removal[] = [];
  for (const line of page.lines) {
    const removal = removalOf(line, work.marks[line.index] ?? null, off);
    if (removal !== null) removals.push(removal);
  }
  return { removals, losesProse: () => losesProse(page, work.marks), verdict: () => judgePage(page, work.marks, url) };
}

/** The removals alone, for callers that do not need to know what the page is. */
export function findBoilerplate(...asked: Parameters<typeof findingsOf>): readonly Removal[] {
  return findingsOf(...asked).removals;
}

function removalOf(line: PageLine, mark: string | null, off: ReadonlySet<string>): Removal | null {
  return mark === null ? partOf(line, off) : { rule: mark, tells: factsOf(mark), line: line.index, part: null };
}

/** Finds a credit at the end of a line that is kept, as offsets in the untrimmed line. */
function partOf({ index, matchForm, offset, code, misread }: PageLine, off: ReadonlySet<string>): Removal | null {
  if (code || misread === true) return null;
  if (/[。!?;]/.test(matchForm.charAt(matchForm.length - 1))) return null; // No credit ends as a sentence does.
  const from = Math.max(0, matchForm.length - PART_REACH);
  const end = matchForm.slice(from);
  if (!hasPartMark(end)) return null;
  for (const { name, words, pattern, tells = [] } of partRules) {
    if (off.has(name) || !words.some((word) => end.includes(word))) continue;
    const match = pattern.exec(end);
    if (match === null) continue;
    const start = from + match.index;
    if (start > 0) return { rule: name, tells, line: index, part: [offset + start, offset + matchForm.length] };
  }
  return null;
}
