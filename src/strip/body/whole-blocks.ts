import type { Container } from '../../types.ts';
import { isClosing } from '../rules/signatures.ts';
import { lengthOf } from '../page.ts';
import type { Page, PageLine } from '../page.ts';
import { hintAtBody } from './gaps.ts';

type Kind = 'table' | 'list' | 'paragraphs' | 'quotation';

/** Lines of one table, list or quotation, or paragraphs in one container as those in the items of a list; none of them empty. */
interface Block {
  readonly kind: Kind;
  /** Place of its first line among those that are not empty. */
  readonly first: number;
  readonly lines: readonly PageLine[];
  /** The container all of them stand in: the table, the list, the quotation itself. */
  readonly around: Container | null;
}

type Marks = readonly (string | null)[];

/** A list stays together from such a share of its letters on. */
const MIN_KEPT_SHARE = 0.5;
/** Most of a block that may be links: one part in so many. */
const LINKED = 10;
/** Longest heading or caption above a table, in UTF-16 units. */
const CAPTION = 40;

const ITEMS: ReadonlySet<string> = new Set(['li', 'dt', 'dd']);

/**
 * Keeps together what is one thing: the rows of a table of data, the items of a list, the lines of a quotation. Lines are
 * scored one by one, and short ones fall to what stands behind the article. A table right above or below text of the
 * article and inside its container is the article's, a list where a line with a colon leads in or half of it is kept.
 * The line its writer closes with goes with the one above it.
 * `body` is changed, between `first` and `last` only. Blocks with links, or with lines that rules take out, are left as they are.
 */
export function keepBlocksWhole(page: Page, marks: Marks, body: boolean[], first: number, last: number): void {
  const lines = page.lines.filter(({ index, text }) => text !== '' && index >= first && index <= last);
  const home = homeOf(lines, body);
  for (const block of blocksOf(lines)) {
    if (!block.lines.every((line) => marks[line.index] === null) || isLinked(block.lines)) continue;
    if (belongs(block, lines, marks, body, home)) for (const { index } of block.lines) body[index] = true;
  }
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (above !== undefined && body[above.index] === true && marks[line.index] === null && isClosing(line))
      body[line.index] = true;
  });
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
  if (kind !== 'table') return false;
  if (share > 0 || beside(above) || beside(lines[block.first + block.lines.length])) return true;
  const caption = above !== undefined && marks[above.index] === null && isCaption(above);
  return caption && beside(lines[block.first - 2]);
}

/** How a line ends that leads in a list or a table. */
const LEAD = /[:：]$/;

function isCaption({ text, features: { heading, tag, linkLength } }: PageLine): boolean {
  return text.length <= CAPTION && linkLength === 0 && (heading > 1 || tag === 'caption');
}

/** The innermost container around all prose that is kept; null for the page itself. */
function homeOf(lines: readonly PageLine[], body: readonly boolean[]): Container | null {
  return commonOf(lines.filter(({ index, prose }) => prose && body[index] === true));
}

function commonOf(lines: readonly PageLine[]): Container | null {
  let common = lines[0]?.features.container ?? null;
  for (const { features } of lines)
    while (!isWithin(features.container ?? null, common)) common = common?.parent ?? null;
  return common;
}

/** Whether a container is another or stands in it. Numbers grow inward, so the way out is no longer than need be. */
function isWithin(inner: Container | null, outer: Container | null): boolean {
  if (outer === null) return true;
  let at = inner;
  while (at !== null && at.number > outer.number) at = at.parent;
  return at === outer;
}

/** Lines one after the other that are rows, items of one list or lines right inside one quotation. */
function blocksOf(lines: readonly PageLine[]): readonly Block[] {
  const blocks: { readonly kind: Kind; readonly first: number; readonly lines: PageLine[] }[] = [];
  let last: PageLine | undefined;
  lines.forEach((line, first) => {
    const kind = kindOf(line);
    if (kind !== null && last !== undefined && isNext(kind, last, line)) blocks.at(-1)?.lines.push(line);
    else if (kind !== null) blocks.push({ kind, first, lines: [line] });
    last = line;
  });
  return blocks.filter((block) => block.lines.length > 1).map((block) => ({ ...block, around: commonOf(block.lines) }));
}

function kindOf({ text, features: { tag, preformatted } }: PageLine): Kind | null {
  if (preformatted === true) return null;
  if (text.includes('\t')) return 'table';
  if (ITEMS.has(tag)) return 'list';
  if (tag === 'blockquote') return 'quotation';
  return tag === 'p' ? 'paragraphs' : null;
}

function isNext(kind: Kind, line: PageLine, next: PageLine): boolean {
  if (kindOf(line) !== kind) return false;
  return kind === 'table' ? areOfOneTable(line, next) : next.features.block === line.features.block;
}

/** A row stands in its first cell or in a block in it, so the table is one or two containers further out. */
function areOfOneTable(row: PageLine, next: PageLine): boolean {
  const [table, other] = [row, next].map(({ features }) => features.container?.parent ?? null);
  return table === other || (table?.parent ?? null) === (other?.parent ?? null);
}
