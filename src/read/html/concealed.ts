import type { Tag } from './tokenizer.ts';

/** Class prefixes of elements that repeat a formula for screen readers or hold its place while it loads, and of the links that MediaWiki puts behind headings. */
const UNREAD = /^(?:MJX_Assistive_MathML|MathJax_Preview|katex-mathml|mw-editsection)\b/;

/** Whether an element is not displayed; also true for the decoy characters in Discuz posts, copies of formulas and links to edit a section. */
export function isConcealed(tag: Tag): boolean {
  if (tag.attribute('hidden') !== null) return true;
  const style = tag.attribute('style');
  if (style !== null && /display\s*:\s*none/i.test(style)) return true;
  const naming = tag.attribute('class');
  return naming !== null && (naming === 'jammer' || UNREAD.test(naming));
}

const PERMALINK = /\s*(?:[#¶§⚓∞]|🔗|&(?:para|sect|#182|#167|#xb6);)\s*<\/a>/iy;

/** Whether a link only leads to the heading that it is in: its text is a sign. */
export function isPermalink(html: string, tag: Tag, heading: number): boolean {
  if (heading === 0 || tag.name !== 'a') return false;
  PERMALINK.lastIndex = tag.end;
  return tag.attribute('href')?.includes('#') === true && PERMALINK.test(html);
}
