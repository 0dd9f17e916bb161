import type { Figure, Mark } from '../structure.ts';
import type { Edit } from '../types.ts';
import { spanOf } from './blocks.ts';
import type { Span } from './blocks.ts';
import { hasSpecial } from './escape.ts';
import type { Setting } from './escape.ts';
import { figureMarkup, longestRun, writeInline } from './inline.ts';
import type { PlacedMark } from './inline.ts';
import { lineageOf, newPath, step } from './containers.ts';
import type { Path } from './containers.ts';
import { notesOf } from './notes.ts';
import type { Notes } from './notes.ts';
import type { Entry, Segment } from './segments.ts';
import { guardOf, tailOf, writeRaw } from './raw.ts';
import { writeTable } from './tables.ts';
import { finish, newWriter, replace, writtenAt } from './writer.ts';
import type { Writer } from './writer.ts';

/** A text in Markdown, as edits, and its blocks with offsets in it. */
export interface Rendering {
  readonly edits: readonly Edit[];
  readonly spans: readonly Span[];
}

interface Rendered {
  readonly writer: Writer;
  readonly path: Path;
  readonly spans: Span[];
  readonly notes: Notes;
  readonly links: boolean;
  /** Formulas that have been written: one on several lines is written once. */
  readonly formulas: Set<Mark['is']>;
}

/** Writes a text as Markdown. */
export function markdownOf(text: string, segments: readonly Segment[], links: boolean): Rendering {
  const notes = notesOf(text, segments);
  const rendered: Rendered = { writer: newWriter(text), path: newPath(), spans: [], notes, links, formulas: new Set() };
  const { writer } = rendered;
  for (const [index, segment] of segments.entries()) {
    for (const figure of segment.figures) writeFigure(rendered, figure);
    if (!isNothing(segment, segments[index + 1])) writeSegment(rendered, segment);
  }
  for (const figure of segments.at(-1)?.below ?? []) writeFigure(rendered, figure);
  if (segments.length > 0) replace(writer, writer.end, text.length, '');
  return { edits: finish(writer), spans: rendered.spans };
}

/** Whether lines have only marks of Markdown, of a quotation or of an item that goes on below. */
function isNothing({ entries, within }: Segment, next: Segment | undefined): boolean {
  if (!isEmpty(entries)) return false;
  let at = next?.within ?? null;
  while (at !== null && at !== within) at = at.parent;
  return within === null || within.kind === 'quote' || at === within;
}

/** Whether there is nothing but marks of containers. */
function isEmpty(entries: readonly Entry[]): boolean {
  return entries.every(({ structure }) => structure.markdown === 'delimiter' && structure.block.kind === 'paragraph');
}

const LINE: Setting = {
  syntax: 'markdown',
  opens: true,
  heading: false,
  emphasis: false,
  cell: false,
  tilde: false,
  dollar: false,
};

function figureOn(figure: Figure): string {
  return figure.kind === 'formula' ? `$$${figure.tex}$$` : figureMarkup(figure, LINE);
}

function writeFigure({ writer, path, spans }: Rendered, figure: Figure): void {
  const markup = figureOn(figure);
  if (markup === '$$$$') return;
  const { lead } = step(path, lineageOf(figure.within), 'paragraph');
  const start = writtenAt(writer, writer.end) + lead.lastIndexOf('\n') + 1;
  replace(writer, writer.end, writer.end, `${lead}${markup}`);
  const kind = figure.kind === 'image' ? 'image' : 'paragraph';
  spans.push({ kind, start, end: writtenAt(writer, writer.end), key: null });
}

function writeSegment(rendered: Rendered, segment: Segment): void {
  const { writer, path, notes } = rendered;
  const { kind, entries, within } = segment;
  const [first] = entries;
  if (first === undefined) return;
  const label = notes.labels.get(first) ?? (within === null ? undefined : notes.labels.get(within));
  const lineage = lineageOf(within, label === undefined ? null : { label, key: within ?? first });
  const { lead, prefix } = step(
    path,
    lineage,
    isEmpty(entries) ? 'empty' : entries.at(-1)?.structure.row?.table.isData === true ? 'table' : kind,
  );
  if (kind === 'table') {
    const rows = writeTable(writer, segment, (entry) => marksOf(rendered, entry), lead, prefix);
    for (const { row, start, end } of rows) rendered.spans.push({ kind: 'table-row', start, end, key: row });
    return;
  }
  const start = writtenAt(writer, writer.end) + lead.lastIndexOf('\n') + 1;
  if (kind === 'code') writeCode(rendered, segment, lead, prefix);
  else writeText(rendered, segment, lead, prefix);
  if (first.structure.row?.table.isData !== true)
    rendered.spans.push(spanOf(segment, first, start, writtenAt(writer, writer.end)));
}

function writeCode({ writer }: Rendered, { entries }: Segment, lead: string, prefix: string): void {
  const { text } = writer;
  const shown = entries.filter(({ structure }) => structure.markdown !== 'delimiter');
  const longest = shown.reduce((most, { start, end }) => Math.max(most, longestRun(text.slice(start, end))), 0);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  let before = `${lead}${fence}${entries[0]?.structure.block.language ?? ''}\n`;
  for (const { start, end } of shown) {
    replace(writer, writer.end, start, `${before}${start === end ? prefix.trimEnd() : prefix}`);
    replace(writer, end, end, '');
    before = '\n';
  }
  replace(
    writer,
    writer.end,
    entries.at(-1)?.end ?? writer.end,
    `${shown.length === 0 ? before : '\n'}${prefix}${fence}`,
  );
}

/** Headings, paragraphs and captions. */
function writeText(rendered: Rendered, segment: Segment, lead: string, prefix: string): void {
  const { writer } = rendered;
  const { kind, entries } = segment;
  const setting = settingOf(writer, kind, entries);
  const level = entries[0]?.structure.block.level ?? 1;
  let before = `${lead}${kind === 'heading' ? `${'#'.repeat(level)} ` : kind === 'caption' ? '*' : ''}`;
  for (const [index, entry] of entries.entries()) {
    if (entry.structure.markdown === 'delimiter') {
      // Three marks of empty items would be a rule.
      replace(writer, writer.end, entry.end, index === 0 ? before.replace(/- - - $/, '- - * ') : '');
      continue;
    }
    const raw = entry.structure.markdown === 'text';
    const start = entry.start + skipOf(writer.text, entry);
    const guard = raw ? guardOf(writer.text.slice(start, entry.end), entry, before, prefix) : '';
    replace(writer, writer.end, start, `${before}${guard}`);
    if (raw) writeRaw(writer, entry, start, rendered.links);
    else writeInline(writer, start, entry.end, marksOf(rendered, entry, entries.length === 1), setting);
    replace(writer, Math.max(writer.end, entry.end), Math.max(writer.end, entry.end), '');
    const end = writtenAt(writer, writer.end);
    if (entry.structure.row?.table.isData === true)
      rendered.spans.push(spanOf(segment, entry, end - (entry.end - start), end));
    const tail = raw ? tailOf(writer, entries, index) : '\\';
    before = kind === 'heading' ? ' ' : `${tail}\n${prefix}`;
  }
  if (kind === 'caption') replace(writer, writer.end, writer.end, '*');
}

/** Marks of Markdown before the text of a line. */
const MARKS = /^(?:[-*+•>#\d.) \t]|\[\^[^\]\s]{1,40}\]:)*$/;

/** Length of the marks before the text of a line, unless a repair has changed them. */
function skipOf(text: string, { start, end, structure: { skip = 0 } }: Entry): number {
  if (skip === 0) return 0;
  const marks = Math.min(skip, end - start);
  return MARKS.test(text.slice(start, start + marks)) ? marks : 0;
}

function settingOf(writer: Writer, kind: Segment['kind'], entries: readonly Entry[]): Setting {
  const [start, end] = [entries[0]?.start ?? 0, entries.at(-1)?.end ?? 0];
  const paragraph = hasSpecial(writer, start, end) ? writer.text.slice(start, end) : '';
  const isPaired = (sign: string): boolean => {
    const first = paragraph.indexOf(sign);
    return first >= 0 && first < paragraph.lastIndexOf(sign);
  };
  const formula = entries.some(({ marks }) => marks.some(({ is }) => is.kind === 'formula'));
  return {
    syntax: 'markdown',
    opens: kind === 'paragraph',
    heading: kind === 'heading',
    emphasis: kind === 'caption',
    cell: false,
    tilde: isPaired('~'),
    dollar: formula || isPaired('$'),
  };
}

/** Offset of the first character from `at` on that is no space. */
function inkFrom(text: string, at: number): number {
  let from = at;
  while (text[from] === ' ' || text[from] === '\u3000') from++;
  return from;
}

/** What is left out of a line, with the space behind it, or before it at the end of the line. */
function withSpace(text: string, entry: Entry, at: number, end: number): PlacedMark {
  let from = at;
  if (end >= entry.end) while (from > entry.start && text[from - 1] === ' ') from--;
  return { at: from, end: inkFrom(text, end), is: { kind: 'nothing' } };
}

const NO_PLACED_MARKS: readonly PlacedMark[] = [];

/** The marks of a line as they are written. A formula that is all of a paragraph is displayed. */
function marksOf({ notes, links, formulas, writer }: Rendered, entry: Entry, alone = false): readonly PlacedMark[] {
  if (entry.marks.length === 0) return NO_PLACED_MARKS;
  return entry.marks.flatMap((mark): readonly PlacedMark[] => {
    const { at, end, is } = mark;
    const replaced = notes.replaced.get(mark);
    if (replaced !== undefined)
      return [replaced.kind === 'nothing' ? withSpace(writer.text, entry, at, end) : { at, end, is: replaced }];
    if (is.kind === 'anchor' || is.kind === 'cell') return [];
    if (is.kind === 'link') return links ? [{ at, end, is }] : [];
    if (is.kind !== 'formula') return [{ at, end, is }];
    if (formulas.has(is)) return [{ at, end, is: { kind: 'nothing' } }];
    if (is.tex === '') return [];
    formulas.add(is);
    const whole = alone && is.display && at <= entry.start && end >= entry.end;
    return [{ at, end, is: whole ? { ...is, tex: `$${is.tex}$` } : is }];
  });
}
