import { addText, breakLine, breakPreformatted } from './line-builder.ts';
import type { Line, LineBuilder } from './line-builder.ts';
import { addMeta, addRawMeta, addSubject } from './metadata.ts';
import type { MetaCollector } from './metadata.ts';
import { closedBy, closedByOpening, noElements, placeOf, popTo, push } from './open-elements.ts';
import type { OpenElement, OpenElements } from './open-elements.ts';
import { classHintOf } from './class-hints.ts';
import { closeTables } from './data-tables.ts';
import { closeRows, openCell, openRow } from './table-rows.ts';
import type { Row } from './table-rows.ts';
import { kindOf } from './elements.ts';
import type { ElementKind } from './elements.ts';
import { listingIn } from './listings.ts';
import { addTex } from './figures.ts';
import { endStructure } from './line-structure.ts';
import { isConcealed, isPermalink } from './concealed.ts';
import { withoutEmptyProse } from './preformatted.ts';
import { shapeOf } from './shape.ts';
import { INLINE_CODE, ROOT_PLACE, newStructure, noteScript, noteVoid, placeIn } from './structure.ts';
import type { Place } from './structure.ts';
import { namingOf } from './naming.ts';
import type { Naming } from './naming.ts';
import { scanMarkup } from './tokenizer.ts';
import { nodeRecorder } from './markup-nodes.ts';
import type { NodeRecorder } from './markup-nodes.ts';
import type { Tag } from './tokenizer.ts';

/** State of a page being laid out. */
interface Layout {
  readonly builder: LineBuilder;
  readonly open: OpenElements;
  readonly meta: MetaCollector;
  readonly rows: Row[];
  containers: number;
  /** Null unless nodes are recorded. */
  readonly nodes: NodeRecorder | null;
  /** Number of open elements when the current link opened, itself included; -1 outside a link. */
  link: number;
  /** Whether the current link is the mark of a note. */
  mark: boolean;
}

/** What is recorded besides text: where it is in the source, the structure of lines, the elements around them. */
interface Recorded {
  readonly recording?: boolean;
  readonly structured?: boolean;
  readonly nodes?: boolean;
}

/** Lays out a page as the lines a browser would show, and collects its metadata. With `recording`, lines record where their text is in the source; with `structured`, their structure; with `nodes`, the elements around them. */
export function layOut(html: string, recorded: Recorded): Laid {
  const laid = laidOut(html, recorded);
  return laid.lines.length > 0 ? laid : laidOut(html.replace(NOSCRIPT, '<$1fieldset'), recorded);
}

/** Where scripts would write all of a page, what it says to browsers without them is its text: read as a block whose name is as long. */
const NOSCRIPT = /<(\/?)noscript\b/gi;

interface Laid {
  readonly lines: readonly Line[];
  readonly meta: MetaCollector;
}

function builderOf(html: string, { recording = false, structured = false }: Recorded): LineBuilder {
  return {
    html,
    lines: [],
    recording,
    structure: structured ? newStructure() : null,
    current: null,
    space: 'none',
    parted: false,
    appended: '',
    empty: [],
    preformatted: false,
  };
}

function laidOut(html: string, recorded: Recorded): Laid {
  const builder = builderOf(html, recorded);
  const meta: MetaCollector = { html, found: [], seen: new Set(), posts: recorded.nodes === true, data: [] };
  const page: Layout = {
    builder,
    open: noElements(),
    meta,
    rows: [],
    containers: 0,
    nodes: recorded.nodes === true ? nodeRecorder() : null,
    link: -1,
    mark: false,
  };
  scanMarkup(html, {
    text: (start, end) => {
      flow(page, start, end);
    },
    open: (tag) => {
      opened(page, tag);
    },
    close: (name) => {
      closed(page, name);
    },
    raw: (name, start, end) => {
      if (name === 'xmp' || name === 'plaintext') flow(page, start, end);
      else if (name === 'script' && isFormula(page, start, end)) return;
      else addRawMeta(meta, name, start, end, page.open.elements.length);
    },
  });
  addSubject(meta);
  closeFrom(page, 0);
  breakLine(builder);
  if (builder.structure !== null) endStructure(builder.structure, builder.lines.at(-1)?.structure, html);
  return { lines: withoutEmptyProse(shown(builder.lines)), meta };
}

function flow(page: Layout, start: number, end: number): void {
  const element = innermost(page);
  if (element?.skipped !== true) addText(page.builder, start, end, { element, link: page.link >= 0, mark: page.mark });
  else if (element.name === 'annotation' && element.place?.formula != null)
    addTex(element.place.formula, page.builder.html.slice(start, end));
}

function opened(page: Layout, tag: Tag): void {
  const { name } = tag;
  const kind = kindOf(name);
  addMeta(page.meta, tag);
  const from = closedByOpening(page.open, kind);
  if (from >= 0) closeFrom(page, from);
  if (kind.block || name === 'br' || isNextOfCode(page, tag)) breakBefore(page, tag);
  else if (!kind.emphasis) page.builder.parted = true;
  if (name === 'img') picture(page, tag);
  const parent = innermost(page);
  if (name === 'meta') page.nodes?.note(tag, parent);
  if (kind.isVoid || ((name === 'body' || name === 'html') && placeOf(page.open, name) >= 0)) return;
  if (tag.selfClosing && (parent?.skipped === true || name === 'svg')) return;
  if (kind.container) page.containers++;
  push(page.open, elementOf(page, tag, parent, kind), kind);
  if (name === 'a') openLink(page, tag);
  else if (name === 'tr') openRow(page.rows, page.open.elements.length, page.builder.lines.length);
  else if (name === 'td' || name === 'th') openCell(page.rows, page.builder.lines.length);
}

/** The innermost open element, or null. */
function innermost({ open: { elements } }: Layout): OpenElement | null {
  return elements[elements.length - 1] ?? null;
}

/** What a link to a note, or back from it, consists of: `[12]`, `注3`, `†`, `↩`. */
const MARK =
  /(?:<(?!\/?a\b)[^<>]{0,100}>|\s){0,4}[[(（〔［【]?[注註]?(?:\d{1,3}|[①②③④⑤⑥⑦⑧⑨⑩*†‡§¶^↑↩⏎↵]\ufe0e?)[\])）〕］】]?(?:<(?!\/?a\b)[^<>]{0,100}>|\s){0,4}<\/a>/iy;

/** A mark of a note belongs to the text around it: it says nothing about whether that is navigation. */
function openLink(page: Layout, tag: Tag): void {
  const address = tag.attribute('href');
  page.link = address === null ? -1 : page.open.elements.length;
  MARK.lastIndex = tag.end;
  page.mark = address !== null && /^#./.test(address) && MARK.test(page.builder.html);
}

/** Whether a script is a formula, which is recorded if the structure is asked for. */
function isFormula({ builder: { html, structure }, open }: Layout, start: number, end: number): boolean {
  const place = open.elements.at(-1)?.place ?? ROOT_PLACE;
  return structure !== null && noteScript(structure, html.slice(start, end), place);
}

/** Records an image that is displayed. */
function picture({ builder, open }: Layout, tag: Tag): void {
  const element = open.elements.at(-1) ?? ROOT;
  if (builder.structure === null || element.hidden || (element.skipped && element.place?.formula == null)) return;
  noteVoid(builder.structure, tag, element.place ?? ROOT_PLACE, element.container);
}

/** Counts line breaks for the structure of lines, if that is asked for. */
function noteBreaks({ builder: { structure } }: Layout, breaks: number): void {
  if (structure !== null) structure.breaks += breaks;
}

/** Ends the line before a tag; a `br` in preformatted text may leave an empty line. */
function breakBefore(page: Layout, { name, start }: Tag): void {
  const element = innermost(page);
  noteBreaks(page, name === 'br' || name === 'code' ? 1 : Infinity);
  if (name === 'br' && element?.preformatted === true) breakPreformatted(page.builder, start, { element, link: false });
  else if (name === 'code') breakPreformatted(page.builder, start, { element, link: false });
  else breakLine(page.builder);
}

/** Whether a `code` in preformatted text directly follows another: sites that number the lines of a listing wrap each line in a `code`. */
function isNextOfCode({ builder, open }: Layout, { name, start }: Tag): boolean {
  return (
    name === 'code' && builder.html.startsWith('</code>', start - 7) && open.elements.at(-1)?.preformatted === true
  );
}

function closed(page: Layout, name: string): void {
  const kind = kindOf(name);
  if (name === 'a') page.link = -1;
  if (!kind.emphasis) page.builder.parted = true;
  if (name === 'br' || name === 'p') {
    breakLine(page.builder);
    noteBreaks(page, name === 'br' ? 1 : Infinity);
  }
  if (name === 'body' || name === 'html') return;
  const place = closedBy(page.open, name, kind);
  if (place >= 0) closeFrom(page, place);
}

function closeFrom(page: Layout, place: number): void {
  if (popTo(page.open, place)) {
    breakLine(page.builder);
    noteBreaks(page, Infinity);
  }
  if (page.link > place) page.link = -1;
  closeRows(page.rows, place, page.builder.lines);
  if (page.builder.structure !== null) closeTables(page.builder.structure.tables, place);
}

/** Whether the content of an element is no text of the page, or repeats it. */
function isUnread({ builder, open }: Layout, tag: Tag, kind: ElementKind, { heading }: OpenElement): boolean {
  if (kind.reading && placeOf(open, 'ruby') >= 0) return true;
  return kind.skipped || isPermalink(builder.html, tag, heading);
}

/** One literal for blocks and others: a copy of common properties costs several times as much. */
function elementOf(page: Layout, tag: Tag, parent: OpenElement | null, kind: ElementKind): OpenElement {
  const { name } = tag;
  const { block } = kind;
  const around = parent ?? ROOT;
  const className = tag.attribute('class');
  const naming = className === null ? null : namingOf(className);
  const concealed = isConcealed(tag, naming);
  const preformatted = around.preformatted || kind.preformatted;
  const { listing, stated, gutter } = listingIn(page.builder, tag, naming, around);
  return {
    name,
    block,
    skipped: around.skipped || isUnread(page, tag, kind, around) || (concealed && !block),
    hidden: around.hidden || (concealed && block),
    preformatted,
    listing,
    stated,
    gutter,
    code: !preformatted && (around.code || INLINE_CODE.has(name)),
    heading: block ? kind.heading : around.heading,
    paragraph: name === 'p' ? tag.start + 1 : around.paragraph,
    classHint: block ? hintWithin(around.classHint, tag, naming) : around.classHint,
    container: kind.container ? { number: page.containers, parent: around.container } : around.container,
    shape: block ? shapeOf(name, naming?.lower ?? '', around.shape) : around.shape,
    tag: block ? name : around.tag,
    place: placeOfContent(page, tag, around, block),
    node: page.nodes?.nodeOf(tag, parent) ?? null,
  };
}

function placeOfContent({ builder, open }: Layout, tag: Tag, { place }: OpenElement, block: boolean): Place | null {
  if (builder.structure === null) return null;
  return placeIn(builder.structure, tag, place ?? ROOT_PLACE, block, open.elements.length + 1);
}

function hintWithin(around: number, tag: Tag, naming: Naming | null): number {
  const own = classHintOf(tag.name, naming?.lower ?? '', naming?.hints ?? 0, tag.attribute('id'));
  return Math.max(-8, Math.min(8, around + own));
}

/** Inherited values if no element is open. */
const ROOT: OpenElement = {
  name: '',
  block: false,
  skipped: false,
  hidden: false,
  preformatted: false,
  listing: null,
  stated: 'nothing',
  gutter: false,
  code: false,
  heading: 0,
  paragraph: 0,
  classHint: 0,
  container: null,
  shape: 0,
  tag: '',
  place: null,
  node: null,
};

/** Drops lines that are not displayed, unless they are most of the page: then a script would have displayed them. */
function shown(lines: readonly Line[]): readonly Line[] {
  const visible = lines.filter((line) => line.element?.hidden !== true);
  if (visible.length === lines.length) return lines;
  return lengthOf(visible) * 2 >= lengthOf(lines) ? visible : lines;
}

function lengthOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}
