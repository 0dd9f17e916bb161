import type { Document, Edit } from '../types.ts';
import { blocksOf, plainSpans } from './blocks.ts';
import type { TextBlock } from './blocks.ts';
import { markdownOf } from './markdown.ts';
import { segmentsOf } from './segments.ts';

export { BLOCK_KINDS } from './blocks.ts';
export type { BlockKind, TextBlock } from './blocks.ts';
export { withStructure } from './bare-text.ts';

/** What a document becomes: the edits that make it Markdown, and a function from the finished text to its blocks. */
export interface Rendered {
  readonly edits: readonly Edit[];
  readonly blocks: (text: string) => readonly TextBlock[];
}

/** Renders a finished document, as Markdown or as it is. */
export function render(document: Document, markdown: boolean, links: boolean): Rendered {
  if (!markdown) {
    const segments = segmentsOf(document, () => false);
    return { edits: [], blocks: (text) => blocksOf(text, plainSpans(segments)) };
  }
  // Without links, only those to notes of the page count.
  const segments = segmentsOf(document, (is) => links || is.kind !== 'link' || is.address.startsWith('#'));
  const { edits, spans } = markdownOf(document.text, segments, links);
  return { edits, blocks: (text) => blocksOf(text, spans) };
}
