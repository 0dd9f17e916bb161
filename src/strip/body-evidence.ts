import type { Column } from './body-features.ts';
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
  /** 8 for a line that an anchored rule takes out, 0 for others. */
  readonly marked: Column;
  /** Index of the title's line, or null. */
  readonly title: number | null;
  readonly talk: Talk;
}

/** Rules that take what belongs to the article, so that they are no sign of furniture. */
const OF_THE_ARTICLE: ReadonlySet<string> = new Set(['title', 'kicker', 'subtitle']);

export function evidenceOf(page: Page, marks: readonly (string | null)[], headline: number | null): Evidence {
  const measures = page.lines.map(measure);
  return {
    page,
    measures,
    letters: Float32Array.from(measures, ({ letters }) => letters),
    marked: Float32Array.from(page.lines, (_, i) => (marks[i] == null || OF_THE_ARTICLE.has(marks[i]) ? 0 : 8)),
    title: headline ?? titleLine(page),
    talk: talkOf(page),
  };
}
