import type { Block, Figure, Holder, Mark } from '../../structure.ts';
import type { Container } from '../../types.ts';
import { openCell, openTable } from './data-tables.ts';
import type { OpenCell, OpenTable } from './data-tables.ts';
import { PREFORMATTED } from './elements.ts';
import { languageIn } from './code-language.ts';
import { addressOf, formulaOf, imageOf, scriptFormula, texOf } from './figures.ts';
import type { Formula } from './figures.ts';
import { texOfMathml } from './mathml.ts';
import type { Mutable, Tag } from './tokenizer.ts';

/** Where text is in the structure of a page. Elements inherit what they do not change. */
export interface Place {
  readonly block: Block;
  readonly list: OpenList | null;
  readonly cell: OpenCell | null;
  /** Language of code as the class of an element around it states it; empty if unknown. */
  readonly language: string;
  readonly link: Extract<Mark['is'], { kind: 'link' }> | null;
  readonly code: Extract<Mark['is'], { kind: 'code' }> | null;
  /** A superscript or subscript. */
  readonly shifted: Extract<Mark['is'], { kind: 'sup' | 'sub' }> | null;
  readonly formula: Formula | null;
}

interface OpenList {
  readonly number: number;
  readonly ordered: boolean;
  next: number;
  readonly step: number;
}

/** Structure of a page under construction. */
export interface StructureBuilder {
  lists: number;
  /** Line breaks since the last text; infinite at the edge of a block. */
  breaks: number;
  /** Figures and anchors that become part of the next text of their line. */
  waiting: Mark['is'][];
  /** Figures since the last line, on lines of their own. */
  figures: Figure[];
  /** Names that links so far lead to: notes stand behind their references. */
  readonly targets: Set<string>;
  readonly tables: OpenTable[];
  /** The last formula, since its TeX may come behind it. */
  formula: Formula | null;
  /** Formulas without TeX so far, and where their MathML starts. */
  readonly mathml: { readonly formula: Formula; readonly start: number }[];
  /** Type of the script being read. */
  script: string;
}

export function newStructure(): StructureBuilder {
  return {
    lists: 0,
    breaks: Infinity,
    waiting: [],
    figures: [],
    targets: new Set(),
    tables: [],
    formula: null,
    mathml: [],
    script: '',
  };
}

/** The place of a page's text outside all elements. */
export const ROOT_PLACE: Place = {
  block: { kind: 'paragraph', level: 0, language: '', within: null },
  list: null,
  cell: null,
  language: '',
  link: null,
  code: null,
  shifted: null,
  formula: null,
};

/** Holders deeper than this are taken for their parents: each adds to the prefix of every line. */
const MAX_DEPTH = 16;

/** The place of the content of an element, given the place it is in. */
export function placeIn(builder: StructureBuilder, tag: Tag, around: Place, block: boolean, depth: number): Place {
  noteAnchor(builder, tag);
  if (tag.name === 'script') builder.script = tag.attribute('type') ?? '';
  return block ? blockPlace(builder, tag, around, depth) : inlinePlace(builder, tag, around);
}

/** Records a void element, such as an image. */
export function noteVoid(builder: StructureBuilder, tag: Tag, around: Place, container: Container | null): void {
  if (tag.name !== 'img') return;
  const figure = imageOf(tag, container, around);
  if (figure === null) return;
  if (around.formula === null) builder.waiting.push(figure);
  else if (around.formula.tex === '') around.formula.tex = figure.kind === 'formula' ? figure.tex : figure.alt;
}

/** Whether the script that opened last is a formula. Its TeX belongs to the formula displayed before it, if that has none. */
export function noteScript(builder: StructureBuilder, code: string, around: Place): boolean {
  const formula = scriptFormula(builder.script, code, around);
  if (formula === null) return false;
  if (builder.formula?.tex === '') builder.formula.tex = formula.tex;
  else builder.waiting.push((builder.formula = formula));
  return true;
}

/** Gives formulas that nothing states the TeX of that of their MathML. */
export function readMathml({ mathml }: StructureBuilder, html: string): void {
  let end = 0;
  for (const { formula, start } of mathml) {
    // One that begins in another is part of it, or lacks its end.
    if (start < end) continue;
    MATH_END.lastIndex = start;
    end = MATH_END.exec(html) === null ? Infinity : MATH_END.lastIndex;
    if (formula.tex === '' && end < Infinity) formula.tex = texOf(texOfMathml(html.slice(start, end)));
  }
}

const MATH_END = /<\/math\s*>/gi;

function noteAnchor({ targets, waiting }: StructureBuilder, tag: Tag): void {
  if (targets.size === 0) return;
  const name = tag.attribute('id') ?? (tag.name === 'a' ? tag.attribute('name') : null);
  if (name !== null && targets.has(name)) waiting.push({ kind: 'anchor', name });
}

/** Elements for code in running text. */
export const INLINE_CODE: ReadonlySet<string> = new Set('code kbd samp tt'.split(' '));

function inlinePlace(builder: StructureBuilder, tag: Tag, around: Place): Place {
  if (tag.name === 'a') {
    const address = addressOf(tag.attribute('href'));
    if (address?.startsWith('#') === true) builder.targets.add(address.slice(1));
    return placeWith(around, address === null ? null : { kind: 'link', address }, around.code, around.formula);
  }
  const { block } = around;
  if (INLINE_CODE.has(tag.name)) {
    if (block.kind !== 'code') return placeWith(around, around.link, { kind: 'code' }, around.formula);
    if (block.language === '') (block as Mutable<Block>).language = languageIn(tag);
    return around;
  }
  if (tag.name === 'sup' || tag.name === 'sub') return { ...around, shifted: { kind: tag.name } };
  const formula = formulaOf(tag, around);
  if (tag.name === 'math' && formula?.tex === '') builder.mathml.push({ formula, start: tag.start });
  if (formula === around.formula) return around;
  if (formula !== null) {
    builder.waiting.push(formula);
    builder.formula = formula;
  }
  return placeWith(around, around.link, around.code, formula);
}

/** A copy with other inline elements; several times as fast as a spread. */
function placeWith(
  { block, list, cell, language, shifted }: Place,
  link: Place['link'],
  code: Place['code'],
  formula: Place['formula'],
): Place {
  return { block, list, cell, language, link, code, shifted, formula };
}

function blockPlace(builder: StructureBuilder, tag: Tag, around: Place, depth: number): Place {
  const { name } = tag;
  const language = languageIn(tag) || around.language;
  const { block } = around;
  if (name === 'table') builder.tables.push(openTable(builder.tables.at(-1), depth));
  const table = builder.tables.at(-1);
  const cell = name === 'td' || name === 'th' ? openCell(table, tag) : name === 'table' ? null : around.cell;
  if (name === 'tr' || name === 'thead' || name === 'caption') noteRow(table, name);
  const list = LISTS.has(name) ? openList(builder, tag) : name === 'dt' ? openList(builder, tag) : around.list;
  const formula = formulaOf(tag, around);
  if (formula !== around.formula && formula !== null) builder.waiting.push((builder.formula = formula));
  const { link, code } = around;
  return { block: blockOf(tag, block, list, language), list, cell, language, link, code, shifted: null, formula };
}

function noteRow(table: OpenTable | undefined, name: string): void {
  if (table === undefined) return;
  if (name === 'tr') table.rows.push({ table, cells: [] });
  else table.headed = true;
}

const LISTS: ReadonlySet<string> = new Set('ol ul menu dir dl'.split(' '));
const MAX_NUMBER = 999_999_999;

function openList(builder: StructureBuilder, tag: Tag): OpenList {
  const step = tag.attribute('reversed') === null ? 1 : -1;
  const start = Number.parseInt(tag.attribute('start') ?? '', 10);
  builder.lists++;
  const next = Number.isNaN(start) ? 1 : start;
  return { number: builder.lists, ordered: tag.name === 'ol', next, step };
}

function blockOf(tag: Tag, around: Block, list: OpenList | null, language: string): Block {
  const { name } = tag;
  const paragraph: Block = { kind: 'paragraph', level: 0, language: '', within: around.within };
  if (name === 'div' || name === 'p') {
    if (around.kind !== 'paragraph') return around;
    return CAPTION.test(tag.attribute('class') ?? '') ? { ...paragraph, kind: 'caption' } : paragraph;
  }
  const level = name.length === 2 && name.startsWith('h') ? name.charCodeAt(1) - 0x30 : 0;
  if (level >= 1 && level <= 6) return { ...paragraph, kind: 'heading', level };
  if (PREFORMATTED.has(name)) return { ...paragraph, kind: 'code', language };
  if (name === 'figcaption' || name === 'caption') return { ...paragraph, kind: 'caption' };
  if (name === 'blockquote') return { ...paragraph, within: holder('quote', around.within, 0, null) };
  if (name === 'li' || name === 'dd') return { ...paragraph, within: itemIn(tag, around.within, list) };
  return around.kind === 'paragraph' || name === 'td' || name === 'th' ? paragraph : around;
}

/** Class of a caption where it is no `figcaption`. */
const CAPTION = /\b(?:wp-caption-text|(?:image|img|pic|photo|figure)[-_]?(?:caption|desc|note))\b/i;

function itemIn(tag: Tag, parent: Holder | null, list: OpenList | null): Holder | null {
  if (list === null) return holder('item', parent, 0, null);
  const value = Number.parseInt(tag.attribute('value') ?? '', 10);
  const number = Number.isNaN(value) ? list.next : value;
  list.next = number + list.step;
  const isValid = number >= 0 && number <= MAX_NUMBER;
  return holder('item', parent, list.number, list.ordered ? (isValid ? number : 1) : null);
}

function holder(kind: Holder['kind'], parent: Holder | null, list: number, number: number | null): Holder | null {
  const depth = (parent?.depth ?? 0) + 1;
  return depth > MAX_DEPTH ? parent : { kind, parent, list, number, depth };
}
