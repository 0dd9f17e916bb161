import type { Document } from '../types.ts';

/** How many lines taken out before the headline and between it and the body stand near it, and how many that stay. */
const BEFORE = 3;
const AFTER = 12;
const KEPT = 2;

/** The lines around the headline and the first that stay; the first of all where no line is the headline. */
export function linesNearHeadline(document: Document): readonly string[] {
  const headline = document.removed.findIndex(({ rule }) => rule === 'title');
  const start = Math.max(0, headline);
  const body = document.origins[0] ?? Infinity;
  const around = document.removed.slice(Math.max(0, start - BEFORE), start + AFTER);
  const above = around.filter(({ line }) => line <= body).map(({ text }) => text);
  return [...above, ...document.text.split('\n', KEPT)];
}
