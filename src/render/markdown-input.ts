import type { Block, Holder, Row, Structure, Table } from '../structure.ts';
import { putFencedCode } from './bare-blocks.ts';
import { lineStructure, paragraphStructure } from './line-structure.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(['md', 'markdown', 'mkd', 'mdown', 'mdx']);
const HEADING = /^(#{1,6})[ \t]+(?=\S)/;
/** Marks that text that is not Markdown rarely has. */
const EVIDENCE: readonly RegExp[] = [
  HEADING,
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
  const headings = texts.filter((line) => HEADING.test(line)).length;
  if (headings === 0) return false;
  return headings > 1 || EVIDENCE.filter((mark) => texts.some((line) => mark.test(line))).length > 2;
}

interface Item {
  readonly holder: Holder;
  /** Columns of indentation from which a line belongs to it. */
  readonly indent: number;
  readonly sign: string;
}

/** State of the lines read so far. */
interface Reader {
  quotes: readonly Holder[];
  items: readonly Item[];
  lists: number;
  /** The paragraph that the next line may continue. */
  block: Block | null;
  table: Table | null;
  /** The last row of a table; the line below its header belongs to it. */
  row: Row | null;
}

/** The blocks of Markdown, line by line. Their text stays as it is. */
export function markdownStructure(texts: readonly string[]): readonly Structure[] {
  const found: (Structure | null)[] = texts.map(() => null);
  const fenced: (Structure | null)[] = [...found];
  putFencedCode(texts, fenced);
  const reader: Reader = { quotes: [], items: [], lists: 0, block: null, table: null, row: null };
  texts.forEach((line, index) => {
    const code = fenced[index] ?? null;
    if (code !== null) reader.block = reader.table = null;
    found[index] = code ?? readLine(reader, line, isDelimiter(texts[index + 1] ?? ''));
  });
  return found.map((structure) => structure ?? paragraphStructure());
}

function isDelimiter(line: string): boolean {
  return line.includes('|') && line.includes('-') && /^[|:\- \t]+$/.test(line.trim());
}

const MAX_DEPTH = 16;

function readLine(reader: Reader, line: string, opensTable: boolean): Structure {
  const quoted = /^(?:[ \t]*>)+[ \t]?/.exec(line)?.[0] ?? '';
  quote(reader, quoted.split('>').length - 1);
  const rest = line.slice(quoted.length);
  if (rest.trim() === '') {
    reader.block = reader.table = null;
    return paragraphStructure();
  }
  const marked = item(reader, rest);
  const text = rest.slice(marked);
  const within = reader.items.at(-1)?.holder ?? reader.quotes.at(-1) ?? null;
  const skip = line.length - text.length - (line.length - line.trimStart().length);
  const heading = HEADING.exec(text);
  if (heading !== null) {
    reader.block = reader.table = null;
    const level = heading[1]?.length ?? 1;
    return lineStructure({ kind: 'heading', level, within }, { skip: skip + heading[0].length, markdown: 'text' });
  }
  if (opensTable) reader.table = { isData: true, hasSpans: false };
  const row =
    reader.table === null || !text.includes('|')
      ? null
      : isDelimiter(text)
        ? reader.row
        : { table: reader.table, cells: [] };
  reader.row = row;
  const continues = reader.block !== null && marked === 0 && reader.block.within === within;
  const block = continues && reader.block !== null ? reader.block : lineStructure({ within }).block;
  reader.block = block;
  return { ...paragraphStructure(), block, continues, row, skip: Math.max(0, skip), markdown: 'text' };
}

/** Opens and closes quotations up to a depth. */
function quote(reader: Reader, depth: number): void {
  if (depth === reader.quotes.length) return;
  const quotes = reader.quotes.slice(0, depth);
  while (quotes.length < Math.min(depth, MAX_DEPTH)) {
    const parent: Holder | null = quotes.at(-1) ?? null;
    quotes.push({ kind: 'quote', parent, list: 0, number: null, depth: quotes.length + 1 });
  }
  reader.quotes = quotes;
  reader.items = [];
  reader.block = null;
}

const ITEM = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(?=\S)/;

/** Opens the item that a line begins, and closes those it is behind; returns the length of its mark. */
function item(reader: Reader, line: string): number {
  const indent = columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '');
  const found = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(line) ? null : ITEM.exec(line);
  const open = reader.items.filter((known) => indent >= known.indent);
  if (found === null) {
    if (reader.block === null || indent > 0) reader.items = open;
    return 0;
  }
  const [mark, , bullet, digits, delimiter] = found;
  const sign = bullet ?? delimiter ?? '';
  const next = reader.items[open.length];
  const parent = open.at(-1)?.holder ?? reader.quotes.at(-1) ?? null;
  const list = next?.sign === sign ? next.holder.list : ++reader.lists;
  const number = digits === undefined ? null : Number(digits);
  const depth = (parent?.depth ?? 0) + 1;
  const holder: Holder = { kind: 'item', parent, list, number, depth };
  reader.block = null;
  reader.table = null;
  if (depth <= MAX_DEPTH) reader.items = [...open, { holder, indent: columnsOf(mark), sign }];
  return mark.length;
}

function columnsOf(space: string): number {
  let columns = 0;
  for (const character of space) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}
