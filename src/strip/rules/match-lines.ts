import type { Candidates } from './word-index.ts';
import { matchesPatterns } from './line-rule.ts';
import type { LineRule } from './line-rule.ts';
import { readUnits } from '../../text/utf16.ts';
import { lineRulesThat } from './index.ts';
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

const SINGLE_RULES = lineRulesThat(({ single }) => single === true);

/** Matches candidate rules to the lines of a page. `off` names rules to skip. */
export function hitsOf(page: Page, rulesFor: Candidates, off: ReadonlySet<string>): Hits {
  const candidates = page.blocks.flatMap(({ matchForm, lines }) =>
    readUnits(matchForm, (units) => lines.map(({ start, text }) => rulesFor(units, start, start + text.length))),
  );
  const alone = new Map(Array.from(SINGLE_RULES, (name) => [name, withoutRecurring(page, linesTakenBy(name))]));
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
    return alone.get(rule.name)?.has(line.index) ?? appliesTo(rule, line, off);
  }
  function linesTakenBy(name: string): readonly PageLine[] {
    return page.lines.filter((line) => {
      for (const rule of candidates[line.index] ?? []) if (rule.name === name) return appliesTo(rule, line, off);
      return false;
    });
  }
}

const NO_LINES: ReadonlySet<number> = new Set();

function withoutRecurring(page: Page, lines: readonly PageLine[]): ReadonlySet<number> {
  if (lines.length === 0) return NO_LINES;
  const recurring = recurringOf(page, lines);
  return new Set(lines.flatMap(({ index }) => (recurring.has(index) ? [] : [index])));
}

function appliesTo(rule: LineRule, { text, matchForm, features }: PageLine, off: ReadonlySet<string>): boolean {
  const { linkLength } = features;
  if (off.has(rule.name) || (rule.never === 'linked' && linkLength > 0)) return false;
  const isLink = linkLength > 0 && linkLength >= text.length;
  return !(rule.never === 'link' && isLink) && matchesPatterns(rule, matchForm);
}
