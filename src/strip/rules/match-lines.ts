import type { Candidates } from './word-index.ts';
import { matchesPatterns } from './line-rule.ts';
import type { LineRule } from './line-rule.ts';
import { readUnits } from '../../text/utf16.ts';
import { recurringOf } from './recurring-lines.ts';
import type { Page, PageLine } from '../page.ts';
import type { Zones } from './places.ts';

/** For each line, the name of the rule that matches it, or null. */
export type Marks = (string | null)[];

/** Matches of the line rules on a page. Most rules are limited to a place, so they are tried once the places of lines are known. */
export interface Hits {
  /** For each line, the first matching rule whose place is `anywhere`. */
  readonly sure: Marks;
  /** For each line, the first rule that matches it in its place. */
  readonly placed: (zones: Zones) => Marks;
  /** The first `below-headline` rule that matches a line, or null. */
  readonly below: (line: PageLine) => string | null;
  /** Whether one of the rules of these names matches a line, regardless of place. */
  readonly takes: (names: ReadonlySet<string>, line: PageLine) => boolean;
}

/** Matches candidate rules to the lines of a page. `off` names rules to skip. */
export function hitsOf(page: Page, rulesFor: Candidates, off: ReadonlySet<string>): Hits {
  const candidates = page.blocks.flatMap(({ matchForm, lines }) =>
    readUnits(matchForm, (units) => lines.map((line) => rulesOn(line, units, rulesFor))),
  );
  const alone = onlyLines();
  const sure = marksBy((rule, line) => rule.place === 'anywhere' && takes(rule, line));
  return {
    sure,
    placed: (zones) =>
      marksBy((rule, line) => {
        if (rule.place === 'anywhere') return rule.name === sure[line.index];
        return zones.isInPlace(rule.place, line.index) && takes(rule, line);
      }),
    below: (line) => ruleOf(line, (rule) => rule.place === 'below-headline' && takes(rule, line)),
    takes: (names, line) => ruleOf(line, (rule) => names.has(rule.name) && takes(rule, line)) !== null,
  };

  function marksBy(accepts: (rule: LineRule, line: PageLine) => boolean): Marks {
    return page.lines.map((line) => ruleOf(line, accepts));
  }
  function ruleOf(line: PageLine, accepts: (rule: LineRule, line: PageLine) => boolean): string | null {
    for (const rule of candidates[line.index] ?? []) if (accepts(rule, line)) return rule.name;
    return null;
  }
  function takes(rule: LineRule, line: PageLine): boolean {
    return rule.single === true ? alone.get(rule)?.has(line.index) === true : appliesTo(rule, line, off);
  }
  /** The lines that rules which match once a page take. */
  function onlyLines(): ReadonlyMap<LineRule, ReadonlySet<number>> {
    const taken = new Map<LineRule, PageLine[]>();
    for (const line of page.lines) {
      for (const rule of candidates[line.index] ?? []) {
        if (rule.single !== true || !appliesTo(rule, line, off)) continue;
        const lines = taken.get(rule);
        if (lines === undefined) taken.set(rule, [line]);
        else lines.push(line);
      }
    }
    return new Map(Array.from(taken, ([rule, lines]) => [rule, withoutRecurring(page, lines)]));
  }
}

/** The rules that may match a line: in code and mojibake, only the user's own. */
function rulesOn(
  { start, text, code, misread }: PageLine,
  units: Uint16Array,
  rulesFor: Candidates,
): readonly LineRule[] {
  const found = rulesFor(units, start, start + text.length);
  return code || misread === true ? found.filter(({ own }) => own === true) : found;
}

function withoutRecurring(page: Page, lines: readonly PageLine[]): ReadonlySet<number> {
  const recurring = recurringOf(page, lines);
  return new Set(lines.flatMap(({ index }) => (recurring.has(index) ? [] : [index])));
}

/** A line of bare or preformatted text that begins with one `>`, or with several beside each other. */
const QUOTATION = /^(?:>\s?)+[^>]*$/;

function isQuotation({ matchForm, features: { tag, preformatted } }: PageLine): boolean {
  return (tag === '' || preformatted === true) && QUOTATION.test(matchForm);
}

function appliesTo(rule: LineRule, line: PageLine, off: ReadonlySet<string>): boolean {
  const { text, matchForm, features } = line;
  const { linkLength } = features;
  if (off.has(rule.name) || (rule.never === 'linked' && linkLength > 0)) return false;
  if (rule.sparesQuotations === true && isQuotation(line)) return false;
  const isLink = linkLength > 0 && linkLength >= text.length;
  return !(rule.never === 'link' && isLink) && matchesPatterns(rule, matchForm);
}
