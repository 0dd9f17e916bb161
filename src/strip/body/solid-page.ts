import type { Page } from '../page.ts';

/** A page without its empty lines, as the models of the body know them, and where its lines stand on the page. */
export interface SolidPage {
  readonly page: Page;
  readonly marks: readonly (string | null)[];
  readonly headline: number | null;
  /** For each line its index on the page. */
  readonly places: readonly number[];
}

/** Null where no line is empty. */
export function solidPage(page: Page, marks: readonly (string | null)[], headline: number | null): SolidPage | null {
  if (!page.lines.some(({ text }) => text === '')) return null;
  const full = page.lines.filter(({ text }) => text !== '');
  const places = full.map(({ index }) => index);
  const lines = full.map((line, index) => ({ ...line, index }));
  return {
    page: { ...page, lines },
    marks: places.map((place) => marks[place] ?? null),
    headline: headline === null ? null : places.indexOf(headline),
    places,
  };
}
