import type { Container } from '../../types.ts';
import { commonContainer, isWithin } from '../containers.ts';
import { isClosing } from '../rules/signatures.ts';
import { lengthOf } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { hintAtBody } from './gaps.ts';

type Kind = 'table' | 'list' | 'paragraphs' | 'quotation' | 'code';

/** Non-empty lines of one table, list, quotation or listing, or paragraphs of one container, as in list items. */
interface Block {
  readonly kind: Kind;
  /** Index of its first line among the non-empty lines. */
  readonly first: number;
  readonly lines: readonly PageLine[];
  /** The innermost container around all of them: the table, list or quotation. */
  readonly around: Container | null;
}

type Marks = readonly (string | null)[];

/** Minimum share of the letters of a list or paragraph in the body from which all of it is kept. */
const MIN_KEPT_SHARE = 0.5;
/** Links may be at most one part in this many of a block. */
const LINKED = 10;
/** Minimum number of lines of a paragraph that is kept whole: of two, the first may be its heading. */
const VERSE_LINES = 3;
/** Longest heading or caption above a table, in UTF-16 units. */
const CAPTION = 40;

const ITEMS: ReadonlySet<string> = new Set(['li', 'dt', 'dd']);

/**
 * Keeps the rows of a data table, the items of a list, and the lines of a quotation, listing or paragraph together. Lines are
 * scored one by one, and short ones are easily taken for boilerplate around the article. A table or listing directly above or below text of the
 * article, inside its container, belongs to the article; so does a list after a line that ends in a colon, or of which half is kept.
 * An author's closing line goes with the line above it, and so does a refrain, which repeats a kept line of its container.
 * `body` is changed, between `first` and `last` only. Blocks with links, or with lines that rules match, are left as they are.
 */
export function keepBlocksWhole(page: Page, marks: Marks, body: boolean[], first: number, last: number): void {
  const lines = page.lines.filter(({ index, text }) => text !== '' && index >= first && index <= last);
  const home = homeOf(lines, body);
  for (const block of blocksOf(lines, marks)) {
    if (!block.lines.every((line) => marks[line.index] === null) || isLinked(block.lines)) continue;
    if (belongs(block, lines, marks, body, home)) for (const { index } of block.lines) body[index] = true;
  }
  for (const paragraph of paragraphsOf(lines)) keepParagraph(paragraph, marks, body);
  const sung = new Set(lines.filter(({ index }) => body[index] === true).map(placeOf));
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (above === undefined || body[above.index] !== true || marks[line.index] !== null) return;
    if (isClosing(line) || (line.features.linkLength === 0 && sung.has(placeOf(line)))) body[line.index] = true;
  });
}

/** Runs of lines that only line breaks divide in one paragraph, as in a poem. */
function paragraphsOf(lines: readonly PageLine[]): readonly (readonly PageLine[])[] {
  const runs: PageLine[][] = [];
  let last = 0;
  for (const line of lines) {
    const { paragraph = 0 } = line.features;
    if (paragraph > 0 && paragraph === last) runs.at(-1)?.push(line);
    else if (paragraph > 0) runs.push([line]);
    last = paragraph;
  }
  return runs.filter((run) => run.length >= VERSE_LINES);
}

/** Keeps the lines of a paragraph of which half is kept, without links and lines that rules match. `body` is changed. */
function keepParagraph(lines: readonly PageLine[], marks: Marks, body: boolean[]): void {
  const kept = lines.filter(({ index }) => body[index] === true);
  if (kept.length === lines.length || lengthOf(kept) < MIN_KEPT_SHARE * lengthOf(lines)) return;
  for (const { index, features } of lines) if (marks[index] === null && features.linkLength === 0) body[index] = true;
}

/** A line and its container: equal for lines of one container with the same words. */
function placeOf({ matchForm, features }: PageLine): string {
  return `${String(features.block)} ${matchForm}`;
}

function isLinked(lines: readonly PageLine[]): boolean {
  return lines.reduce((sum, { features }) => sum + features.linkLength, 0) * LINKED > lengthOf(lines);
}

function belongs(
  block: Block,
  lines: readonly PageLine[],
  marks: Marks,
  body: readonly boolean[],
  home: Container | null,
): boolean {
  const kept = block.lines.filter(({ index }) => body[index] === true);
  if (kept.length === block.lines.length) return false;
  const share = lengthOf(kept) / lengthOf(block.lines);
  const { kind } = block;
  if (kind !== 'paragraphs' && share >= MIN_KEPT_SHARE) return true;
  if (kind === 'quotation' || !isWithin(block.around, home)) return false;
  const above = lines[block.first - 1];
  if (kind === 'paragraphs' && above?.features.block === block.around?.number) return false;
  const beside = (line: PageLine | undefined): boolean =>
    line !== undefined && body[line.index] === true && hintAtBody(block.lines, line);
  if (above !== undefined && beside(above) && above.features.linkLength === 0 && LEAD.test(above.matchForm))
    return true;
  if (kind !== 'table' && kind !== 'code') return false;
  if (share > 0 || beside(above) || beside(lines[block.first + block.lines.length])) return true;
  if (kind === 'code') return false;
  const caption = above !== undefined && marks[above.index] === null && isCaption(above);
  return caption && beside(lines[block.first - 2]);
}

/** Ending of a line that introduces a list or a table. */
const LEAD = /[:：]$/;

function isCaption({ text, features: { heading, tag, linkLength } }: PageLine): boolean {
  return text.length <= CAPTION && linkLength === 0 && (heading > 1 || tag === 'caption');
}

/** The innermost container around all kept prose; null for the page itself. */
function homeOf(lines: readonly PageLine[], body: readonly boolean[]): Container | null {
  return commonContainer(lines.filter(({ index, prose }) => prose && body[index] === true));
}

/** Consecutive lines that are table rows, items of one list, code in one container, or lines directly inside one quotation. */
function blocksOf(lines: readonly PageLine[], marks: Marks): readonly Block[] {
  const blocks: { readonly kind: Kind; readonly first: number; readonly lines: PageLine[] }[] = [];
  let last: PageLine | undefined;
  lines.forEach((line, first) => {
    const kind = kindOf(line) ?? (marks[line.index] === null && isCell(line) ? 'table' : null);
    if (kind !== null && last !== undefined && isNext(kind, last, line)) blocks.at(-1)?.lines.push(line);
    else if (kind !== null) blocks.push({ kind, first, lines: [line] });
    last = kind === null ? undefined : line;
  });
  return blocks
    .filter((block) => (block.lines.length > 1 || block.kind === 'code') && !isColumn(block))
    .map((block) => ({ ...block, around: commonContainer(block.lines) }));
}

function kindOf({ text, code, features: { tag, preformatted } }: PageLine): Kind | null {
  if (code) return 'code';
  if (preformatted === true) return null;
  if (text.includes('\t')) return 'table';
  if (ITEMS.has(tag)) return 'list';
  if (tag === 'blockquote') return 'quotation';
  return tag === 'p' ? 'paragraphs' : null;
}

/** Whether a line is all of a row, or of a line of one, as in a form whose other cells are empty. */
function isCell({ text, prose, features: { tag, linkLength } }: PageLine): boolean {
  return (tag === 'td' || tag === 'th') && !prose && linkLength === 0 && text.length <= CAPTION;
}

/** Whether a table has no row of two cells, as one that lays out a page. */
function isColumn({ kind, lines }: Pick<Block, 'kind' | 'lines'>): boolean {
  return kind === 'table' && !lines.some(({ text }) => text.includes('\t'));
}

function isNext(kind: Kind, line: PageLine, next: PageLine): boolean {
  if ((kindOf(line) ?? 'table') !== kind) return false;
  return kind === 'table' ? areOfOneTable(line, next) : next.features.block === line.features.block;
}

/** A row's container is its first cell or a block in it, so the table is one or two containers further out. */
function areOfOneTable(row: PageLine, next: PageLine): boolean {
  const [table, other] = [row, next].map(({ features }) => features.container?.parent ?? null);
  return table === other || (table?.parent ?? null) === (other?.parent ?? null);
}
