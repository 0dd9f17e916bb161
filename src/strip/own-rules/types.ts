import type { Place } from '../rules/line-rule.ts';

/** A line rule that a person wrote, as it stands in a file of rules; `src/rules.schema.json` describes it. Plain data, so that it may cross to another thread. */
export interface OwnRule {
  /** Kebab-case; unlike the name of any stage or built-in rule. */
  readonly name: string;
  readonly summary: string;
  /** In the syntax of RE2: linear on any text, so without lookaround and backreferences. Matched on the line's shadow, as built-in rules are; written in either script and width. */
  readonly pattern: string | readonly string[];
  /** Where given, one of these must occur in the line. */
  readonly words?: readonly string[];
  /** Longest line it may take, in UTF-16 units; 400 if absent. */
  readonly longest?: number;
  /** `anywhere` if absent. */
  readonly place?: Place;
  /** Lines it takes. At least one. */
  readonly removes: readonly string[];
  /** Lines that look alike and that it must leave. At least one. */
  readonly keeps: readonly string[];
}

/** What is wrong with a rule: which, in which of its fields, and what to do. */
export interface RuleFault {
  /** Number of the rule in the list, from 1; 0 for the list itself. */
  readonly number: number;
  readonly name: string | null;
  readonly field: string | null;
  readonly why: string;
}
