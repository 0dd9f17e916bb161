import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import { landmarksOf } from './landmarks.ts';
import type { Landmarks } from './landmarks.ts';
import { isEntry } from './menu-words.ts';
import { measure } from './character-counts.ts';
import type { Measure } from './character-counts.ts';
import { talkOf } from './forum.ts';
import type { Talk } from './forum.ts';
import { titleLine } from './title-line.ts';
import type { Page } from '../page.ts';

/** What is known of a page before its body is looked for. */
export interface Evidence {
  readonly page: Page;
  readonly measures: readonly Measure[];
  readonly letters: Column;
  /** 1 for a line that is an entry of a menu. */
  readonly entries: Column;
  /** As of `furnitureOf`. */
  readonly marked: Column;
  /** Index of the title's line, or null. */
  readonly title: number | null;
  readonly talk: Talk;
  readonly landmarks: Landmarks;
}

/** Rules that take what belongs to the article, so that they are no sign of furniture. */
const OF_THE_ARTICLE: ReadonlySet<string> = new Set(['title', 'kicker', 'subtitle']);

/** 1 for a line that is an entry of a menu, 0 for others. */
export function entriesOf({ lines }: Page): Column {
  return columnOf(lines.length, (i) => (isEntry(lines[i]?.shadow ?? '') ? 1 : 0));
}

/** 8 for a line that an anchored rule takes out or that is an entry of a menu, 0 for others. */
export function furnitureOf(marks: readonly (string | null)[], entries: Column): Column {
  return columnOf(entries.length, (i) => (isFurniture(marks[i] ?? null, entries[i] === 1) ? 8 : 0));
}

export function evidenceOf(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  entries: Column = entriesOf(page),
): Evidence {
  const measures = page.lines.map(measure);
  return {
    page,
    measures,
    letters: columnOf(measures.length, (i) => measures[i]?.letters ?? 0),
    entries,
    marked: furnitureOf(marks, entries),
    title: headline ?? titleLine(page),
    talk: talkOf(page),
    landmarks: landmarksOf(marks),
  };
}

function isFurniture(mark: string | null, entry: boolean): boolean {
  return mark === null ? entry : !OF_THE_ARTICLE.has(mark);
}
