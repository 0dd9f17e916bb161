import { joinsAcross } from '../segment-break.ts';
import { decodeHTML } from './entities.ts';
import { MAX_SUPERSCRIPT_UNITS, superscript } from './superscripts.ts';
import { typedBreaks } from './typed-lines.ts';
import { addMarks, beginLine, endLineStructure } from './line-structure.ts';
import type { LineStructure } from './line-structure.ts';
import type { OpenElement } from './open-elements.ts';
import { ROOT_PLACE } from './structure.ts';
import type { StructureBuilder } from './structure.ts';
import type { MarkupSpan } from '../../types.ts';

/** A line under construction. */
export interface Line {
  text: string;
  /** Source offset of its first character. */
  readonly source: number;
  readonly element: OpenElement | null;
  linkLength: number;
  /** Verbatim runs of source text, as triples of source offset, column and length. Empty unless recording. */
  readonly runs: number[];
  /** True for a preformatted line that is prose, so that its white space has no meaning. */
  readonly prose?: boolean;
  /** Present if the structure is asked for. */
  readonly structure?: LineStructure;
  /** Columns where code inside the line starts and ends, by turns; absent if there is none. */
  code?: number[];
  /** The pieces of the line by element. Absent unless nodes are recorded. */
  spans?: Omit<MarkupSpan, 'end'>[];
}

/** Collects text into lines. White space is held back until visible text follows, as in a browser. */
export interface LineBuilder {
  readonly html: string;
  readonly lines: Line[];
  readonly recording: boolean;
  /** Null unless the structure is asked for. */
  readonly structure: StructureBuilder | null;
  current: Line | null;
  /** Pending white space. */
  space: 'none' | 'space' | 'break';
  /** Whether a tag that may separate labels, such as a link, has come since the last text. */
  parted: boolean;
  /** The last text added. The line itself is a chain of pieces, and reading its end would copy it each time. */
  appended: string;
  /** Empty lines of preformatted text, kept if more of it follows. */
  readonly empty: Line[];
  /** Whether the last line belongs to the preformatted text being read. */
  preformatted: boolean;
}

/** Context of incoming text. */
export interface TextContext {
  readonly element: OpenElement | null;
  readonly link: boolean;
  /** Whether the link is the mark of a note, which does not count as linked text. */
  readonly mark?: boolean;
}

const REFERENCE = /&(?:#x?[\da-f]+|[a-z][\da-z]*);?/giy;
const SPECIAL_PREFORMATTED = /\r\n|[\n\r\u2028\u2029]|&(?:#x?[\da-f]+|[a-z][\da-z]*);?/gi;
const SPACE = /^[\t\n\f\r ]/;
const BREAK = /^[\n\r\u2028\u2029]/;

/** Adds the source text between two offsets that contain no tag. White space to be collapsed, character references and characters that end a line are handled separately from plain text. */
export function addText(builder: LineBuilder, start: number, end: number, context: TextContext): void {
  if (context.element?.preformatted === true) {
    addPreformatted(builder, start, end, context);
    return;
  }
  const { html } = builder;
  const isShort = end - start <= MAX_SUPERSCRIPT_UNITS && !context.link;
  const power = isShort ? superscript(html, start, end, () => lastOf(builder)) : null;
  if (power !== null) {
    append(builder, power, start, context, false);
    return;
  }
  const typed = typedBreaks(html.slice(start, end));
  let done = start;
  for (let at = start; at < end; at++) {
    const code = html.charCodeAt(at);
    if (code > AMPERSAND && code < 0x2028) continue;
    const behind = endOfSpecial(html, at, end, code);
    if (behind === at) continue;
    addPlain(builder, done, at, context);
    if (code === AMPERSAND) addReference(builder, html.slice(at, behind), at, context);
    else if (isSpace(code) && !(typed !== null && holdsTyped(typed, at - start, behind - start)))
      holdSpace(builder, holdsBreak(html, at, behind));
    else breakLine(builder);
    done = behind;
    at = behind - 1;
  }
  addPlain(builder, done, end, context);
}

/** Units of the text before a superscript that say whether it is a power. */
const BASE_UNITS = 24;

/** The end of the line so far; empty behind white space. */
function lastOf({ current, space }: LineBuilder): string {
  return space === 'none' ? (current?.text.slice(-BASE_UNITS) ?? '') : '';
}

const AMPERSAND = 0x26;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}

/** End of the special sequence at an offset; the offset itself if there is none. A single space is not special. */
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

function holdsTyped(typed: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (typed.has(at)) return true;
  return false;
}

/** Spaces around a source line break belong to it. */
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

/** Like `addText`, for preformatted text. */
function addPreformatted(builder: LineBuilder, start: number, end: number, context: TextContext): void {
  const chunk = builder.html.slice(start, end);
  let done = 0;
  const plain = (to: number): void => {
    if (to > done) append(builder, chunk.slice(done, to), start + done, context, true);
  };
  SPECIAL_PREFORMATTED.lastIndex = 0;
  for (let match = SPECIAL_PREFORMATTED.exec(chunk); match; match = SPECIAL_PREFORMATTED.exec(chunk)) {
    plain(match.index);
    if (match[0].startsWith('&')) addReference(builder, match[0], start + match.index, context);
    else breakPreformatted(builder, start + match.index, context);
    done = match.index + match[0].length;
  }
  plain(chunk.length);
}

/** Ends the line; a line without visible characters is dropped. */
export function breakLine(builder: LineBuilder): void {
  endLine(builder);
  dropEmpty(builder);
  builder.preformatted = false;
}

/** To set the length of an array takes as long as the rest of a line break, so it is not set in vain. */
function dropEmpty({ empty }: LineBuilder): void {
  if (empty.length > 0) empty.length = 0;
}

/** Ends a line of preformatted text; empty lines between others are kept. */
export function breakPreformatted(builder: LineBuilder, at: number, { element }: TextContext): void {
  if (endLine(builder)) builder.preformatted = true;
  else if (builder.preformatted) builder.empty.push(newLine(builder, at, element, ''));
}

/** Ends the current line; returns whether it had visible text. */
function endLine(builder: LineBuilder): boolean {
  const line = builder.current;
  builder.current = null;
  builder.space = 'none';
  if (builder.structure !== null) endLineStructure(builder.structure, line?.structure ?? null, line?.text.length ?? 0);
  if (line === null || line.text.trim() === '' || isLineNumber(line)) return false;
  for (const empty of builder.empty) builder.lines.push(empty);
  dropEmpty(builder);
  builder.lines.push(line);
  return true;
}

/** Adds plain text; only a single space at either end needs care. */
function addPlain(b: LineBuilder, from: number, to: number, context: TextContext): void {
  if (from >= to) return;
  const { html } = b;
  const start = html.charCodeAt(from) === 0x20 ? from + 1 : from;
  if (start > from) holdSpace(b, false);
  const end = to > start && html.charCodeAt(to - 1) === 0x20 ? to - 1 : to;
  if (end > start) append(b, html.slice(start, end), start, context, true);
  if (end < to) holdSpace(b, false);
}

function addReference(b: LineBuilder, found: string, at: number, context: TextContext): void {
  const preformatted = context.element?.preformatted ?? false;
  const text = decodeHTML(found);
  if (preformatted && BREAK.test(text)) breakPreformatted(b, at, context);
  else if (BREAK.test(text) && !SPACE.test(text)) breakLine(b);
  else if (SPACE.test(text) && !preformatted) holdSpace(b, false);
  else append(b, text.replace(/[\n\r\u2028\u2029]/g, ' '), at, context, text === found);
}

function append(b: LineBuilder, text: string, at: number, context: TextContext, verbatim: boolean): void {
  const line = (b.current ??= newLine(b, at, context.element, text));
  if (b.space !== 'none' && line.text !== '' && !(b.space === 'break' && !b.parted && joinsAcross(b.appended, text)))
    line.text += ' ';
  b.space = 'none';
  b.parted = false;
  if (context.element?.node) addSpan(line, context.element.node);
  if (b.recording && verbatim) line.runs.push(at, line.text.length, text.length);
  line.text += text;
  if (context.element?.code === true) addCode(line, line.text.length - text.length);
  if (text !== '') b.appended = text;
  if (context.link && context.mark !== true) line.linkLength += text.length;
  if (b.structure !== null && line.structure !== undefined) {
    const place = context.element?.place ?? ROOT_PLACE;
    addMarks(
      b.structure,
      line.structure,
      { place, link: context.link },
      line.text.length - text.length,
      line.text.length,
    );
  }
}

/** A line that begins with `text`, which is yet to be added. */
function newLine(b: LineBuilder, source: number, element: OpenElement | null, text: string): Line {
  if (b.structure === null) return { text: '', source, element, linkLength: 0, runs: [] };
  const structure = beginLine(b.structure, element?.place ?? ROOT_PLACE, b.lines.at(-1)?.structure, text);
  return { text: '', source, element, linkLength: 0, runs: [], structure };
}

/** Adds code that reaches from a column to the end of the line so far. */
function addCode(line: Line, start: number): void {
  line.code ??= [];
  if (line.code.at(-1) === start) line.code.pop();
  else line.code.push(start);
  line.code.push(line.text.length);
}

function addSpan(line: Line, node: MarkupSpan['node']): void {
  line.spans ??= [];
  if (line.spans.at(-1)?.node !== node) line.spans.push({ start: line.text.length, node });
}

/** Whether a line is only the number of a line of a listing. */
function isLineNumber({ text, element }: Line): boolean {
  return element?.gutter === true && /^\s*\d{1,6}\s*$/.test(text);
}
