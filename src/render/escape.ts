import { replace } from './writer.ts';
import type { Writer } from './writer.ts';

/** What text is written into, as far as its escapes depend on it. */
export interface Setting {
  /** `html` inside a table that Markdown cannot express. */
  readonly syntax: 'markdown' | 'html';
  /** Whether the start of a line may open a block. */
  readonly opens: boolean;
  readonly heading: boolean;
  /** Between the marks of emphasis. */
  readonly emphasis: boolean;
  /** In a table of Markdown, whose cells `|` ends. */
  readonly cell: boolean;
  /** Whether `~` and `$` are paired in the paragraph. */
  readonly tilde: boolean;
  readonly dollar: boolean;
}

/** A part of a line between marks. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Whether the line begins and ends here. */
  readonly first: boolean;
  readonly last: boolean;
  readonly inLink: boolean;
}

const SPECIAL = /[\\`*_[\]<&!~$|]/g;
const HTML_SPECIAL = /[&<>]/g;
const BY_CHARACTER: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Whether `[from, to)` of the text has a character that may need an escape. One search of the text answers it for all lines up to the next. */
export function hasSpecial(writer: Writer, from: number, to: number): boolean {
  if (from < writer.sought || from > writer.special) {
    SPECIAL.lastIndex = writer.sought = from;
    writer.special = SPECIAL.test(writer.text) ? SPECIAL.lastIndex - 1 : Infinity;
  }
  return writer.special < to;
}

/** Text for HTML. */
export function escapedHtml(text: string): string {
  return text.replace(HTML_SPECIAL, (character) => BY_CHARACTER[character] ?? character).replaceAll('"', '&quot;');
}

/** Escapes what the syntax would take for markup in a part of a line. */
export function escapePiece(writer: Writer, piece: Piece, setting: Setting): void {
  const { from, to } = piece;
  const text = writer.text.slice(from, to);
  if (setting.syntax === 'html') {
    for (const { 0: character, index } of text.matchAll(HTML_SPECIAL))
      replace(writer, from + index, from + index + 1, BY_CHARACTER[character] ?? character);
    return;
  }
  const opening = piece.first && setting.opens ? openingMark(text) : -1;
  const closing = piece.last && setting.heading ? closingMark(text) : -1;
  if (opening < 0 && closing < 0 && !hasSpecial(writer, from, to)) return;
  let done = -1;
  const escape = (at: number): void => {
    if (at <= done) return;
    replace(writer, from + at, from + at, '\\');
    done = at;
  };
  SPECIAL.lastIndex = 0;
  for (let found = SPECIAL.exec(text); found !== null; found = SPECIAL.exec(text)) {
    if (opening <= found.index) escape(opening);
    if (isMarkup(text, found.index, piece, setting)) escape(found.index);
  }
  escape(opening);
  escape(closing);
}

/** Offset of the character that must be escaped lest a line open a heading, quotation, list item, rule or table; -1 if none. */
function openingMark(line: string): number {
  if (line.charCodeAt(0) >= 0x80) return -1;
  if (/^(?:#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$))/.test(line) || /^[-_*=|:+~ \t]+$/.test(line)) return 0;
  const number = /^\d{1,9}(?=[.)](?:[ \t]|$))/.exec(line);
  return number === null ? -1 : number[0].length;
}

/** Offset of the `#` that would close a heading, or -1. */
function closingMark(line: string): number {
  let at = line.length;
  while (line[at - 1] === '#') at--;
  return at < line.length && (at === 0 || /[ \t]/.test(line[at - 1] ?? '')) ? at : -1;
}

/** Whether a `<` begins an address of mail, which would be a link: its name may begin with a digit or a sign. */
function opensAddress(text: string, at: number): boolean {
  ADDRESS.lastIndex = at;
  return ADDRESS.test(text);
}

const ADDRESS = /<[\w.!#$%&'*+/=?^`{|}~-]{1,64}@/y;
const REFERENCE = /&(?:#x?[\da-f]{1,8}|[a-z][\da-z]{1,31});/iy;

/** Whether the character at an offset of a piece would be markup. */
function isMarkup(text: string, at: number, { first, last, inLink }: Piece, setting: Setting): boolean {
  const next = text.charAt(at + 1);
  switch (text[at]) {
    case '\\':
      return next === '' || PUNCTUATION.includes(next);
    case '*':
      return setting.emphasis || !(isSpace(text[at - 1], first) && isSpace(text[at + 1], last));
    case '_':
      return !isInsideWord(text, at);
    case '[':
      return inLink || next === '^' || (first && at === 0 && /^\[[ x]\]/i.test(text));
    case ']':
      return inLink || (next === '' ? !last : /[([:]/.test(next));
    case '<':
      return next === '' ? !last : /[a-z/!?]/i.test(next) || opensAddress(text, at);
    case '&':
      REFERENCE.lastIndex = at;
      return REFERENCE.test(text);
    case '!':
      return next === '' && !last;
    case '~':
      return setting.tilde;
    case '$':
      return setting.dollar;
    case '|':
      return setting.cell;
    default:
      return true;
  }
}

/** ASCII punctuation, which a backslash before it escapes. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Whether a character is white space; `edge` is the answer where there is none. */
function isSpace(character: string | undefined, edge: boolean): boolean {
  return character === undefined ? edge : /[ \t\u3000]/.test(character);
}

/** Whether a row of `_` stands between letters or digits. */
function isInsideWord(text: string, at: number): boolean {
  let [start, end] = [at, at + 1];
  while (text[start - 1] === '_') start--;
  while (text[end] === '_') end++;
  return WORD.test(text.charAt(start - 1)) && WORD.test(text.charAt(end));
}

const WORD = /[\p{L}\p{N}]/u;
