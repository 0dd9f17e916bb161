import type { Block, Row, Structure, Table } from '../structure.ts';
import { lineStructure, paragraphStructure } from './line-structure.ts';
import { CODE_COLUMNS, goOn, indentAt, isBlank, isRule, opened, passColumns, restOf } from './markdown-containers.ts';
import type { Cursor, Open } from './markdown-containers.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(['md', 'markdown', 'mkd', 'mdown', 'mdx']);
const HEADING = /^(#{1,6})(?:[ \t]+(?=\S)|[ \t]*$)/;
/** Marks that text that is not Markdown rarely has. */
const EVIDENCE: readonly RegExp[] = [
  /^(#{1,6})[ \t]+(?=\S)/,
  /^ {0,3}(?:`{3}|~{3})[\w+#.-]*$/,
  /\]\((?:https?:|\.{0,2}\/|#)/,
  /^ {0,3}[-*+] \S/,
  /^> \S/,
  /\*\*[^*\s][^*]*\*\*/,
  /^\|?[ :]*-{3,}[ :]*\|[-| :]*$/,
];

/** Whether a text is Markdown: by the format or name of its file, or by two headings or marks of three kinds. */
export function isMarkdown(texts: readonly string[], format: string, extension: string): boolean {
  if (format === 'markdown' || EXTENSIONS.has(extension)) return true;
  const [heading] = EVIDENCE;
  const headings = texts.filter((line) => heading?.test(line)).length;
  if (headings === 0) return false;
  return headings > 1 || EVIDENCE.filter((mark) => texts.some((line) => mark.test(line))).length > 2;
}

/** Code that is open: fenced, or indented, which an empty fence stands for. */
interface OpenCode {
  readonly block: Block;
  readonly fence: string;
  /** Columns of indentation that are not part of the code. */
  readonly indent: number;
}

/** State of the lines read so far. */
interface Reader {
  readonly texts: readonly string[];
  open: readonly Open[];
  lists: number;
  /** Whether the line above was only the mark of an item, which an empty line would end. */
  isBare: boolean;
  code: OpenCode | null;
  /** The paragraph that the next line may continue. */
  block: Block | null;
  table: Table | null;
  /** The last row of a table; the line below its header belongs to it. */
  row: Row | null;
}

/** The blocks of Markdown, line by line. Their text stays as it is. */
export function markdownStructure(texts: readonly string[]): readonly Structure[] {
  const reader: Reader = { texts, open: [], lists: 0, isBare: false, code: null, block: null, table: null, row: null };
  return texts.map((line, index) => {
    const cursor: Cursor = { line, at: 0, column: 0 };
    const matched = goOn(reader.open, cursor);
    return inCode(reader, cursor, matched) ?? readLine(reader, cursor, matched, index);
  });
}

/** A line of the code that is open, or null. */
function inCode(reader: Reader, cursor: Cursor, matched: number): Structure | null {
  const { code } = reader;
  if (code === null) return null;
  const { block, fence, indent } = code;
  const isShallow = fence === '' && !isBlank(cursor) && indentAt(cursor) < indent;
  if (matched < reader.open.length || isShallow) {
    reader.code = null;
    return null;
  }
  if (isClosing(cursor, fence)) {
    reader.code = null;
    return lineStructure(block, { block, markdown: 'delimiter' });
  }
  passColumns(cursor, Math.min(indent, indentAt(cursor)));
  return lineStructure(block, { block, skip: cursor.at });
}

function isClosing(cursor: Cursor, fence: string): boolean {
  const text = cursor.line.slice(cursor.at).trim();
  return (
    fence !== '' &&
    indentAt(cursor) < CODE_COLUMNS &&
    text.startsWith(fence) &&
    text.replaceAll(fence[0] ?? '', '') === ''
  );
}

function readLine(reader: Reader, cursor: Cursor, matched: number, index: number): Structure {
  const before = reader.open;
  const open = before.slice(0, matched);
  for (let isNew = false; ; isNew = true) {
    const interrupts = reader.block !== null && matched === before.length && !isNew;
    const next = opened(cursor, open, {
      before: isNew ? undefined : before[matched],
      paragraph: interrupts && reader.table === null,
      note: !(interrupts && reader.table !== null) && !isQuoted(reader, matched),
      newList: () => ++reader.lists,
    });
    if (next === null) break;
    open.push(next);
  }
  const isNew = open.length > matched;
  if (isBlank(cursor)) return blank(reader, matched, open, isNew, cursor);
  const isLazy = !isNew && matched < before.length && reader.block !== null && !opensLeaf(cursor);
  if (isLazy) return paragraph(reader, cursor, index, true);
  if (isNew || matched < before.length) reader.block = reader.table = null;
  reader.open = open;
  reader.isBare = false;
  return leaf(reader, cursor, index);
}

/** Whether a paragraph is open in a quotation that a line has no mark of. */
function isQuoted({ block, open }: Reader, matched: number): boolean {
  return block !== null && open.slice(matched).some(({ holder }) => holder.kind === 'quote');
}

/** A line that is empty but for marks of containers ends paragraphs, and quotations that it has no mark of. */
function blank(reader: Reader, matched: number, open: readonly Open[], isNew: boolean, cursor: Cursor): Structure {
  reader.block = reader.table = null;
  if (isNew || matched < reader.open.length) reader.open = open;
  else if (reader.isBare) reader.open = open.slice(0, -1);
  reader.isBare = isNew && open.at(-1)?.holder.kind === 'item';
  const isMark = cursor.line.trim() !== '';
  const quote = isNew ? undefined : open.findLast(({ holder }) => holder.kind === 'quote');
  const within = isNew ? withinOf(reader) : (quote?.holder ?? null);
  return isMark ? lineStructure({ within }, { markdown: 'delimiter' }) : paragraphStructure();
}

function withinOf({ open }: Reader): Block['within'] {
  return open.at(-1)?.holder ?? null;
}

const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})[ \t]*([\w+#.-]*)/;

function opensLeaf(cursor: Cursor): boolean {
  const text = restOf(cursor);
  if (indentAt(cursor) >= CODE_COLUMNS) return false;
  return FENCE.test(text) || HEADING.test(text) || isRule(text);
}

/** Whether a line would begin something, were it not indented. */
function mayOpen(cursor: Cursor): boolean {
  return (
    opensLeaf({ ...cursor, at: cursor.line.length - restOf(cursor).length }) ||
    /^(?:[-*+=>]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)/.test(restOf(cursor))
  );
}

/** A line that begins a block, or continues a paragraph. */
function leaf(reader: Reader, cursor: Cursor, index: number): Structure {
  const within = withinOf(reader);
  const indent = indentAt(cursor);
  const code = codeFrom(reader, cursor);
  if (code !== null) {
    reader.block = reader.table = null;
    reader.code = code;
    if (code.fence !== '') return lineStructure(code.block, { block: code.block, markdown: 'delimiter' });
    passColumns(cursor, code.indent);
    return lineStructure(code.block, { block: code.block, skip: cursor.at });
  }
  if (indent < CODE_COLUMNS) {
    const text = restOf(cursor);
    const heading = HEADING.exec(text);
    if (heading !== null) {
      reader.block = reader.table = null;
      const level = heading[1]?.length ?? 1;
      passColumns(cursor, indent);
      return lineStructure(
        { kind: 'heading', level, within },
        { ...skipped(cursor, heading[0].length), markdown: 'text' },
      );
    }
    if (isRule(text) && !(reader.block !== null && /^-+\s*$/.test(text))) {
      reader.block = reader.table = null;
      return lineStructure({ within }, { ...skipped(cursor), markdown: 'text' });
    }
  }
  return (indent < CODE_COLUMNS ? underline(reader, cursor) : null) ?? paragraph(reader, cursor, index);
}

/** The code that a line begins, or null. */
function codeFrom(reader: Reader, cursor: Cursor): OpenCode | null {
  const within = withinOf(reader);
  const indent = indentAt(cursor);
  const fence = indent < CODE_COLUMNS ? FENCE.exec(restOf(cursor)) : null;
  if (fence !== null) {
    const { block } = lineStructure({ kind: 'code', language: fence[2] ?? '', within });
    return { block, fence: fence[1] ?? '', indent };
  }
  if (indent < CODE_COLUMNS || (reader.block !== null && reader.table === null)) return null;
  return { block: lineStructure({ kind: 'code', within }).block, fence: '', indent: CODE_COLUMNS };
}

/** What is left out of a line: the marks of containers and `more` units behind them, from its first visible character on. */
function skipped({ line, at }: Cursor, more = 0): Pick<Structure, 'skip'> {
  return { skip: Math.max(0, at + more - (line.length - line.trimStart().length)) };
}

function isDelimiter(line: string): boolean {
  return line.includes('|') && line.includes('-') && /^[|:\- \t]+$/.test(line.trim());
}

/** A line of `=` or `-` below a paragraph, which makes that a heading; or null. */
function underline(reader: Reader, cursor: Cursor): Structure | null {
  const block: { -readonly [Key in keyof Block]: Block[Key] } | null = reader.block;
  const sign = /^(?:(=+)|-+)\s*$/.exec(restOf(cursor));
  if (block === null || reader.table !== null || sign === null) return null;
  block.kind = 'heading';
  block.level = sign[1] === undefined ? 2 : 1;
  reader.block = null;
  return lineStructure(block, { block, markdown: 'delimiter' });
}

/** Marks of emphasis at the end of a line, which a backslash beside them would change. */
const MARK_AT_END = /[*_]\s*$/;

/** Two spaces at the end of a line are a break; a backslash before a space is a backslash, and without it a break. */
function tailOf(text: string): string {
  const ink = text.trimEnd();
  if (ink === text) return '';
  let slashes = 0;
  while (ink.at(-1 - slashes) === '\\') slashes++;
  return `${slashes % 2 === 1 ? '\\' : ''}${text.endsWith('  ') ? '\\' : ''}`;
}

/** A line of a paragraph or of a table. */
function paragraph(reader: Reader, cursor: Cursor, index: number, isLazy = false): Structure {
  const text = cursor.line.slice(cursor.at);
  const opensTable = isDelimiter((reader.texts[index + 1] ?? '').replace(/^[>\s]*/, ''));
  const isHeader = opensTable && text.includes('|');
  if (isHeader && !isLazy && indentAt(cursor) < CODE_COLUMNS) reader.table = { isData: true, hasSpans: false };
  const row =
    reader.table === null || !text.includes('|')
      ? null
      : isDelimiter(text)
        ? reader.row
        : { table: reader.table, cells: [] };
  reader.row = row;
  const continues = reader.block !== null;
  const block = reader.block ?? lineStructure({ within: withinOf(reader) }).block;
  reader.block = block;

  const keepsIndent = continues && (isLazy || indentAt(cursor) >= CODE_COLUMNS) && (mayOpen(cursor) || isHeader);
  const isPlain = reader.table === null && !keepsIndent && !MARK_AT_END.test(text);
  const tail = isPlain ? tailOf(text) : '';
  passColumns(cursor, indentAt(cursor));
  return {
    ...paragraphStructure(),
    block,
    continues,
    row,
    ...skipped(cursor),
    markdown: 'text',
    ...(keepsIndent ? { indented: true } : {}),
    ...(tail === '' ? {} : { tail }),
  };
}
