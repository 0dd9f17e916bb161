import type { Entry } from './segments.ts';
import { replace } from './writer.ts';
import type { Writer } from './writer.ts';

/** What keeps raw text from becoming something else behind what is written before it: a rule of dashes together with the mark of an item, or a block where it was indented. */
export function guardOf(text: string, { structure }: Entry, before: string, prefix: string): string {
  if (/^(?:-[ \t]*)+$/.test(text) && before.endsWith('- ')) return text.split('-').length > 3 ? `\n${prefix}` : '\\';
  if (/^(?:\*[ \t]*)+$/.test(text) && before.endsWith('* ')) return text.split('*').length > 3 ? `\n${prefix}` : '\\';
  return structure.indented === true ? '    ' : '';
}

/** A link of Markdown, or code, which has none. */
const RAW_LINK = /`[^`\n]*`|(!?)\[([^[\]\n]*)\](\([^()\s]*\))/g;

/** Text that is Markdown already stays as it is, but for links. */
export function writeRaw(writer: Writer, entry: Entry, start: number, links: boolean): void {
  if (!links) writeWithoutLinks(writer, start, entry.end);
  if (entry.structure.block.kind === 'heading') writeUnderlined(writer, entry, start);
}

function writeWithoutLinks(writer: Writer, start: number, end: number): void {
  for (const { index, 0: whole, 1: sign, 2: shown = '', 3: target } of writer.text
    .slice(start, end)
    .matchAll(RAW_LINK)) {
    if (target === undefined || sign === '!') continue;
    const at = start + index;
    replace(writer, at, at + 1, '');
    replace(writer, at + 1 + shown.length, at + whole.length, '');
  }
}

/** Of a heading that was underlined, a `#` at its end would be no text of one that begins with `#`. */
function writeUnderlined(writer: Writer, entry: Entry, start: number): void {
  const { text } = writer;
  if (text.slice(entry.start, start).includes('#')) return;
  let at = entry.end;
  while (at > start && text[at - 1] === '#') at--;
  if (at < entry.end) replace(writer, at, at, '\\');
}

/** A line whose code ends in it. */
const CLOSED = /^[^`]*(?:`[^`]+`[^`]*)*$/;

/** What is written between a line and the next of its paragraph, other than a line break. A table has no breaks, nor has code over several lines. */
export function tailOf({ text }: Writer, entries: readonly Entry[], index: number): string {
  const tail = entries[index]?.structure.tail ?? '';
  if (tail === '' || entries[index + 1]?.structure.row !== null) return '';
  return entries.every(({ start, end }) => CLOSED.test(text.slice(start, end))) ? tail : '';
}
