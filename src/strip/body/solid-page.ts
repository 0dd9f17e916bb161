import type { Page } from '../page.ts';

/** A page without its empty lines, as the body models were trained, and the original indices of its lines. */
export interface CompactPage {
  readonly page: Page;
  readonly marks: readonly (string | null)[];
  readonly headline: number | null;
  /** For each line its index on the original page. */
  readonly originalIndices: readonly number[];
}

/** Removes the empty lines of a page; null if there are none. */
export function withoutEmptyLines(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
): CompactPage | null {
  if (!page.lines.some(({ text }) => text === '')) return null;
  const full = page.lines.filter(({ text }) => text !== '');
  const originalIndices = full.map(({ index }) => index);
  const lines = full.map((line, index) => ({ ...line, index }));
  return {
    page: { ...page, lines },
    marks: originalIndices.map((place) => marks[place] ?? null),
    headline: headline === null ? null : originalIndices.indexOf(headline),
    originalIndices,
  };
}
