import type { Place } from '../rules/line-rule.ts';

/** A line rule from a rules file, as described by `src/rules.schema.json`. Plain data, so that it can be sent to workers. */
export interface OwnRule {
  /** Kebab case; must differ from every stage and built-in rule. */
  readonly name: string;
  readonly summary: string;
  /** RE2 syntax, so without lookaround and backreferences. Matched on the line's match form, like built-in rules; may be written in either script and width. */
  readonly pattern: string | readonly string[];
  /** If given, one of these must occur in the line. */
  readonly words?: readonly string[];
  /** Maximum length of a matched line, in UTF-16 units; default 400. */
  readonly longest?: number;
  /** Default `anywhere`. */
  readonly place?: Place;
  /** Example lines it removes, at least one. */
  readonly removes: readonly string[];
  /** Similar lines it must keep, at least one. */
  readonly keeps: readonly string[];
}

/** A fault of a rule: which rule, which field, and what to fix. */
export interface RuleFault {
  /** 1-based number of the rule in the list; 0 for the list itself. */
  readonly number: number;
  readonly name: string | null;
  readonly field: string | null;
  readonly why: string;
}
