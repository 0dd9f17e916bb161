import type { Holder } from '../structure.ts';

/** A place in a line of Markdown. Tabs reach to the next multiple of four columns. */
export interface Cursor {
  readonly line: string;
  at: number;
  column: number;
}

/** A container that is open: a quotation, an item or a footnote. */
export interface Open {
  readonly holder: Holder;
  /** Columns by which lines of an item or note are indented, from where it begins. */
  readonly indent: number;
  /** Mark of the list that an item is of. */
  readonly sign: string;
}

const TAB_COLUMNS = 4;
/** Columns of indentation from which a line is code, or belongs to a footnote. */
export const CODE_COLUMNS = 4;
/** Deeper containers are text: each adds to the prefix of every line. */
const MAX_DEPTH = 16;

/** Columns of white space at a cursor. */
export function indentAt({ line, at, column }: Cursor): number {
  let end = column;
  for (let next = at; line[next] === ' ' || line[next] === '\t'; next++)
    end += line[next] === '\t' ? TAB_COLUMNS - (end % TAB_COLUMNS) : 1;
  return end - column;
}

/** Moves a cursor over white space of a number of columns; a tab that reaches further is passed as a whole. */
export function passColumns(cursor: Cursor, columns: number): void {
  const end = cursor.column + columns;
  while (cursor.column < end && (cursor.line[cursor.at] === ' ' || cursor.line[cursor.at] === '\t')) {
    cursor.column += cursor.line[cursor.at] === '\t' ? TAB_COLUMNS - (cursor.column % TAB_COLUMNS) : 1;
    cursor.at++;
  }
}

function pass(cursor: Cursor, units: number): void {
  cursor.at += units;
  cursor.column += units;
}

export function isBlank({ line, at }: Cursor): boolean {
  return line.slice(at).trim() === '';
}

/** The rest of a line, without indentation. An ideographic space is text. */
export function restOf({ line, at }: Cursor): string {
  return line.slice(at).replace(/^[ \t]+/, '');
}

/** Moves a cursor past the marks of the open containers that a line goes on with; returns their number. */
export function goOn(open: readonly Open[], cursor: Cursor): number {
  let matched = 0;
  for (const { holder, indent } of open) {
    if (holder.kind === 'quote') {
      if (!passQuote(cursor)) break;
    } else if (!isBlank(cursor)) {
      if (indentAt(cursor) < indent) break;
      passColumns(cursor, indent);
    }
    matched++;
  }
  return matched;
}

function passQuote(cursor: Cursor): boolean {
  const indent = indentAt(cursor);
  const spaces = /^[ \t]*/.exec(cursor.line.slice(cursor.at, cursor.at + CODE_COLUMNS))?.[0].length ?? 0;
  if (indent >= CODE_COLUMNS || cursor.line[cursor.at + spaces] !== '>') return false;
  passColumns(cursor, indent);
  pass(cursor, 1);
  passColumns(cursor, 1);
  return true;
}

const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
/** Whether a line is a rule between paragraphs. */
export function isRule(text: string): boolean {
  return RULE.test(text);
}

const ITEM = /^([-*+]|(\d{1,9})[.)])(?:[ \t]|$)/;
const NOTE = /^\[\^([^\]\s]{1,40})\]:[ \t]*/;

/** What a container would come behind. */
interface Above {
  /** The container whose place it would take. */
  readonly before: Open | undefined;
  /** Whether it would end a paragraph, which a list may do only with an item that has text and, if it is numbered, the number 1. */
  readonly paragraph: boolean;
  /** Whether it may be a footnote. */
  readonly note: boolean;
  readonly newList: () => number;
}

/** Opens the container that a line begins at a cursor, which moves past its mark; null if it begins none. */
export function opened(
  cursor: Cursor,
  around: readonly Open[],
  { before, paragraph, note: mayBeNote, newList }: Above,
): Open | null {
  const indent = indentAt(cursor);
  const parent = around.at(-1)?.holder ?? null;
  const depth = (parent?.depth ?? 0) + 1;
  if (indent >= CODE_COLUMNS || depth > MAX_DEPTH) return null;
  if (passQuote(cursor))
    return { holder: { kind: 'quote', parent, list: 0, number: null, depth }, indent: 0, sign: '>' };
  const text = restOf(cursor);
  const note = parent === null && mayBeNote ? NOTE.exec(text) : null;
  if (note !== null) {
    passColumns(cursor, indent);
    pass(cursor, note[0].length);
    const holder: Holder = { kind: 'note', parent, list: 0, number: null, depth, label: note[1] ?? '' };
    return { holder, indent: CODE_COLUMNS, sign: '^' };
  }
  const item = isRule(text) ? null : ITEM.exec(text);
  if (item === null || (paragraph && !mayInterrupt(item, text))) return null;
  const [, mark = '', digits] = item;
  passColumns(cursor, indent);
  pass(cursor, mark.length);
  const space = indentAt(cursor);
  const inner = isBlank(cursor) || space > CODE_COLUMNS ? 1 : space;
  passColumns(cursor, inner);
  const sign = mark.at(-1) ?? '';
  const list = before?.holder.kind === 'item' && before.sign === sign ? before.holder.list : newList();
  const holder: Holder = { kind: 'item', parent, list, number: digits === undefined ? null : Number(digits), depth };
  return { holder, indent: indent + mark.length + inner, sign };
}

function mayInterrupt([mark, , digits]: RegExpExecArray, text: string): boolean {
  return text.slice(mark.length).trim() !== '' && (digits === undefined || Number(digits) === 1);
}
