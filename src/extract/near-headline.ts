import type { Document } from '../types.ts';

/** Number of removed lines before and after the headline that are near it, and number of kept lines. */
const LINES_BEFORE = 3;
const LINES_AFTER = 12;
const KEPT_LINES = 2;

/** Removed lines around the headline and above the body, and the first kept lines. Without a headline, the first removed lines instead. */
export function linesNearHeadline(document: Document): readonly string[] {
  const headline = document.removed.findIndex(({ rule }) => rule === 'title');
  const start = Math.max(0, headline);
  const body = document.origins[0] ?? Infinity;
  const around = document.removed.slice(Math.max(0, start - LINES_BEFORE), start + LINES_AFTER);
  const above = around.filter(({ line }) => line <= body).map(({ text }) => text);
  return [...above, ...document.text.split('\n', KEPT_LINES)];
}
