import type { Figure, Mark } from '../structure.ts';
import { escapedHtml, escapePiece } from './escape.ts';
import type { Setting } from './escape.ts';
import { replace } from './writer.ts';
import type { Writer } from './writer.ts';

/** A mark with offsets in the finished text. `note` is the reference to a footnote, `nothing` is left out. */
export interface PlacedMark {
  readonly at: number;
  readonly end: number;
  readonly is:
    | Exclude<Mark['is'], { kind: 'anchor' | 'cell' }>
    | { readonly kind: 'note'; readonly label: string }
    | { readonly kind: 'nothing' };
}

type Link = Extract<PlacedMark['is'], { kind: 'link' }>;

/** Writes `[start, end)` of a text with the marks in it. Marks inside code and formulas, and links in links, are left out. */
export function writeInline(
  writer: Writer,
  start: number,
  end: number,
  marks: readonly PlacedMark[],
  setting: Setting,
): void {
  if (marks.length > 0) writeMarked(writer, start, end, marks, setting);
  else if (end > start) escapePiece(writer, { from: start, to: end, first: true, last: true, inLink: false }, setting);
}

function writeMarked(writer: Writer, start: number, end: number, marks: readonly PlacedMark[], setting: Setting): void {
  let at = start;
  let link: (PlacedMark & { readonly is: Link }) | null = null;
  const text = (to: number): void => {
    if (to > at)
      escapePiece(writer, { from: at, to, first: at === start, last: to === end, inLink: link !== null }, setting);
    at = Math.max(at, to);
  };
  const closeLink = (before: number): void => {
    if (link === null || link.end > before) return;
    text(link.end);
    replace(writer, at, at, linkEnd(link.is, setting));
    link = null;
  };
  for (const mark of joined(marks, start, end)) {
    closeLink(mark.at);
    if (mark.at < at || !isShifted(writer.text, mark) || mayDefine(writer.text, mark, setting)) continue;
    const { is } = mark;
    if (is.kind === 'link') {
      if (link !== null) continue;
      text(mark.at);
      replace(writer, at, at, linkStart(is, setting));
      link = { ...mark, is };
      continue;
    }
    const until = link === null ? mark.end : Math.min(mark.end, (link as PlacedMark).end);
    text(mark.at);
    writeAtom(writer, { ...mark, is, end: until }, setting);
    at = until;
  }
  closeLink(Infinity);
  text(end);
}

/** Marks inside `[start, end)` in order, without empty ones; code beside code is one. */
function joined(marks: readonly PlacedMark[], start: number, end: number): readonly PlacedMark[] {
  const found: PlacedMark[] = [];
  const sorted = marks
    .map((mark) => ({ ...mark, at: Math.max(start, mark.at), end: Math.min(end, mark.end) }))
    .filter(({ at, end: to, is }) => to > at || (to === at && (is.kind === 'image' || is.kind === 'formula')))
    .sort((a, b) => a.at - b.at || Number(a.end > a.at) - Number(b.end > b.at) || b.end - a.end);
  for (const mark of sorted) {
    const last = found.at(-1);
    if (mark.is.kind === 'code' && last?.is.kind === 'code' && last.end === mark.at) {
      found[found.length - 1] = { ...last, end: mark.end };
    } else found.push(mark);
  }
  return found;
}

function writeAtom(
  writer: Writer,
  { at, end, is }: PlacedMark & { readonly is: Exclude<PlacedMark['is'], Link> },
  setting: Setting,
): void {
  if (is.kind === 'nothing') replace(writer, at, end, '');
  else if (is.kind === 'note') replace(writer, at, end, `[^${is.label}]`);
  else if (is.kind === 'code') writeCode(writer, at, end, setting);
  else if (is.kind === 'sup' || is.kind === 'sub') writeShifted(writer, at, end, is.kind, setting);
  else if (is.kind === 'image' || is.tex !== '') replace(writer, at, end, figureMarkup(is, setting));
  else escapePiece(writer, { from: at, to: end, first: false, last: false, inLink: true }, setting);
}

/** Letters and digits, as opposed to the mark of a note in brackets, and to what Unicode shows already. */
const SHIFTED = /^[\w.+\-−–*(),=]{1,16}$/;

/** Whether a superscript or subscript is shown as one. */
function isShifted(text: string, { at, end, is }: PlacedMark): boolean {
  return (is.kind !== 'sup' && is.kind !== 'sub') || SHIFTED.test(text.slice(at, end));
}

/** A superscript or subscript, which Markdown has no marks for. */
function writeShifted(writer: Writer, at: number, end: number, name: string, setting: Setting): void {
  replace(writer, at, at, `<${name}>`);
  escapePiece(writer, { from: at, to: end, first: false, last: false, inLink: true }, setting);
  replace(writer, end, end, `</${name}>`);
}

/** Whether code would make a paragraph that begins with `[` the definition of a link, which code does not hinder. */
function mayDefine(text: string, { at, end, is }: PlacedMark, { opens }: Setting): boolean {
  return opens && is.kind === 'code' && text.slice(at, end).includes(']:');
}

/** An image or formula in the middle of a line. */
export function figureMarkup(is: Figure, setting: Setting): string {
  if (is.kind === 'image')
    return setting.syntax === 'html'
      ? `<img src="${escapedHtml(is.address)}" alt="${escapedHtml(is.alt)}">`
      : `![${escapedText(is.alt)}](${addressMarkup(is.address)})`;
  const tex = `$${is.tex.replaceAll(']:', '] :')}$`;
  return setting.syntax === 'html' ? escapedHtml(tex) : setting.cell ? tex.replaceAll('|', String.raw`\|`) : tex;
}

/** Text between brackets, every mark escaped. */
function escapedText(text: string): string {
  return text.replace(/[\\`*_[\]<>&!~$|#]/g, String.raw`\$&`);
}

/** The address of a link or image: what would end it is percent-encoded. */
function addressMarkup(address: string): string {
  return address
    .replace(/[\s<>()\\|"`^{}\0-\x1f\x7f]/g, (character) =>
      encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
    )
    .replace(/&(?=#?\w{1,32};)/g, '&amp;');
}

function linkStart({ address }: Link, { syntax }: Setting): string {
  return syntax === 'html' ? `<a href="${escapedHtml(address)}">` : '[';
}

function linkEnd({ address }: Link, { syntax }: Setting): string {
  return syntax === 'html' ? '</a>' : `](${addressMarkup(address)})`;
}

function writeCode(writer: Writer, at: number, end: number, { syntax, cell }: Setting): void {
  const code = writer.text.slice(at, end);
  if (syntax === 'html') {
    replace(writer, at, end, `<code>${escapedHtml(code)}</code>`);
    return;
  }
  const fence = '`'.repeat(longestRun(code) === 0 ? 1 : longestRun(code) + 1);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  replace(writer, at, at, `${fence}${pad}`);
  for (let bar = cell ? code.indexOf('|') : -1; bar >= 0; bar = code.indexOf('|', bar + 1))
    replace(writer, at + bar, at + bar, '\\');
  replace(writer, end, end, `${pad}${fence}`);
}

/** Length of the longest row of backticks in a text. */
export function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
