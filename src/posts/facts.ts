import { isLink } from '../text/lines.ts';
import type { MarkupNode } from '../types.ts';
import { ancestorsOf, isText, piecesOf } from './lines.ts';
import type { Piece, PostLine } from './lines.ts';
import { AUTHOR, AUTHOR_NAME, BESIDE_AUTHOR, CONTENT, CONTROLS, isCalled } from './naming.ts';
import { isInQuote } from './quotes.ts';
import { saidPart } from './said-part.ts';
import type { Part } from './said-part.ts';
import { asName, dateOf, floorIn, isDated, nameAlone, nameIn } from './stamps.ts';

/** What a line adds to the evidence that the element around it is a post. */
export interface LineFacts {
  readonly dated: boolean;
  /** Whether it names somebody: by markup or by the form of a stamp. */
  readonly named: boolean;
  /** Whether it says in words that somebody wrote, or numbers a post. */
  readonly explicit: boolean;
  /** Length of the text of a post in it, in UTF-16 units. */
  readonly text: number;
}

const NONE: LineFacts = { dated: false, named: false, explicit: false, text: 0 };

export function factsOf(line: PostLine): LineFacts {
  if (line.text === '' || isQuote(line)) return NONE;
  const dated = isStamped(line);
  const said = saidPart(line);
  const rest = said === null ? trailingStamp(line) : said.end;
  const spoken = isSpoken(line);
  const named = markedName(line) !== null || nameIn(line) !== null || (dated && linkedName(line) !== null);
  const floor = floorIn(line) !== null;
  const explicit = floor || nameIn(line, true) !== null;
  if (said !== null) return { dated, named, explicit, text: said.end - said.start };
  const isSaid = rest < line.text.length && spoken;
  const isStamp = (dated && rest === line.text.length) || floor || (named && leadingName(line) === 0 && !isSaid);
  const isPlain = isText(line) && (!isLink(line) || isAddressed(line)) && !isStamp && !CONTROLS.has(line.features.tag);
  return { dated, named, explicit, text: isPlain && (spoken || /\p{L}/u.test(line.text)) ? rest : 0 };
}

const [SPOKEN, BODY] = CONTENT;

/** Whether a line stands in an element that is called the text of a comment or an answer. */
export function isSpoken(line: PostLine): boolean {
  return ancestorsOf(line)
    .slice(0, MAX_LEVELS)
    .some(({ naming }) => SPOKEN.test(naming));
}

/** Whether a line stands in a quotation, which repeats the stamps of other posts. */
function isQuote(line: PostLine): boolean {
  return isInQuote(ancestorsOf(line), MAX_QUOTE_LEVELS);
}

/** Levels above a line at which its element may be called a quotation. */
const MAX_QUOTE_LEVELS = 6;

function isStamped(line: PostLine): boolean {
  return isDated(line) || (line.features.spans !== undefined && dateOf(line, null) !== null);
}

/** The name in the piece of a line whose element is called one of an author, or null. */
export function markedName(line: PostLine): string | null {
  const said = saidPart(line);
  const pieces = piecesOf(line, null);
  for (const [index, piece] of pieces.entries()) {
    if (!isMarked(piece) || isMention(pieces, index) || isWithin(line, index, said)) continue;
    const name = asName(piece.text, isCalled(piece.chain[0]?.naming.replace(/user-page$/, '') ?? '', AUTHOR));
    if (name !== null) return name;
  }
  return null;
}

/** Whether a piece of a line is the name of somebody spoken to: `@湖边 谢谢`. */
function isMention(pieces: readonly Piece[], index: number): boolean {
  const { text = '', chain = [] } = pieces[index] ?? {};
  if (!text.startsWith('@') && pieces[index - 1]?.text.endsWith('@') !== true) return false;
  return chain.slice(0, MAX_LEVELS).some(({ naming }) => SPOKEN.test(naming) || BODY.test(naming));
}

/** Whether a line of a post begins with whom it answers. */
export function isAddressed(line: PostLine): boolean {
  const pieces = piecesOf(line, null);
  return pieces.length > 1 && isMention(pieces, pieces[0]?.text === '@' ? 1 : 0);
}

function isWithin({ features }: PostLine, index: number, said: Part | null): boolean {
  const span = features.spans?.[index];
  return said !== null && span !== undefined && span.start >= said.start && span.end <= said.end;
}

/** Levels above a piece at which its element may be called an author, or the text of a post. */
const MAX_LEVELS = 4;

function isMarked({ chain }: Piece): boolean {
  const near = chain.slice(0, MAX_LEVELS);
  const place = near.findIndex((node) => isCalled(node.naming, AUTHOR) || isCite(node, chain));
  return place >= 0 && !near.slice(0, place + 1).some(isBeside);
}

/** Whether an element names who wrote a comment, as in old themes of WordPress, and not whom a quotation quotes. */
function isCite(node: MarkupNode, chain: readonly MarkupNode[]): boolean {
  return node.name === 'cite' && !chain.some(({ name }) => name === 'blockquote');
}

function isBeside({ naming, name }: MarkupNode): boolean {
  return CONTROLS.has(name) || (isCalled(naming, BESIDE_AUTHOR) && !isCalled(naming, AUTHOR_NAME));
}

/** The first link of a dated line, which is its author where nothing else tells: `湖边 看过 2019-03-04`. */
export function linkedName(line: PostLine): string | null {
  for (const { text, chain } of piecesOf(line, null)) {
    const [link] = chain;
    if (link?.name !== 'a' || chain.slice(0, 2).some(isBeside)) continue;
    const name = asName(text, link.naming.endsWith('user-page'));
    if (name !== null) return name;
  }
  return null;
}

/** Elements that set off a name at the beginning of a line. */
const SET_OFF: ReadonlySet<string> = new Set(['b', 'strong', 'a', 'em', 'span']);

/** The name that a line consists of or, set off by its element, begins with; null if there is none. */
export function headName(line: PostLine): string | null {
  const alone = nameAlone(line);
  if (alone !== null) return alone;
  const [first, second] = piecesOf(line, null);
  if (first === undefined || second === undefined || !SET_OFF.has(first.chain[0]?.name ?? '')) return null;
  return nameAlone({ text: first.text, matchForm: first.text });
}

/** Where the stamp begins that ends a line in an element of its own, in UTF-16 units; the length of the line if there is none. */
export function trailingStamp(line: PostLine): number {
  const pieces = piecesOf(line, null);
  const last = pieces.at(-1);
  if (
    pieces.length < 2 ||
    last === undefined ||
    !isDated({ matchForm: last.text }) ||
    last.text.length > MAX_TRAILING_UNITS
  )
    return line.text.length;
  return line.text.length - last.text.length;
}

/** Longest stamp at the end of a line, in UTF-16 units. */
const MAX_TRAILING_UNITS = 30;

/** Length of the name and its colon before the text in one line, in UTF-16 units; 0 if the line does not begin with a name. */
export function leadingName(line: PostLine): number {
  const [first, second] = piecesOf(line, null);
  if (first === undefined || second === undefined || !isMarked(first) || asName(first.text) === null) return 0;
  const separator = /^\s{0,3}(?:说|說)?[:：]\s{0,3}/.exec(line.text.slice(first.text.length));
  if (separator !== null) return first.text.length + separator[0].length;
  return /[:：]$/.test(first.text) ? first.text.length : 0;
}
