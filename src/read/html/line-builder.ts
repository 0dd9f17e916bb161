import { joinsAcross } from '../segment-break.ts';
import { decodeHTML } from './entities.ts';
import type { OpenElement } from './open-elements.ts';

/** A line while it is made. */
export interface Line {
  text: string;
  /** Offset in the source of its first character. */
  readonly source: number;
  readonly element: OpenElement | null;
  linkLength: number;
  /** Where its text stands in the source unchanged: source offset, column and length of each stretch. Empty unless asked for. */
  readonly runs: number[];
  /** True for a line of preformatted text that is prose, so that its white space says nothing. */
  readonly prose?: boolean;
}

/** Collects text into lines. White space is held back until something visible follows, as a browser does. */
export interface LineBuilder {
  readonly html: string;
  readonly lines: Line[];
  readonly recording: boolean;
  current: Line | null;
  /** White space that is held back. */
  space: 'none' | 'space' | 'break';
  /** Whether a tag has come since the last text that may part labels, as of a link. */
  parted: boolean;
  /** Empty lines of preformatted text, which stay if more of it follows. */
  readonly empty: Line[];
  /** Whether the last line is of the preformatted text that is open. */
  preformatted: boolean;
}

/** What the text that comes in stands in. */
export interface Surroundings {
  readonly element: OpenElement | null;
  readonly link: boolean;
}

const REFERENCE = /&(?:#x?[\da-f]+|[a-z][\da-z]*);?/giy;
const SPECIAL_PREFORMATTED = /\r\n|[\n\r\u2028\u2029]|&(?:#x?[\da-f]+|[a-z][\da-z]*);?/gi;
const SPACE = /^[\t\n\f\r ]/;
const BREAK = /^[\n\r\u2028\u2029]/;

/** Adds the source between two offsets, up to the next tag. Apart from the rest stand stretches of white space that do not stay as they are, character references, and characters that end a line of text. */
export function addText(builder: LineBuilder, start: number, end: number, around: Surroundings): void {
  if (around.element?.preformatted === true) {
    addPreformatted(builder, start, end, around);
    return;
  }
  const { html } = builder;
  let done = start;
  for (let at = start; at < end; at++) {
    const code = html.charCodeAt(at);
    if (code > AMPERSAND && code < 0x2028) continue;
    const behind = endOfSpecial(html, at, end, code);
    if (behind === at) continue;
    addPlain(builder, done, at, around);
    if (code === AMPERSAND) addReference(builder, html.slice(at, behind), at, around);
    else if (isSpace(code)) holdSpace(builder, holdsBreak(html, at, behind));
    else breakLine(builder);
    done = behind;
    at = behind - 1;
  }
  addPlain(builder, done, end, around);
}

const AMPERSAND = 0x26;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}

/** Behind what stands apart at an offset; the offset itself where nothing does, as where a single space stands. */
function endOfSpecial(html: string, at: number, end: number, code: number): number {
  if (code === AMPERSAND) {
    REFERENCE.lastIndex = at;
    return REFERENCE.test(html) ? REFERENCE.lastIndex : at;
  }
  if (!isSpace(code)) return code === 0x2028 || code === 0x2029 ? at + 1 : at;
  let behind = at + 1;
  while (behind < end && isSpace(html.charCodeAt(behind))) behind++;
  return behind === at + 1 && code === 0x20 ? at : behind;
}

/** Spaces around a line break of the source are part of it. */
function holdSpace(builder: LineBuilder, isBreak: boolean): void {
  if (isBreak) builder.space = 'break';
  else if (builder.space === 'none') builder.space = 'space';
}

function holdsBreak(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = html.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return true;
  }
  return false;
}

/** The same where white space stands as written. */
function addPreformatted(builder: LineBuilder, start: number, end: number, around: Surroundings): void {
  const chunk = builder.html.slice(start, end);
  let done = 0;
  const plain = (to: number): void => {
    if (to > done) append(builder, chunk.slice(done, to), start + done, around, true);
  };
  SPECIAL_PREFORMATTED.lastIndex = 0;
  for (let match = SPECIAL_PREFORMATTED.exec(chunk); match; match = SPECIAL_PREFORMATTED.exec(chunk)) {
    plain(match.index);
    if (match[0].startsWith('&')) addReference(builder, match[0], start + match.index, around);
    else breakPreformatted(builder, start + match.index, around);
    done = match.index + match[0].length;
  }
  plain(chunk.length);
}

/** Ends the line; one without a visible character is dropped. */
export function breakLine(builder: LineBuilder): void {
  endLine(builder);
  builder.empty.length = 0;
  builder.preformatted = false;
}

/** Ends a line of preformatted text; an empty one between others stays. */
export function breakPreformatted(builder: LineBuilder, at: number, { element }: Surroundings): void {
  if (endLine(builder)) builder.preformatted = true;
  else if (builder.preformatted) builder.empty.push({ text: '', source: at, element, linkLength: 0, runs: [] });
}

/** Whether there was a line with something on it. */
function endLine(builder: LineBuilder): boolean {
  const line = builder.current;
  builder.current = null;
  builder.space = 'none';
  if (line === null || line.text.trim() === '') return false;
  for (const empty of builder.empty) builder.lines.push(empty);
  builder.empty.length = 0;
  builder.lines.push(line);
  return true;
}

/** Adds a stretch in which only single spaces may need care. */
function addPlain(b: LineBuilder, from: number, to: number, around: Surroundings): void {
  if (from >= to) return;
  const { html } = b;
  const start = html.charCodeAt(from) === 0x20 ? from + 1 : from;
  if (start > from) holdSpace(b, false);
  const end = to > start && html.charCodeAt(to - 1) === 0x20 ? to - 1 : to;
  if (end > start) append(b, html.slice(start, end), start, around, true);
  if (end < to) holdSpace(b, false);
}

function addReference(b: LineBuilder, found: string, at: number, around: Surroundings): void {
  const preformatted = around.element?.preformatted ?? false;
  const text = decodeHTML(found);
  if (preformatted && BREAK.test(text)) breakPreformatted(b, at, around);
  else if (BREAK.test(text) && !SPACE.test(text)) breakLine(b);
  else if (SPACE.test(text) && !preformatted) holdSpace(b, false);
  else append(b, text.replace(/[\n\r\u2028\u2029]/g, ' '), at, around, text === found);
}

function append(b: LineBuilder, text: string, at: number, around: Surroundings, verbatim: boolean): void {
  const line = (b.current ??= { text: '', source: at, element: around.element, linkLength: 0, runs: [] });
  if (b.space !== 'none' && line.text !== '' && !(b.space === 'break' && !b.parted && joinsAcross(line.text, text)))
    line.text += ' ';
  b.space = 'none';
  b.parted = false;
  if (b.recording && verbatim) line.runs.push(at, line.text.length, text.length);
  line.text += text;
  if (around.link) line.linkLength += text.length;
}
