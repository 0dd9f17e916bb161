import type { Edit } from '../types.ts';

/** Starts of items: two lists with only a blank line between them would be one. */
const ITEM = /^(?:[-*+]|\d{1,9}[.)]) /;
const BETWEEN_LISTS = '\n\n<!-- -->\n\n';
/** Inline code and escapes, in which nothing is a label; or a label with its brackets. */
const LABEL = /`[^`]*`|\\.|\[\^([^\]\s]{1,80})\]/g;
const FENCE = /^[\s>]*(`{3,})/;

/** Edits that make the Markdown of pages, joined by line feeds, one document: blank lines between pages, and labels of notes that are unique. */
export function markdownEdits(texts: readonly string[]): readonly Edit[] {
  const used = new Set<string>();
  const edits: Edit[] = [];
  let at = 0;
  for (const [index, text] of texts.entries()) {
    if (index > 0) edits.push({ at: at - 1, old: '\n', new: ITEM.test(text) ? BETWEEN_LISTS : '\n\n' });
    for (const edit of labelEdits(text, used, index + 1)) edits.push({ ...edit, at: edit.at + at });
    at += text.length + 1;
  }
  return edits;
}

/** Labels of a page that earlier ones have too get the number of the page in front. Adds the labels to `used`. */
function labelEdits(text: string, used: Set<string>, page: number): readonly Edit[] {
  if (!text.includes('[^')) return [];
  const edits: Edit[] = [];
  const own = new Set<string>();
  for (const { at, label } of labelsIn(text)) {
    own.add(label);
    if (used.has(label)) edits.push({ at, old: label, new: `${page}-${label}` });
  }
  for (const label of own) used.add(label);
  return edits;
}

function* labelsIn(text: string): Generator<{ readonly at: number; readonly label: string }> {
  let fence: string | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    const [, marks = null] = FENCE.exec(line) ?? [];
    if (fence !== null) fence = marks !== null && marks.length >= fence.length ? null : fence;
    else if (marks !== null) fence = marks;
    else
      for (const { index, 1: label } of line.matchAll(LABEL))
        if (label !== undefined) yield { at: start + index + 2, label };
    start += line.length + 1;
  }
}
