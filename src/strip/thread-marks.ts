/** Rules whose lines stand between the posts of a thread. */
const BETWEEN_POSTS: ReadonlySet<string> = new Set(['post', 'answer', 'forum', 'thread-item', 'comments']);
const MIN_LINES = 3;

/** Whether the rules that lines of a page matched say that it is a thread, among whose prose boilerplate stands. */
export function areOfThread(rules: readonly (string | null)[]): boolean {
  return rules.filter((rule) => rule !== null && BETWEEN_POSTS.has(rule)).length >= MIN_LINES;
}
