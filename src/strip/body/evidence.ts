import { headlineRules } from '../rules/index.ts';
import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import { landmarksOf } from './landmarks.ts';
import type { Landmarks } from './landmarks.ts';
import { isEntry } from './menu-words.ts';
import { countsOf } from './character-counts.ts';
import type { CharacterCounts } from './character-counts.ts';
import { forumEvidenceOf } from './forum.ts';
import type { ForumEvidence } from './forum.ts';
import { titleLine } from './title-line.ts';
import type { Page } from '../page.ts';

/** Evidence about a page, gathered before its body is located. */
export interface Evidence {
  readonly page: Page;
  readonly counts: CharacterCounts;
  readonly letters: Column;
  /** 1 for a menu entry, 0 for other lines. */
  readonly entries: Column;
  /** 8 for a boilerplate line, 0 for other lines. */
  readonly marked: Column;
  /** Index of the title line, or null. */
  readonly title: number | null;
  readonly forum: ForumEvidence;
  readonly landmarks: Landmarks;
}

/** A column with 1 for each menu entry and 0 for other lines. */
export function entriesOf({ lines }: Page): Column {
  return columnOf(lines.length, (i) => (isEntry(lines[i]?.matchForm ?? '') ? 1 : 0));
}

/** A column with 8 for each boilerplate line (marked by a rule not of the article, or an unmarked menu entry) and 0 for others. */
export function boilerplateColumn(marks: readonly (string | null)[], entries: Column): Column {
  return columnOf(entries.length, (i) => (isBoilerplate(marks[i] ?? null, entries[i] === 1) ? 8 : 0));
}

export function evidenceOf(
  page: Page,
  marks: readonly (string | null)[],
  headline: number | null,
  entries: Column = entriesOf(page),
): Evidence {
  const counts = countsOf(page.lines);
  return {
    page,
    counts,
    letters: counts.letters,
    entries,
    marked: boilerplateColumn(marks, entries),
    title: headline ?? titleLine(page),
    forum: forumEvidenceOf(page),
    landmarks: landmarksOf(marks),
  };
}

function isBoilerplate(mark: string | null, entry: boolean): boolean {
  return mark === null ? entry : !headlineRules.has(mark);
}
