import { TRADITIONAL } from './han-classes.ts';
import { lineSpans } from './lines.ts';
import { simplifyCharacters, simplifyUnits } from './simplify.ts';
import { holds } from './character-classes.ts';
import { withUnits } from './utf16.ts';

/** Variants of separators, folded to the character that rules use. Each is one UTF-16 code unit. */
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ...variants('︰﹕∶', ':'),
  ...variants('╱∕⁄', '/'),
  ...variants('│┃丨∣︱▏', '|'),
  ...variants('›»〉', '>'),
  ...variants('•‧・･●◦∙', '·'),
  ...variants('〔［', '['),
  ...variants('〕］', ']'),
]);

/** Spaces folded to U+0020, as inclusive ranges. */
const SPACES: readonly (readonly [first: number, last: number])[] = [
  [0xa0, 0xa0],
  [0x2000, 0x200b],
  [0x202f, 0x202f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

/**
 * The match form of a text, which rules match on: simplified script, full-width Latin letters, digits, punctuation and spaces folded
 * to ASCII, separators folded. It has the same length in UTF-16 code units, so offsets in it are offsets in the text.
 */
export function matchFormOf(text: string): string {
  const folds = foldTable();
  const folded = withUnits(text, (units) => {
    fold(units, text.length, folds);
  });
  return simplifyCharacters(folded);
}

/** Consecutive lines of a text, and their match form. */
export interface Block {
  readonly text: string;
  readonly matchForm: string;
}

/** Longer texts are folded in several blocks of about this many UTF-16 code units, which fit the shared buffer. */
const BLOCK_UNITS = 1 << 15;

/** The match forms of all lines of a text, in at least one block: several times as fast as folding line by line. */
export function matchFormsOfLines(text: string): readonly Block[] {
  const traditional = holds(text, TRADITIONAL);
  const blocks: Block[] = [];
  for (let start = 0; start < text.length || blocks.length === 0;) {
    const end = blockEnd(text, start);
    const block = text.slice(start, end);
    blocks.push({ text: block, matchForm: matchFormOfBlock(block, traditional) });
    start = end;
  }
  return blocks;
}

/** End of the block that starts at `start`: after the last line feed within the block size, else after the next one. */
function blockEnd(text: string, start: number): number {
  if (text.length - start <= BLOCK_UNITS) return text.length;
  const within = text.lastIndexOf('\n', start + BLOCK_UNITS - 1);
  const feed = within >= start ? within : text.indexOf('\n', start + BLOCK_UNITS);
  return feed < 0 ? text.length : feed + 1;
}

function matchFormOfBlock(text: string, traditional: boolean): string {
  const folds = foldTable();
  const lines = traditional ? lineSpans(text) : [];
  return withUnits(text, (units) => {
    fold(units, text.length, folds);
    for (const { start, end } of lines) simplifyUnits(units, start, end);
  });
}

function fold(units: Uint16Array, length: number, folds: Uint16Array): void {
  for (let i = 0; i < length; i++) {
    const folded = folds[units[i] ?? 0] ?? 0;
    if (folded !== 0) units[i] = folded;
  }
}

let table: Uint16Array | null = null;

/**
 * The folded form of each code unit, 0 for no change: filling the table for all code units would take longer than a small run.
 */
function foldTable(): Uint16Array {
  if (table !== null) return table;
  const folds = new Uint16Array(0x10000);
  for (let unit = 0xff01; unit <= 0xff5e; unit++) folds[unit] = unit - 0xfee0;
  for (const [first, last] of SPACES) folds.fill(0x20, first, last + 1);
  for (const [shape, folded] of SEPARATORS) folds[shape.charCodeAt(0)] = folded.charCodeAt(0);
  table = folds;
  return folds;
}

function variants(characters: string, folded: string): readonly (readonly [string, string])[] {
  return Array.from(characters, (character) => [character, folded] as const);
}
