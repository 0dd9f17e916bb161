import { inkOf } from '../text/trim.ts';
import { visitLines } from '../text/lines.ts';
import { placesAfter } from '../text/positions.ts';
import type { Block, Figure, Holder, Mark, Structure, Table } from '../structure.ts';
import type { Container, Document } from '../types.ts';
import { NO_FIGURES, NO_MARKS, paragraphStructure } from './line-structure.ts';

/** A line of the finished text with its structure. */
export interface Entry {
  /** `[start, end)` without white space around it; code keeps its indentation. */
  readonly start: number;
  readonly end: number;
  readonly structure: Structure;
  readonly marks: readonly Mark[];
}

/** Lines that are one block. A table is one too. */
export interface Segment {
  readonly kind: Block['kind'] | 'table';
  readonly within: Holder | null;
  readonly entries: readonly Entry[];
  /** Figures on lines of their own above it. */
  readonly figures: readonly Figure[];
  /** Those in the cells of a table. */
  readonly inside: ReadonlySet<Figure>;
  /** Those below it, if it is the last. */
  readonly below: readonly Figure[];
}

const PLAIN = paragraphStructure();

/** Whether a mark is of use: places are worked out for those only. */
export type MarkFilter = (is: Mark['is']) => boolean;

/** The blocks of a finished document, in order. */
export function segmentsOf(document: Document, wants: MarkFilter): readonly Segment[] {
  const entries = entriesOf(document, wants);
  const home = homeOf(document, entries);
  const segments: Segment[] = [];
  let open: Entry[] = [];
  let last: Entry | null = null;
  const close = (below: readonly Figure[]): void => {
    const [first] = open;
    if (first === undefined) return;
    const { block } = first.structure;
    const table = tableOf(first.structure);
    const figures = figuresAbove(segments, first, home);
    const inside = table === null ? NO_FIGURE : figuresIn(table, open, home);
    const kind = table === null ? block.kind : 'table';
    const outside = (figure: Figure): boolean => table === null || figure.cell?.row.table !== table;
    segments.push({
      kind,
      within: block.within,
      entries: open,
      figures: figures.filter(outside),
      inside,
      below: below.filter(outside),
    });
    open = [];
  };
  for (const entry of entries) {
    if (last !== null && !isSameBlock(last, entry)) close(NO_FIGURES);
    open.push(entry);
    last = entry;
  }
  close((last?.structure.below ?? []).filter((figure) => isAtHome(figure, home)));
  return segments;
}

/** The table of data that a line is part of; a table in Markdown stays as it is. */
function tableOf({ row, markdown }: Structure): Table | null {
  return row?.table.isData === true && markdown === undefined ? row.table : null;
}

function isSameBlock(last: Entry, { structure }: Entry): boolean {
  const before = last.structure;
  const [one, other] = [tableOf(before), tableOf(structure)];
  if (one !== null || other !== null) return one === other;
  if (before.block !== structure.block) return false;
  return structure.continues || structure.block.kind === 'heading' || structure.block.kind === 'code';
}

/** The lines that have text, and those of code that are empty. */
function entriesOf(document: Document, wants: MarkFilter): readonly Entry[] {
  const { text, lines } = document;
  const entries: Entry[] = [];
  const placed = placedMarks(document, wants);
  let index = 0;
  visitLines(text, (from, to) => {
    const structure = lines[index++]?.structure ?? PLAIN;
    const [ink, end] = inkOf(text, from, to);
    const code = structure.block.kind === 'code';
    if (ink === end && !code) return;
    const start = code ? from + skippedCode(text, from, to, structure) : ink;
    const marks = placed.get(structure)?.filter((mark) => mark.at >= from && mark.end <= to) ?? NO_MARKS;
    entries.push({ start, end: Math.max(start, end), structure, marks });
  });
  return trimmed(entries);
}

/** Length of the marks and the indentation before code in Markdown. */
function skippedCode(text: string, from: number, to: number, { skip = 0 }: Structure): number {
  let at = from;
  while (at < Math.min(to, from + skip) && /[-*+>\d.) \t]/.test(text[at] ?? '')) at++;
  return at - from;
}

/** Without empty lines of code at its edges. */
function trimmed(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry, at) => {
    if (entry.start < entry.end) return true;
    const { block } = entry.structure;
    const near = (step: number): boolean => {
      let other = at + step;
      while (entries[other]?.structure.block === block && entries[other]?.start === entries[other]?.end) other += step;
      return entries[other]?.structure.block === block;
    };
    return near(-1) && near(1);
  });
}

/** The marks of each line, with offsets in the finished text. */
function placedMarks({ lines, steps }: Document, wants: MarkFilter): ReadonlyMap<Structure, readonly Mark[]> {
  const wanted = new Map<Structure, readonly Mark[]>();
  const places = new Set<number>();
  for (const { structure } of lines) {
    if (structure === undefined || structure.marks.length === 0 || wanted.has(structure)) continue;
    const marks = structure.marks.filter(({ is }) => wants(is));
    if (marks.length > 0) wanted.set(structure, marks);
    for (const { at, end } of marks) places.add(at).add(end);
  }
  if (places.size === 0) return wanted;
  const sorted = Float64Array.from(places).sort();
  const made = steps.filter(({ stage }) => stage !== 'read');
  const after = placesAfter([...sorted], made);
  const now = new Map(after.map((place, index) => [sorted[index] ?? place, place]));
  for (const [structure, marks] of wanted)
    wanted.set(
      structure,
      marks.map(({ at, end, is }) => ({ at: now.get(at) ?? at, end: now.get(end) ?? end, is })),
    );
  return wanted;
}

/** The innermost element around all lines; null for the page itself. */
function homeOf({ lines }: Document, entries: readonly Entry[]): Container | null {
  if (entries.every(({ structure: { above, below } }) => above.length === 0 && below.length === 0)) return null;
  let home = lines[0]?.container ?? null;
  for (const { container = null } of lines) while (!isWithin(container, home)) home = home?.parent ?? null;
  return home;
}

/** Numbers grow inward, which bounds the walk outward. */
function isWithin(inner: Container | null, outer: Container | null): boolean {
  if (outer === null) return true;
  let at = inner;
  while (at !== null && at.number > outer.number) at = at.parent;
  return at === outer;
}

const NO_FIGURE: ReadonlySet<Figure> = new Set();

/** Whether a figure is a formula whose TeX is not known. */
function isWithoutTex(figure: Figure): boolean {
  return figure.kind === 'formula' && figure.tex === '';
}

/** The figures in the cells of a table: those in rows with text, and between rows that both stay. */
function figuresIn(table: Table, entries: readonly Entry[], home: Container | null): ReadonlySet<Figure> {
  const found = new Set<Figure>();
  let before: readonly Figure[] = NO_FIGURES;
  for (const { structure } of entries) {
    const { above, below, row } = structure;
    for (const figure of [...above, ...below])
      if (figure.cell?.row.table === table && !isWithoutTex(figure))
        if (figure.cell.row === row || (above.includes(figure) && before.includes(figure)) || isAtHome(figure, home))
          found.add(figure);
    before = below;
  }
  return found;
}

function isAtHome(figure: Figure, home: Container | null): boolean {
  return figure.kind === 'formula' || isWithin(figure.container, home);
}

/** Figures above a line whose neighbours both stay, and others that are inside the element that holds the text. */
function figuresAbove(segments: readonly Segment[], { structure }: Entry, home: Container | null): readonly Figure[] {
  const last = segments.at(-1)?.entries.at(-1)?.structure;
  const table = last === undefined ? null : tableOf(last);
  const before = last?.below.filter(({ cell }) => table === null || cell?.row.table !== table) ?? NO_FIGURES;
  const above = structure.above.filter(({ cell }) => table === null || cell?.row.table !== table);
  if (before.length === 0 && above.length === 0) return NO_FIGURES;
  const all = before === above ? above : [...before, ...above.filter((figure) => !before.includes(figure))];
  return all.filter((figure) => (before.includes(figure) && above.includes(figure)) || isAtHome(figure, home));
}
