import type { Candidates } from './word-index.ts';
import { shows } from './line-rule.ts';
import type { LineRule } from './line-rule.ts';
import { readUnits } from '../../text/utf16.ts';
import { ONCE, recurringOf } from './recurring-lines.ts';
import type { Page, PageLine } from '../page.ts';
import type { Zones } from './places.ts';

/** The rule of each line, or null. */
export type Marks = (string | null)[];

/** What the line rules find on a page. Most rules hold in one place of it only, so a rule is tried on a line when it is known where the line stands. */
export interface Hits {
  /** For each line the first rule that takes it wherever it stands. */
  readonly sure: Marks;
  /** For each line the first rule that takes it where it stands. */
  readonly placed: (zones: Zones) => Marks;
  /** The first rule that takes a line below the headline, or null. */
  readonly below: (line: PageLine) => string | null;
  /** Whether the rule of this name takes a line, its place aside. */
  readonly takes: (name: string, line: PageLine) => boolean;
}

/** `off` names rules that do not run. */
export function hitsOf(page: Page, rulesFor: Candidates, off: ReadonlySet<string>): Hits {
  const candidates = page.blocks.flatMap(({ shadow, lines }) =>
    readUnits(shadow, (units) => lines.map(({ start, text }) => rulesFor(units, start, start + text.length))),
  );
  const alone = new Map(ONCE.map((name) => [name, withoutRecurring(page, linesTakenBy(name))]));
  const sure = marksBy((rule, line) => rule.place === 'anywhere' && takes(rule, line));
  return {
    sure,
    placed: (zones) =>
      marksBy((rule, line) => {
        if (rule.place === 'anywhere') return rule.name === sure[line.index];
        return zones.stands(rule.place, line.index) && takes(rule, line);
      }),
    below: (line) => ruleOf(line, (rule) => rule.place === 'below-headline' && takes(rule, line)),
    takes: (name, line) => {
      const rule = named(name, line);
      return rule !== undefined && takes(rule, line);
    },
  };

  function marksBy(accepts: (rule: LineRule, line: PageLine) => boolean): Marks {
    return page.lines.map((line) => ruleOf(line, accepts));
  }
  function ruleOf(line: PageLine, accepts: (rule: LineRule, line: PageLine) => boolean): string | null {
    for (const rule of candidates[line.index] ?? []) if (accepts(rule, line)) return rule.name;
    return null;
  }
  function takes(rule: LineRule, line: PageLine): boolean {
    return alone.get(rule.name)?.has(line.index) ?? takesLine(rule, line, off);
  }
  function named(name: string, { index }: PageLine): LineRule | undefined {
    return candidates[index]?.find((rule) => rule.name === name);
  }
  function linesTakenBy(name: string): readonly PageLine[] {
    return page.lines.filter((line) => {
      for (const rule of candidates[line.index] ?? []) if (rule.name === name) return takesLine(rule, line, off);
      return false;
    });
  }
}

const NONE: ReadonlySet<number> = new Set();

function withoutRecurring(page: Page, lines: readonly PageLine[]): ReadonlySet<number> {
  if (lines.length === 0) return NONE;
  const recurring = recurringOf(page, lines);
  return new Set(lines.flatMap(({ index }) => (recurring.has(index) ? [] : [index])));
}

function takesLine(rule: LineRule, { text, shadow, features }: PageLine, off: ReadonlySet<string>): boolean {
  const { linkLength } = features;
  if (off.has(rule.name) || (rule.never === 'linked' && linkLength > 0)) return false;
  const isLink = linkLength > 0 && linkLength >= text.length;
  return !(rule.never === 'link' && isLink) && shows(rule, shadow);
}
