import type { Block, Structure } from '../structure.ts';

/** Structure of a line of bare text: a paragraph by itself, but for what is given. */
export function lineStructure(block: Partial<Block> = {}, more: Partial<Structure> = {}): Structure {
  return {
    block: { kind: 'paragraph', level: 0, language: '', within: null, ...block },
    row: null,
    continues: false,
    marks: [],
    above: [],
    below: [],
    ...more,
  };
}
