import { visitLines } from '../text/lines.ts';
import type { Structure } from '../structure.ts';
import type { Document, LineFeatures } from '../types.ts';
import { putFencedCode, putLists, putTabbedTables } from './bare-blocks.ts';
import { headingLevels } from './bare-headings.ts';
import { lineStructure, PLAIN_PARAGRAPH } from './line-structure.ts';
import { isMarkdown, markdownStructure } from './markdown-input.ts';

/** Adds structure to the lines of a document from what its text shows: all of it where there is no markup, else numbered headings that are set as paragraphs. `extension` is that of the file. */
export function withStructure(document: Document, extension: string): Document {
  const { lines, text, format } = document;
  const texts: string[] = [];
  visitLines(text, (start, end) => void texts.push(text.slice(start, end)));
  if (lines.some(({ structure }) => structure !== undefined)) return { ...document, lines: withHeadings(lines, texts) };
  const structures = isMarkdown(texts, format, extension) ? markdownStructure(texts) : plainStructure(texts);
  return { ...document, lines: withStructures(lines, structures) };
}

/** Lines with these structures. Equal lines in a row stay one object: in bare text all plain ones are. */
function withStructures(
  lines: readonly LineFeatures[],
  structures: readonly (Structure | null)[],
): readonly LineFeatures[] {
  let [last, plain]: [LineFeatures | null, LineFeatures | null] = [null, null];
  return lines.map((line, index) => {
    const structure = structures[index] ?? null;
    if (structure !== null) return { ...line, structure };
    if (plain === null || line !== last) plain = { ...line, structure: PLAIN_PARAGRAPH };
    last = line;
    return plain;
  });
}

/** Lines of markup in which numbered paragraphs above running text are headings. */
function withHeadings(lines: readonly LineFeatures[], texts: readonly string[]): readonly LineFeatures[] {
  const levels = headingLevels(texts);
  if (levels.every((level) => level === 0)) return lines;
  return lines.map((line, index) => {
    const { structure } = line;
    const level = levels[index] ?? 0;
    if (level === 0 || structure === undefined || !isAlone(structure, lines[index + 1]?.structure)) return line;
    return { ...line, structure: { ...structure, block: { ...structure.block, kind: 'heading', level } } };
  });
}

/** Whether a line is all of a paragraph that nothing holds. */
function isAlone({ block, row, continues }: Structure, next: Structure | undefined): boolean {
  return block.kind === 'paragraph' && block.within === null && row === null && !continues && next?.continues !== true;
}

/** Text that is not Markdown: a paragraph a line (null), but for numbered headings, lists, tables of tabs and fenced code. */
function plainStructure(texts: readonly string[]): readonly (Structure | null)[] {
  const found: (Structure | null)[] = texts.map(() => null);
  putFencedCode(texts, found);
  putTabbedTables(texts, found);
  putLists(texts, found);
  const levels = headingLevels(texts.map((line, index) => (found[index] === null ? line : '')));
  return found.map((structure, index) => {
    const level = levels[index] ?? 0;
    return structure ?? (level > 0 ? lineStructure({ kind: 'heading', level }) : null);
  });
}
