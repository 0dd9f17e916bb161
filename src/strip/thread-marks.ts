import { lineRulesThat } from './rules/index.ts';

/** Rules that match lines between the posts of a thread. */
const BETWEEN_POSTS = lineRulesThat(({ betweenPosts }) => betweenPosts === true);
const MIN_LINES = 3;

/** Whether the rules matched by the lines of a page show that it is a thread, which has boilerplate between its prose. */
export function areOfThread(rules: readonly (string | null)[]): boolean {
  return rules.filter((rule) => rule !== null && isBetweenPosts(rule)).length >= MIN_LINES;
}

export function isBetweenPosts(rule: string): boolean {
  return BETWEEN_POSTS.has(rule);
}
