import { apply } from '../engine/edits.ts';
import type { Options } from '../options.ts';
import { signalsIn } from '../pipeline.ts';
import { inOrder } from '../record/fields.ts';
import type { CorpusRecord } from '../record/fields.ts';
import type { Edit, Step } from '../types.ts';
import { markdownEdits } from './markdown.ts';
import type { Page } from './page.ts';
import { joinedFields, joinedLanguage, joinedPosts } from './record.ts';

/** A text made of pages, as `Normalized`. */
export interface Joined {
  readonly record: CorpusRecord;
  readonly read: string;
  readonly steps: readonly Step[];
}

/** The step that makes the Markdown of pages one document. */
const RULE = 'join-pages';

/**
 * Joins the pages of a text, in their order, with a line feed between their decoded texts as between their finished ones. Steps
 * are those of the first page, then of the second …: when a page's turn comes, the pages before it are finished.
 */
export function joinPages(pages: readonly Page[], options: Options): Joined {
  const records = pages.map(({ record }) => record);
  const texts = records.map(({ text }) => text);
  const edits = options.markdown === true ? markdownEdits(texts) : [];
  const { text } = apply(texts.join('\n'), edits, RULE);
  const starts = startsOf(texts);
  const last = { stage: 'render', rule: RULE } as const;
  const steps = pages.flatMap((page, index) => page.steps.map((step) => stepAt(step, starts[index] ?? 0)));
  if (edits.length > 0) steps.push({ ...last, count: edits.length, guessed: 0, edits: () => edits });
  const [counted, traced] =
    edits.length > 0 ? [[{ ...last, edits: edits.length, guessed: 0 }], [{ ...last, edits }]] : [[], []];
  const trace = [...records.flatMap((page, index) => traceOf(page, starts[index] ?? 0)), ...traced];
  const record = inOrder({
    ...recordOf(pages, options),
    text,
    steps: [...records.flatMap((page) => page.steps), ...counted],
    ...(options.blocks === true ? { blocks: blocksOf(records, starts, edits) } : {}),
    ...(options.trace === true ? { trace } : {}),
  });
  return { record, read: pages.map(({ read }) => read).join('\n'), steps };
}

/** Where each text begins if they are joined by line feeds. */
function startsOf(texts: readonly string[]): readonly number[] {
  let start = 0;
  return texts.map((text) => {
    const here = start;
    start += text.length + 1;
    return here;
  });
}

function stepAt({ edits, ...step }: Page['steps'][number], start: number): Step {
  return { ...step, edits: () => shifted(edits, start) };
}

function traceOf({ trace = [] }: CorpusRecord, start: number): NonNullable<CorpusRecord['trace']> {
  return trace.map(({ stage, rule, edits }) => ({ stage, rule, edits: shifted(edits, start) }));
}

function shifted(edits: readonly Edit[], start: number): readonly Edit[] {
  return start === 0 ? edits : edits.map((edit) => ({ ...edit, at: edit.at + start }));
}

/** The record without what holds offsets. */
function recordOf(pages: readonly Page[], options: Options): CorpusRecord {
  const records = pages.map(({ record }) => record);
  const [first] = records;
  if (first === undefined) throw new Error('No pages to join');
  return {
    ...first,
    ...joinedFields(records),
    language: joinedLanguage(records),
    source: {
      ...first.source,
      continues: records.at(-1)?.source.continues ?? null,
      pages: records.slice(1).map(({ source, encoding }) => {
        const { path, path_bytes, member, bytes, sha256 } = source;
        return { path, path_bytes, member, bytes, sha256, encoding: encoding.name };
      }),
    },
    encoding: { ...first.encoding, replaced: records.reduce((sum, { encoding }) => sum + encoding.replaced, 0) },
    removed: removedOf(pages),
    warnings: [...new Set(records.flatMap(({ warnings }) => warnings))],
    ...(options.posts === true ? { posts: joinedPosts(records) } : {}),
    ...signalsIn(measuredOf(pages), options),
  };
}

/** Lines are counted through the decoded texts of all pages. */
function removedOf(pages: readonly Page[]): CorpusRecord['removed'] {
  let before = 0;
  return pages.flatMap(({ record, decodedLines }) => {
    const above = before;
    before += decodedLines;
    return record.removed.map(({ rule, line, text }) => ({ rule, line: line + above, text }));
  });
}

function measuredOf(pages: readonly Page[]): Parameters<typeof signalsIn>[0] {
  return {
    text: pages.map(({ measured }) => measured?.text ?? '').join('\n'),
    found: pages.map(({ measured }) => measured?.found ?? '').join('\n'),
    lines: pages.map(({ measured }) => ({ linkLength: measured?.linked ?? 0 })),
    steps: pages.flatMap(({ steps }) => steps.map((step) => ({ ...step, edits: () => step.edits }))),
    removed: pages.flatMap(({ record }) => record.removed),
  };
}

/** Blocks have offsets in code points of the joined text. */
function blocksOf(
  records: readonly CorpusRecord[],
  starts: readonly number[],
  edits: readonly Edit[],
): NonNullable<CorpusRecord['blocks']> {
  let points = 0;
  return records.flatMap(({ text, blocks = [] }, index) => {
    const [start, from] = [starts[index] ?? 0, points];
    points += codePoints(text) + 1;
    const inside = edits.filter(({ at }) => at >= start && at < start + text.length);
    const before = edits.reduce((sum, edit) => sum + (edit.at < start ? growth(edit) : 0), 0);
    const places = inside.map(({ at }) => codePoints(text.slice(0, at - start)));
    const moved = (place: number): number =>
      from + before + place + inside.reduce((sum, edit, i) => sum + ((places[i] ?? 0) < place ? growth(edit) : 0), 0);
    return blocks.map((block) => ({ ...block, start: moved(block.start), end: moved(block.end) }));
  });
}

/** In code points: labels and what stands between pages have no others than code units. */
function growth({ old, new: now }: Edit): number {
  return now.length - old.length;
}

function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
