import { visitLines } from '../text/lines.ts';
import type { Structure } from '../structure.ts';
import type { Document } from '../types.ts';
import { putFencedCode, putLists, putTabbedTables } from './bare-blocks.ts';
import { headingLevels } from './bare-headings.ts';
import { lineStructure, paragraphStructure } from './line-structure.ts';
import { isMarkdown, markdownStructure } from './markdown-input.ts';

/** Adds structure to the lines of a document without markup, from what its text shows. `extension` is that of the file. */
export function withStructure(document: Document, extension: string): Document {
  const { lines, text, format } = document;
  if (lines.some(({ structure }) => structure !== undefined)) return document;
  const texts: string[] = [];
  visitLines(text, (start, end) => void texts.push(text.slice(start, end)));
  const structures = isMarkdown(texts, format, extension) ? markdownStructure(texts) : plainStructure(texts);
  return {
    ...document,
    lines: lines.map((line, index) => ({ ...line, structure: structures[index] ?? paragraphStructure() })),
  };
}

/** Text that is not Markdown: a paragraph a line, but for numbered headings, lists, tables of tabs and fenced code. */
function plainStructure(texts: readonly string[]): readonly Structure[] {
  const found: (Structure | null)[] = texts.map(() => null);
  putFencedCode(texts, found);
  putTabbedTables(texts, found);
  putLists(texts, found);
  const levels = headingLevels(texts.map((line, index) => (found[index] === null ? line : '')));
  return found.map((structure, index) => {
    const level = levels[index] ?? 0;
    return structure ?? (level > 0 ? lineStructure({ kind: 'heading', level }) : paragraphStructure());
  });
}
