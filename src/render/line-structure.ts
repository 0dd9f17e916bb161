import type { Block, Figure, Mark, Structure } from '../structure.ts';

export const NO_MARKS: readonly Mark[] = [];
export const NO_FIGURES: readonly Figure[] = [];

/** Structure of a line of bare text: a paragraph by itself. Without spreads, as most lines have it. */
export function paragraphStructure(): Structure {
  return {
    block: { kind: 'paragraph', level: 0, language: '', within: null },
    row: null,
    continues: false,
    marks: NO_MARKS,
    above: NO_FIGURES,
    below: NO_FIGURES,
  };
}

/** Structure of all lines of bare text that are a paragraph each and nothing else: to make one for each took a twentieth of the time of clean text. */
export const PLAIN_PARAGRAPH: Structure = paragraphStructure();

/** Structure of a line of bare text: a paragraph by itself, but for what is given. */
export function lineStructure(block: Partial<Block>, more: Partial<Structure> = {}): Structure {
  const plain = paragraphStructure();
  return { ...plain, block: { ...plain.block, ...block }, ...more };
}
