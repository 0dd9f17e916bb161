import type { Figure, Mark, Structure } from '../../structure.ts';
import { readMathml } from './structure.ts';
import type { Place, StructureBuilder } from './structure.ts';
import type { Mutable } from './tokenizer.ts';

/** Structure of a line under construction: marks have columns for offsets. */
export interface LineStructure {
  readonly place: Place;
  readonly continues: boolean;
  readonly marks: Mutable<Mark>[];
  readonly above: readonly Figure[];
  below: readonly Figure[];
}

const NONE: readonly Figure[] = [];
/** An indent, which starts a paragraph. */
const INDENT = /^[\u3000\u00a0]{2}/;

/** Begins a line. `last` is the line above, `text` the beginning of its text. */
export function beginLine(
  builder: StructureBuilder,
  place: Place,
  last: LineStructure | undefined,
  text: string,
): LineStructure {
  const { figures, breaks } = builder;
  const isSame = last?.place.block === place.block && last.place.cell === place.cell;
  const continues = isSame && breaks <= 1 && figures.length === 0 && !INDENT.test(text);
  if (figures.length > 0) {
    // A line between that turned out to have no text may have left some there.
    if (last !== undefined) last.below = last.below.length > 0 ? [...last.below, ...figures] : figures;
    builder.figures = [];
  }
  if (place.cell !== null) {
    place.cell.lines++;
    if (place.block.kind === 'heading') place.cell.titled = true;
  }
  builder.breaks = 0;
  const marks: Mutable<Mark>[] = place.cell === null ? [] : [{ at: 0, end: 0, is: { kind: 'cell', cell: place.cell } }];
  return { place, continues, marks, above: figures.length > 0 ? figures : NONE, below: NONE };
}

/** Adds the marks of text at `[at, end)` of a line. */
export function addMarks(
  builder: StructureBuilder,
  line: LineStructure,
  { place, link }: { readonly place: Place; readonly link: boolean },
  at: number,
  end: number,
): void {
  settle(builder, line, at);
  if (place.cell !== null) place.cell.units += end - at;
  if (link && place.link !== null) extend(line, place.link, at, end);
  if (place.formula !== null) extend(line, place.formula, at, end);
  else if (place.code !== null) extend(line, place.code, at, end);
  else if (place.shifted !== null && !link) extend(line, place.shifted, at, end);
}

/** Marks that may be open at once, with anchors and images between them. */
const MAX_OPEN_MARKS = 8;

function extend({ marks }: LineStructure, is: Mark['is'], at: number, end: number): void {
  for (let back = 1; back <= MAX_OPEN_MARKS; back++) {
    const known = marks.at(-back);
    if (known?.is !== is) continue;
    known.end = end;
    return;
  }
  marks.push({ at, end, is });
}

/** Puts what waits into a line, at a column. */
function settle(builder: StructureBuilder, { marks }: LineStructure, at: number): void {
  if (builder.waiting.length === 0) return;
  for (const is of builder.waiting) marks.push({ at, end: at, is });
  builder.waiting = [];
}

/** Ends a page: figures that no line follows are below the last. */
export function endStructure(builder: StructureBuilder, last: LineStructure | undefined, html: string): void {
  readMathml(builder, html);
  if (last !== undefined && builder.figures.length > 0) last.below = [...last.below, ...builder.figures];
}

/** Ends a line. Without one, figures that wait are on a line of their own; anchors go on waiting. */
export function endLineStructure(builder: StructureBuilder, line: LineStructure | null, length: number): void {
  if (builder.waiting.length === 0) return;
  if (line !== null) {
    settle(builder, line, length);
    return;
  }
  for (const is of builder.waiting) if (is.kind === 'image' || is.kind === 'formula') builder.figures.push(is);
  builder.waiting = builder.waiting.filter((is) => is.kind === 'anchor');
}

/** The structure of a finished line that starts at `offset` of the text. Prose in a `pre` is a paragraph. */
export function finished(
  { place, continues, marks, above, below }: LineStructure,
  offset: number,
  prose: boolean,
): Structure {
  const block = prose ? { ...place.block, kind: 'paragraph' as const } : place.block;
  return {
    block,
    row: place.cell?.row ?? null,
    continues: continues && !prose,
    marks: marks.map(({ at, end, is }) => ({ at: at + offset, end: end + offset, is })),
    above,
    below,
  };
}
