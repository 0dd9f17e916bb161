import type { Column } from './body-column.ts';
import { landmarksOf } from './body-landmarks.ts';
import type { Landmarks } from './body-landmarks.ts';
import { isEntry } from './body-menu.ts';
import { measure } from './body-measure.ts';
import type { Measure } from './body-measure.ts';
import { talkOf } from './body-talk.ts';
import type { Talk } from './body-talk.ts';
import { titleLine } from './body-title.ts';
import type { Page } from './page.ts';

/** What is known of a page before its body is looked for. */
export interface Evidence {
  readonly page: Page;
  readonly measures: readonly Measure[];
  readonly letters: Column;
  /** As of `furnitureOf`. */
  readonly marked: Column;
  /** Index of the title's line, or null. */
  readonly title: number | null;
  readonly talk: Talk;
  readonly landmarks: Landmarks;
}

/** Rules that take what belongs to the article, so that they are no sign of furniture. */
const OF_THE_ARTICLE: ReadonlySet<string> = new Set(['title', 'kicker', 'subtitle']);

/** 8 for a line that an anchored rule takes out or that is an entry of a menu, 0 for others. */
export function furnitureOf(page: Page, marks: readonly (string | null)[]): Column {
  const column = new Float32Array(page.lines.length);
  for (const { index, shadow } of page.lines) if (isFurniture(marks[index] ?? null, shadow)) column[index] = 8;
  return column;
}

export function evidenceOf(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  marked: Column = furnitureOf(page, marks),
): Evidence {
  const measures = page.lines.map(measure);
  return {
    page,
    measures,
    letters: Float32Array.from(measures, ({ letters }) => letters),
    marked,
    title: headline ?? titleLine(page),
    talk: talkOf(page),
    landmarks: landmarksOf(marks),
  };
}

function isFurniture(mark: string | null, shadow: string): boolean {
  return mark === null ? isEntry(shadow) : !OF_THE_ARTICLE.has(mark);
}
