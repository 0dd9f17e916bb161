import type { Holder } from '../structure.ts';

/** A container of Markdown: a quotation, an item, or a footnote. */
interface Container {
  readonly kind: Holder['kind'];
  /** Equal for the same container. */
  readonly key: object;
  readonly list: number;
  readonly number: number | null;
  readonly label: string;
}

/** The containers around a block, outermost first. */
export type Lineage = readonly Container[];

/** Where the writing of a document is: the containers that are open, and the mark of each list. */
export interface Path {
  open: Lineage;
  last: string | null;
  readonly marks: Map<number, string>;
}

export function newPath(): Path {
  return { open: [], last: null, marks: new Map() };
}

/** The containers of a block in a holder; those of a footnote are the note alone. */
export function lineageOf(
  holder: Holder | null,
  note: { readonly label: string; readonly key: object } | null = null,
): Lineage {
  if (note !== null) return [{ kind: 'note', key: note.key, list: 0, number: null, label: note.label }];
  const lineage: Container[] = [];
  for (let at = holder; at !== null; at = at.parent)
    lineage.unshift({ kind: at.kind, key: at, list: at.list, number: at.number, label: at.label ?? '' });
  return lineage;
}

/** What goes before the first line of a block, line breaks included, and before its other lines. */
export interface Lead {
  readonly lead: string;
  readonly prefix: string;
}

/** Goes on to a block with these containers. `kind` is that of the block. */
export function step(path: Path, lineage: Lineage, kind: string): Lead {
  const { open, last, marks } = path;
  let shared = 0;
  while (shared < open.length && open[shared]?.key === lineage[shared]?.key) shared++;
  for (const [depth, container] of lineage.entries()) if (depth >= shared) mark(marks, container, open[depth]);
  const around = lineage.slice(0, shared);
  const inside = lineage.slice(shared);
  const indent = around.map((container) => behind(container, marks)).join('');
  const blank = last === null || isTight(path, lineage, shared, kind) ? '' : `${indent.trimEnd()}\n`;
  const lead = `${last === null ? '' : '\n'}${blank}${indent}${inside.map((container) => before(container, marks)).join('')}`;
  path.open = lineage;
  path.last = kind;
  return { lead, prefix: `${indent}${inside.map((container) => behind(container, marks)).join('')}` };
}

/** Whether no empty line goes before a block: between items of a list, and between the text of an item and a list in it. */
function isTight({ open, last }: Path, lineage: Lineage, shared: number, kind: string): boolean {
  const next = lineage[shared];
  if (next?.kind !== 'item' || last === 'table' || last === 'code') return false;
  if (open[shared]?.kind === 'item') return open[shared].list === next.list;
  const inItem = shared > 0 && open.length === shared && lineage[shared - 1]?.kind === 'item';
  return inItem && last === 'paragraph' && kind !== 'empty' && (next.number ?? 1) === 1;
}

/** Chooses the mark of a list: another one where it would merge with the list before it. */
function mark(marks: Map<number, string>, { kind, list, number }: Container, before: Container | undefined): void {
  if (kind !== 'item' || marks.has(list)) return;
  const usual = number === null ? '-' : '.';
  const isNeighbour = before?.kind === 'item' && before.list !== list && marks.get(before.list) === usual;
  marks.set(list, isNeighbour ? (number === null ? '*' : ')') : usual);
}

/** What a container puts before its first line. */
function before({ kind, list, number, label }: Container, marks: ReadonlyMap<number, string>): string {
  if (kind === 'quote') return '> ';
  if (kind === 'note') return `[^${label}]: `;
  const sign = marks.get(list) ?? '-';
  return number === null ? `${sign} ` : `${number}${sign} `;
}

/** What a container puts before its other lines. */
function behind(container: Container, marks: ReadonlyMap<number, string>): string {
  if (container.kind === 'quote') return '> ';
  return ' '.repeat(container.kind === 'note' ? 4 : before(container, marks).length);
}
