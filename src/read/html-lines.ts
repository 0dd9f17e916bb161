import { decodeHTML } from './entities.ts';
import type { OpenElement } from './html-open.ts';

/** A line while it is made. */
export interface Line {
  text: string;
  /** Offset in the source of its first character. */
  readonly source: number;
  readonly element: OpenElement | null;
  linkLength: number;
  /** Where its text stands in the source unchanged: source offset, column and length of each stretch. Empty unless asked for. */
  readonly runs: number[];
}

/** Collects text into lines. White space is held back until something visible follows, as a browser does. */
export interface LineBuilder {
  readonly html: string;
  readonly lines: Line[];
  readonly recording: boolean;
  current: Line | null;
  space: boolean;
}

/** What the text that comes in stands in. */
export interface Surroundings {
  readonly element: OpenElement | null;
  readonly link: boolean;
}

/** Stretches of white space that do not stay as they are, character references, and characters that end a line of text. */
const SPECIAL = /[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+|[\u2028\u2029]|&(?:#x?[\da-f]+|[a-z][\da-z]*);?/gi;
const SPECIAL_PREFORMATTED = /\r\n|[\n\r\u2028\u2029]|&(?:#x?[\da-f]+|[a-z][\da-z]*);?/gi;
const SPACE = /^[\t\n\f\r ]/;
const BREAK = /^[\n\r\u2028\u2029]/;

/** Adds the source between two offsets, up to the next tag. */
export function addText(builder: LineBuilder, start: number, end: number, around: Surroundings): void {
  const chunk = builder.html.slice(start, end);
  const preformatted = around.element?.preformatted ?? false;
  const special = preformatted ? SPECIAL_PREFORMATTED : SPECIAL;
  let done = 0;
  special.lastIndex = 0;
  for (let match = special.exec(chunk); match; match = special.exec(chunk)) {
    addPlain(builder, chunk, done, match.index, start, around);
    addSpecial(builder, match[0], start + match.index, around, preformatted);
    done = match.index + match[0].length;
  }
  addPlain(builder, chunk, done, chunk.length, start, around);
}

/** Ends the line; one without a visible character is dropped. */
export function breakLine(builder: LineBuilder): void {
  const line = builder.current;
  builder.current = null;
  builder.space = false;
  if (line !== null && line.text.trim() !== '') builder.lines.push(line);
}

/** Adds part of a chunk in which only single spaces may need care. */
function addPlain(b: LineBuilder, chunk: string, from: number, to: number, base: number, around: Surroundings): void {
  if (from >= to) return;
  if (around.element?.preformatted === true) {
    append(b, chunk.slice(from, to), base + from, around, true);
    return;
  }
  const start = chunk.charCodeAt(from) === 0x20 ? from + 1 : from;
  if (start > from) b.space = true;
  const end = to > start && chunk.charCodeAt(to - 1) === 0x20 ? to - 1 : to;
  if (end > start) append(b, chunk.slice(start, end), base + start, around, true);
  if (end < to) b.space = true;
}

function addSpecial(b: LineBuilder, found: string, at: number, around: Surroundings, preformatted: boolean): void {
  if (found.startsWith('&')) {
    const text = decodeHTML(found);
    if (BREAK.test(text) && (preformatted || !SPACE.test(text))) breakLine(b);
    else if (SPACE.test(text) && !preformatted) b.space = true;
    else append(b, text.replace(/[\n\r\u2028\u2029]/g, ' '), at, around, text === found);
  } else if (preformatted || !SPACE.test(found)) breakLine(b);
  else b.space = true;
}

function append(b: LineBuilder, text: string, at: number, around: Surroundings, verbatim: boolean): void {
  const line = (b.current ??= { text: '', source: at, element: around.element, linkLength: 0, runs: [] });
  if (b.space && line.text !== '') line.text += ' ';
  b.space = false;
  if (b.recording && verbatim) line.runs.push(at, line.text.length, text.length);
  line.text += text;
  if (around.link) line.linkLength += text.length;
}
