import type { Fact } from '../../types.ts';
import { attribution } from './attribution.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { credits } from './credits.ts';
import { leftovers } from './leftovers.ts';
import { legal } from './legal.ts';
import { partRules } from './line-end-rules.ts';
import type { LineRule } from './line-rule.ts';
import { navigation } from './navigation.ts';
import { pageRulesOf } from './page-rules.ts';
import type { PageRule } from './page-rules.ts';
import { photos } from './photos.ts';
import { posts } from './posts.ts';
import { related } from './related.ts';
import { sharing } from './sharing.ts';
import { siteNotices } from './site-notices.ts';
import { stuffing } from './stuffing.ts';

/** All built-in line rules, in matching order: rules that feed fields come first, so that a line matched by both kinds is read. */
export const lineRules: readonly LineRule[] = [
  ...attribution,
  ...credits,
  ...photos,
  ...breadcrumbs,
  ...navigation,
  ...legal,
  ...siteNotices,
  ...sharing,
  ...related,
  ...posts,
  ...leftovers,
  ...stuffing,
];

/** The rules that are decided from the page as a whole. */
export const pageRules: readonly PageRule[] = pageRulesOf(lineRules);

/** Names of the line rules for which `accepts` holds. */
export function lineRulesThat(accepts: (rule: LineRule) => boolean): ReadonlySet<string> {
  return new Set(lineRules.filter(accepts).map(({ name }) => name));
}

const facts: ReadonlyMap<string, readonly Fact[]> = new Map(
  [...lineRules, ...partRules, ...pageRules].map(({ name, tells = [] }) => [name, tells]),
);

/** What lines of the rule of this name state. A user's own rules state nothing. */
export function factsOf(rule: string): readonly Fact[] {
  return facts.get(rule) ?? [];
}

/** Whether a rule states one of these facts. */
export function tellsAny({ tells = [] }: Pick<LineRule, 'tells'>, ...asked: readonly Fact[]): boolean {
  return tells.some((fact) => asked.includes(fact));
}

/** Names of the rules whose lines are the headline. */
export const headlineRules: ReadonlySet<string> = new Set(
  pageRules.filter((rule) => tellsAny(rule, 'headline')).map(({ name }) => name),
);
