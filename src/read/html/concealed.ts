import type { Naming } from './naming.ts';
import type { Tag } from './tokenizer.ts';

/** Whether an element of that class is not displayed; also true for the decoy characters in Discuz posts, copies of formulas and links to edit a section. */
export function isConcealed(tag: Tag, naming: Naming | null): boolean {
  if (tag.attribute('hidden') !== null) return true;
  const style = tag.attribute('style');
  if (style !== null && /display\s*:\s*none/i.test(style)) return true;
  return naming?.unread === true;
}

const PERMALINK = /\s*(?:[#¶§⚓∞]|🔗|&(?:para|sect|#182|#167|#xb6);)\s*<\/a>/iy;

/** Whether a link only leads to the heading that it is in: its text is a sign. */
export function isPermalink(html: string, tag: Tag, heading: number): boolean {
  if (heading === 0 || tag.name !== 'a') return false;
  PERMALINK.lastIndex = tag.end;
  return tag.attribute('href')?.includes('#') === true && PERMALINK.test(html);
}
