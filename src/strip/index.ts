import type { Document, Removal } from '../types.ts';
import { attribution } from './attribution.ts';
import { outsideBody } from './body.ts';
import type { BodyFinder } from './body.ts';
import { candidatesOf } from './candidates.ts';
import { credits } from './credits.ts';
import { blockAround, blockFromText } from './headline-block.ts';
import type { HeadlineBlock } from './headline-block.ts';
import { headlineFromMarkup } from './headline.ts';
import { legal } from './legal.ts';
import type { LineRule } from './line-rule.ts';
import { shows } from './line-rule.ts';
import { navigation } from './navigation.ts';
import { pageRulesOf } from './page-rules.ts';
import type { PageRule } from './page-rules.ts';
import { pageOf } from './page.ts';
import { keepLoneDates, withoutRecurring } from './once.ts';
import type { Page, PageLine } from './page.ts';
import { PART_REACH, partRules } from './parts.ts';
import { photos } from './photos.ts';
import { related } from './related.ts';
import { rescue } from './rescue.ts';
import { residue } from './residue.ts';
import { sharing } from './sharing.ts';
import { pageNumbers, tailBlocks } from './tail.ts';
import { zonesOf } from './zones.ts';
import type { Zones } from './zones.ts';

/** Every line rule, in the order they are tried: what feeds fields before what does not, so that a line with both is read. */
export const lineRules: readonly LineRule[] = [
  ...attribution,
  ...credits,
  ...photos,
  ...navigation,
  ...legal,
  ...sharing,
  ...related,
  ...residue,
];

export { partRules };

export const pageRules: readonly PageRule[] = pageRulesOf(lineRules);

const candidates = candidatesOf(lineRules);

/** The rule of each line, or null. */
type Marks = (string | null)[];

/** What is the site's and not the article's: at most one whole-line removal a line, in line order. `off` names rules that do not run. */
export function findBoilerplate(
  document: Document,
  off: ReadonlySet<string>,
  findOutside: BodyFinder = outsideBody,
): readonly Removal[] {
  const page = pageOf(document);
  const hits = withoutRecurring(
    page,
    page.lines.map((line) => hitsOf(line, off)),
  );
  const sure: Marks = hits.map((rules) => rules.find((rule) => rule.place === 'anywhere')?.name ?? null);
  const telling = hits.map((rules, index) => {
    const short = (page.lines[index]?.text.length ?? 0) <= 50;
    return rules.some(({ name }) => TELLING.has(name) || (short && name === 'date'));
  });
  const titleLine = page.markup ? headlineFromMarkup(page, sure, telling) : null;
  const zones = zonesOf(page, sure, titleLine);
  const marks = placed(hits, zones);
  const block = headlineOf(page, marks, titleLine);
  markHeadline(marks, block, off);
  for (const [line, rule] of tailBlocks(page, marks, lineRules, zones.firstProse))
    if (!off.has(rule)) marks[line] ??= rule;
  if (!off.has('paging')) for (const line of pageNumbers(page, marks)) marks[line] = 'paging';
  if (!off.has('outside-body'))
    for (const line of findOutside(page, marks, block?.title ?? null)) marks[line] ??= 'outside-body';
  rescue(page, marks);
  return page.lines.flatMap((line) => removalsOf(line, marks[line.index] ?? null, off));
}

/** Rules whose lines stand directly below a headline. */
const TELLING: ReadonlySet<string> = new Set(['time-label', 'time-source', 'source']);

function hitsOf(line: PageLine, off: ReadonlySet<string>): readonly LineRule[] {
  const { linkLength } = line.features;
  const isLink = linkLength > 0 && linkLength >= line.text.length;
  return candidates(line.shadow).filter((rule) => {
    if (off.has(rule.name)) return false;
    if (rule.never === 'linked' && linkLength > 0) return false;
    return !(rule.never === 'link' && isLink) && shows(rule, line.shadow);
  });
}

function placed(hits: readonly (readonly LineRule[])[], zones: Zones): Marks {
  return hits.map((rules, index) => rules.find((rule) => zones.stands(rule.place, index))?.name ?? null);
}

function headlineOf(page: Page, marks: Marks, titleLine: number | null): HeadlineBlock | null {
  if (titleLine !== null) return blockAround(page, marks, titleLine);
  if (page.markup) return null;
  const block = blockFromText(page, marks, zonesOf(page, marks, null).firstProse);
  if (!keepLoneDates(page, marks, block?.title ?? null)) return block;
  return blockFromText(page, marks, zonesOf(page, marks, null).firstProse);
}

function markHeadline(marks: Marks, block: HeadlineBlock | null, off: ReadonlySet<string>): void {
  if (block === null) return;
  if (!off.has('title')) for (const line of [block.title, ...block.more]) marks[line] = 'title';
  if (block.kicker !== null && !off.has('kicker')) marks[block.kicker] = 'kicker';
  if (block.subtitle !== null && !off.has('subtitle')) marks[block.subtitle] = 'subtitle';
}

function removalsOf(line: PageLine, mark: string | null, off: ReadonlySet<string>): readonly Removal[] {
  if (mark !== null) return [{ rule: mark, line: line.index, part: null }];
  const cut = partOf(line, off);
  return cut === null ? [] : [cut];
}

/** A credit at the end of a line that stays, as offsets in the untrimmed line. */
function partOf(line: PageLine, off: ReadonlySet<string>): Removal | null {
  const { shadow, offset } = line;
  const from = Math.max(0, shadow.length - PART_REACH);
  const end = shadow.slice(from);
  for (const rule of partRules) {
    if (off.has(rule.name) || !rule.words.some((word) => end.includes(word))) continue;
    const match = rule.pattern.exec(end);
    if (match === null) continue;
    const start = from + match.index;
    if (start > 0) return { rule: rule.name, line: line.index, part: [offset + start, offset + shadow.length] };
  }
  return null;
}
